package org.strowger.dialplan.route;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.Configured;
import org.strowger.dialplan.literal.DialledPattern;
import org.strowger.dialplan.literal.SourceAddress;
import org.strowger.dialplan.literal.StatusCode;
import org.strowger.dialplan.number.NumberTable;
import org.strowger.dialplan.script.Guard;
import org.strowger.dialplan.script.LastingTable;
import org.strowger.dialplan.script.RouteCall;

/**
 * The words of the language that build the plan: they stand at the top level of a script, or in a context, and run
 * once, at load.
 */
public interface PlanVerbs {

    /** What is being built; only while the script is loaded. */
    PlanBuilder plan();

    /** {@code priority: emergency}. */
    default Priority getEmergency() {
        return Priority.EMERGENCY;
    }

    /**
     * Calls to some numbers, and what is done with them: {@code route('10XX') { … }}.
     *
     * @param numbers a pattern, or a list of them; a regular expression that matches a number as a whole; a table,
     *     whose row the body finds as {@code row}; or a guard that allows the call
     * @param body what is done, run for each call
     */
    default void route(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.dialplan.script.RouteCall")
                    Object numbers,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.dialplan.script.RouteCall")
                    Closure<?>... body) {
        plan().route(Map.of(), numbers, PlanWords.only(body));
    }

    /**
     * Calls to some numbers that fulfil all that is named: {@code route('10XX', trunk: 'carrier-a') { … }}. With
     * {@code to: this.&method} the method takes the call, and there is no body.
     *
     * @param numbers a pattern or a list of them, a regular expression, or a table, which has no {@code priority:}
     * @param body what is done, run for each call
     */
    @Check(DialledPattern.class)
    @Check(PlanWords.Expression.class)
    @Check(value = Configured.Trunk.class, option = "trunk")
    @Check(value = SourceAddress.class, option = "source")
    @Check(value = PlanWords.Condition.class, option = "when")
    @Check(value = PlanWords.Form.class, argument = 0)
    default void route(
            @NamedParams({
                        @NamedParam(value = "from", type = String.class),
                        @NamedParam("to"),
                        @NamedParam(value = "header", type = Map.class),
                        @NamedParam(value = "source", type = String.class),
                        @NamedParam(value = "trunk", type = String.class),
                        @NamedParam("when"),
                        @NamedParam(value = "priority", type = Priority.class)
                    })
                    Map<String, ?> options,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.dialplan.script.RouteCall")
                    Object numbers,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.dialplan.script.RouteCall")
                    Closure<?>... body) {
        plan().route(options, numbers, PlanWords.only(body));
    }

    /**
     * Calls that fulfil all that is named: {@code route(from: 'sip:alice@*') { … }}. With {@code to: this.&method} the
     * method takes the call, and the closure, if there is one, is a guard.
     */
    default void route(
            @NamedParams({
                        @NamedParam(value = "from", type = String.class),
                        @NamedParam("to"),
                        @NamedParam(value = "header", type = Map.class),
                        @NamedParam(value = "source", type = String.class),
                        @NamedParam(value = "trunk", type = String.class),
                        @NamedParam("when"),
                        @NamedParam(value = "priority", type = Priority.class)
                    })
                    Map<String, ?> options,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.dialplan.script.RouteCall")
                    Closure<?>... bodyOrGuard) {
        Closure<?> written = PlanWords.only(bodyOrGuard);
        if (options.get("to") instanceof Closure<?>) plan().route(options, written, null);
        else plan().route(options, null, written);
    }

    /** Calls to either of two patterns: {@code route('1XXX', '2XXX') { … }}. More than three are a list. */
    default void route(
            String one,
            String two,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.dialplan.script.RouteCall")
                    Closure<?>... body) {
        plan().route(Map.of(), List.of(one, two), PlanWords.only(body));
    }

    /** Calls to any of three patterns. */
    default void route(
            String one,
            String two,
            String three,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.dialplan.script.RouteCall")
                    Closure<?>... body) {
        plan().route(Map.of(), List.of(one, two, three), PlanWords.only(body));
    }

    /** Calls to either of two patterns that fulfil all that is named. */
    default void route(
            @NamedParams({
                        @NamedParam(value = "from", type = String.class),
                        @NamedParam("to"),
                        @NamedParam(value = "header", type = Map.class),
                        @NamedParam(value = "source", type = String.class),
                        @NamedParam(value = "trunk", type = String.class),
                        @NamedParam("when"),
                        @NamedParam(value = "priority", type = Priority.class)
                    })
                    Map<String, ?> options,
            String one,
            String two,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.dialplan.script.RouteCall")
                    Closure<?>... body) {
        plan().route(options, List.of(one, two), PlanWords.only(body));
    }

    /** Calls to any of three patterns that fulfil all that is named. */
    default void route(
            @NamedParams({
                        @NamedParam(value = "from", type = String.class),
                        @NamedParam("to"),
                        @NamedParam(value = "header", type = Map.class),
                        @NamedParam(value = "source", type = String.class),
                        @NamedParam(value = "trunk", type = String.class),
                        @NamedParam("when"),
                        @NamedParam(value = "priority", type = Priority.class)
                    })
                    Map<String, ?> options,
            String one,
            String two,
            String three,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.dialplan.script.RouteCall")
                    Closure<?>... body) {
        plan().route(options, List.of(one, two, three), PlanWords.only(body));
    }

    /** The numbers of a CSV file, found beside the script, in the column {@code number}. */
    default NumberTable numbers(String file) {
        return plan().numbers(Map.of(), file, "number", NumberTable.Fit.WHOLE);
    }

    /** The numbers of a CSV file, found beside the script. */
    @Check(PlanWords.Numbers.class)
    default NumberTable numbers(
            @NamedParams(@NamedParam(value = "column", type = String.class)) Map<String, ?> options, String file) {
        return plan().numbers(options, file, "number", NumberTable.Fit.WHOLE);
    }

    /** The prefixes of a CSV file, in the column {@code prefix}; the longest that a number begins with counts. */
    default NumberTable prefixes(String file) {
        return plan().numbers(Map.of(), file, "prefix", NumberTable.Fit.PREFIX);
    }

    /** The prefixes of a CSV file; the longest that a number begins with counts. */
    @Check(PlanWords.Prefixes.class)
    default NumberTable prefixes(
            @NamedParams(@NamedParam(value = "column", type = String.class)) Map<String, ?> options, String file) {
        return plan().numbers(options, file, "prefix", NumberTable.Fit.PREFIX);
    }

    /**
     * A table whose rows outlast calls, reloads and restarts: {@code def forwards = table('forwards', key: 'account',
     * columns: [always: 'text'])}. All who declare a table of this name share its rows.
     *
     * <ul>
     *   <li>{@code key}: what a row is found by, a text.
     *   <li>{@code columns}: what a row holds: each column's name with its type, {@code 'text'}, {@code 'number'},
     *       {@code 'flag'}, {@code 'instant'} or {@code 'duration'}. Default: nothing but the key.
     *   <li>{@code lasts}: how long a row is kept after it was last written. Default: until it is removed.
     * </ul>
     */
    @Check(value = TableWords.Named.class, argument = 1)
    @Check(value = TableWords.Named.class, option = "key")
    @Check(value = TableWords.Columns.class, option = "columns")
    default LastingTable table(
            @NamedParams({
                        @NamedParam(value = "key", type = String.class, required = true),
                        @NamedParam(value = "columns", type = Map.class),
                        @NamedParam(value = "lasts", type = Duration.class)
                    })
                    Map<String, ?> options,
            String name) {
        return plan().table(options, name);
    }

    /** A table that this plan has declared above, in this file or one that it includes. */
    default LastingTable table(String name) {
        return plan().table(name);
    }

    /** An emergency number: before every other route, in every context. */
    default void emergency(
            String number, @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        plan().emergency(List.of(number), body);
    }

    /** Two emergency numbers. */
    default void emergency(
            String one,
            String two,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        plan().emergency(List.of(one, two), body);
    }

    /** Three emergency numbers. */
    default void emergency(
            String one,
            String two,
            String three,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        plan().emergency(List.of(one, two, three), body);
    }

    /** Any number of emergency numbers. */
    @Check(DialledPattern.class)
    default void emergency(
            List<String> numbers,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> body) {
        plan().emergency(numbers, body);
    }

    /**
     * What callers of this context must be, of every context at the top level: others get 403. Emergencies are exempt.
     */
    default void require(Guard guard) {
        plan().require(Map.of(), guard);
    }

    /**
     * What callers of this context must be, of every context at the top level, and what others get. Emergencies are
     * exempt.
     */
    default void require(
            @NamedParams(@NamedParam(value = "otherwise", type = Integer.class)) Map<String, ?> options, Guard guard) {
        plan().require(options, guard);
    }

    /** What must be true of a call. */
    default void require(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.dialplan.script.RouteCall")
                    Closure<?> guard) {
        plan().require(Map.of(), Guard.of(guard));
    }

    /** What must be true of a call, and what others get. */
    @Check(value = StatusCode.class, option = "otherwise")
    default void require(
            @NamedParams(@NamedParam(value = "otherwise", type = Integer.class)) Map<String, ?> options,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.dialplan.script.RouteCall")
                    Closure<?> guard) {
        plan().require(options, Guard.of(guard));
    }

    /** The caller is one of our accounts. */
    default Guard getRegistered() {
        return call -> call.caller().account().isPresent();
    }

    /** Routes and callbacks for the calls that enter a context. */
    default void context(String name, Closure<?> routes) {
        plan().context(name, routes);
    }

    /**
     * Reads another file here, found beside this one; or what comes with the switch: {@code include
     * 'strowger:features'} are the routes of the feature codes, whose settings {@code dial subscriber(…)} minds.
     */
    default void include(String file) {
        plan().include(file);
    }

    /**
     * Last words to a caller whose route's script has failed or was cut, with the reason; outside of any context, for
     * those that have none of their own.
     */
    default void onFault(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "java.lang.String")
                    Closure<?> action) {
        plan().onFault(action);
    }
}
