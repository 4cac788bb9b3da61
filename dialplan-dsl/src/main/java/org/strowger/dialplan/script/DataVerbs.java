package org.strowger.dialplan.script;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.Caller;
import org.strowger.call.event.DeviceState;
import org.strowger.call.event.ProgramEvent;
import org.strowger.dialplan.fraud.FraudOutcome;
import org.strowger.dialplan.limit.LimitOutcome;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.Configured;
import org.strowger.dialplan.literal.Country;
import org.strowger.dialplan.literal.Course;
import org.strowger.dialplan.literal.Course.Kind;
import org.strowger.dialplan.literal.NumberMask;
import org.strowger.dialplan.literal.PositiveTime;
import org.strowger.dialplan.literal.SourceAddress;
import org.strowger.dialplan.lookup.LookupOutcome;
import org.strowger.dialplan.number.AddressRange;
import org.strowger.dialplan.number.E164;

/** The verbs that are about data: time, numbers, what a call knows and tells. */
public interface DataVerbs<C> extends Verbs<C> {

    /** The time of day on the switch's clock. */
    default Instant now() {
        return scripted().time();
    }

    /** What the script keeps for the length of the call. */
    default Store getStore() {
        return scripted().store();
    }

    /**
     * The plan's own fields of the call's charging record: {@code record.customer = 'acme'}. Texts (cut at 200
     * characters), numbers and truths; 40 at most. Works in {@code onEnd}, too.
     */
    default RecordFields getRecord() {
        return scripted().recordFields();
    }

    /** The row of the number dialled in the table that the route was chosen by; empty for other routes. */
    default Map<String, String> getRow() {
        return scripted().row();
    }

    /** A table that the plan declares at its top level: for methods, which don't see the variables there. */
    default LastingTable table(String name) {
        return scripted().table(name);
    }

    /** The same without values. */
    default C event(String name) {
        return event(Map.of(), name);
    }

    /**
     * Publishes an event: in the log as {@code script_event} with its name and values, numbers and truths as such,
     * all else as text.
     */
    default C event(Map<String, ?> values, String name) {
        var plain = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> plain.put(String.valueOf(key), plain(value)));
        scripted()
                .acting()
                .publish(new ProgramEvent.ScriptEvent(scripted().acting().id(), name, plain));
        return getCall();
    }

    /** Numbers and truths as they are, the rest as text. */
    private static Object plain(Object value) {
        return switch (value) {
            case Number number -> number;
            case Boolean truth -> truth;
            case null, default -> String.valueOf(value);
        };
    }

    /**
     * Asks a database by SQL, or a web service by HTTP, while the call waits. What it found is used by name: {@code
     * .text('name')}, {@code .number(…)}, {@code .flag(…)}, {@code .rows}. Arguments
     * stand for the question marks of the SQL: texts, numbers, times, and Optionals such as {@code caller.account()},
     * whose absence is NULL.
     *
     * <ul>
     *   <li>{@code sql}: a query; what would change the database is a mistake.
     *   <li>{@code database}: which of {@code databases:} in the configuration is asked. Default: the only one.
     *   <li>{@code http}: a URL that answers to GET in JSON.
     *   <li>{@code query}: parameters of the URL, encoded as needed. Default: none.
     *   <li>{@code headers}: of the request. Default: none.
     *   <li>{@code timeout}: how long an answer may take. Default: that of the database, or of {@code http:}, in
     *       the configuration.
     *   <li>{@code cache}: how long an answer may be used again by every call that asks the same; 10,000 are
     *       kept, failures never. Default: not at all.
     * </ul>
     */
    @Check(value = AskedLookup.Question.class, argument = 0)
    default LookupOutcome lookup(
            @NamedParams({
                        @NamedParam(value = "sql", type = String.class),
                        @NamedParam(value = "database", type = String.class),
                        @NamedParam(value = "http", type = String.class),
                        @NamedParam(value = "query", type = Map.class),
                        @NamedParam(value = "headers", type = Map.class),
                        @NamedParam(value = "timeout", type = Duration.class),
                        @NamedParam(value = "cache", type = Duration.class)
                    })
                    Map<String, ?> options,
            Object... arguments) {
        return AskedLookup.run(scripted(), options, Arrays.asList(arguments));
    }

    /**
     * Asks for a place under a limit of this name, which the call has until it is over, however it ends:
     * {@code if (!limit(customer, calls: 30)) reject 486}. The name is a text, or an Optional of one such as
     * {@code caller.account()}; all versions of the plan count together. A call that has a place and asks again counts
     * once; an emergency needs none.
     *
     * <ul>
     *   <li>{@code calls}: how many calls have a place at once. Default: as many as there are.
     *   <li>{@code perSecond}: how many get one within any second. Default: as many as come.
     * </ul>
     */
    @Check(value = AskedLimit.Named.class, argument = 0)
    @Check(value = AskedLimit.Most.class, option = "calls")
    @Check(value = AskedLimit.Rate.class, option = "perSecond")
    default LimitOutcome limit(
            @NamedParams({
                        @NamedParam(value = "calls", type = Integer.class),
                        @NamedParam(value = "perSecond", type = Integer.class)
                    })
                    Map<String, ?> options,
            Object name) {
        return AskedLimit.run(scripted(), options, name);
    }

    /**
     * Guards an account against toll fraud: {@code if (!fraudGuard(caller.account(), tariff: 'retail', country: 'DE',
     * spend: 5, per: 1.hours)) reject 403}. The first argument is who is guarded, a text or an Optional of one. What a
     * running call may still cost is held of the window's money, and the call ends where that does. What was spent and
     * called is kept in the table {@code fraud}, over reloads and restarts. An emergency is always clear.
     *
     * <ul>
     *   <li>{@code tariff}: by whose rates a call costs. A number without a rate is suspect.
     *   <li>{@code country}: which is home, as {@code DE}. All others are abroad.
     *   <li>{@code spend}: how much money calls may cost within the time.
     *   <li>{@code per}: how long the time is, counted in whole minutes. Default: an hour.
     *   <li>{@code calls}: how many calls may begin within the time. Default: as many as come.
     *   <li>{@code abroad}: how many calls abroad may begin within the time. Default: as many as come.
     *   <li>{@code newCountries}: how many countries never called before. Default: as many as there are.
     *   <li>{@code learning}: for how long after its first call an account's countries are learnt. Default: not at all.
     *   <li>{@code hold}: whether an account that reaches a bound is held until its row says {@code held: false}.
     *       Default: no.
     *   <li>{@code number}: the number that is called. Default: the number dialled.
     * </ul>
     */
    @Check(value = Configured.Tariff.class, option = "tariff")
    @Check(value = Country.class, option = "country")
    @Check(value = AskedFraudGuard.Money.class, option = "spend")
    @Check(value = AskedFraudGuard.Most.class, option = "calls")
    @Check(value = AskedFraudGuard.Most.class, option = "abroad")
    @Check(value = AskedFraudGuard.Most.class, option = "newCountries")
    @Check(value = PositiveTime.class, option = "per")
    @Check(value = PositiveTime.class, option = "learning")
    default FraudOutcome fraudGuard(
            @NamedParams({
                        @NamedParam(value = "tariff", type = String.class, required = true),
                        @NamedParam(value = "country", type = String.class, required = true),
                        @NamedParam(value = "spend", type = Number.class, required = true),
                        @NamedParam(value = "per", type = Duration.class),
                        @NamedParam(value = "calls", type = Integer.class),
                        @NamedParam(value = "abroad", type = Integer.class),
                        @NamedParam(value = "newCountries", type = Integer.class),
                        @NamedParam(value = "learning", type = Duration.class),
                        @NamedParam(value = "hold", type = Boolean.class),
                        @NamedParam(value = "number", type = String.class)
                    })
                    Map<String, ?> options,
            Object account) {
        return AskedFraudGuard.run(scripted(), options, account);
    }

    /**
     * What the phones of an account do just now, all of them together: {@code OFFLINE}, none is registered that
     * answers; {@code IDLE}; {@code RINGING}; or {@code BUSY}, one talks or calls. The caller's own are {@code BUSY} by
     * this call. {@code if (device('1001') == BUSY) voicemail '1001'}.
     */
    @Check(Configured.User.class)
    default DeviceState device(String account) {
        return scripted().acting().device(account);
    }

    /** Charges the call by this tariff, from its answer on. */
    default C bill(String tariff) {
        scripted().bill(tariff, Map.of(), Optional.empty());
        return getCall();
    }

    /** The same without a warning. */
    default C bill(
            @NamedParams({
                        @NamedParam(value = "account", type = String.class),
                        @NamedParam(value = "number", type = String.class)
                    })
                    Map<String, ?> options,
            String tariff) {
        scripted().bill(tariff, options, Optional.empty());
        return getCall();
    }

    /**
     * Charges the call by a tariff of the configuration, from its answer on, and ends it where the credit does.
     * Refused are callers without credit (402) and numbers without a rate (403). A closure is run before the credit
     * ends, and told how long it lasts.
     *
     * <ul>
     *   <li>{@code account}: who pays. Default: the caller's account, else the trunk that the call came from.
     *   <li>{@code number}: the number that the rate is looked for by. Default: the number dialled.
     *   <li>{@code warnAt}: how long before the end of the credit the closure is run. Default: 30 seconds.
     * </ul>
     */
    @Check(Configured.Tariff.class)
    default C bill(
            @NamedParams({
                        @NamedParam(value = "account", type = String.class),
                        @NamedParam(value = "number", type = String.class),
                        @NamedParam(value = "warnAt", type = Duration.class)
                    })
                    Map<String, ?> options,
            String tariff,
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "java.time.Duration")
                    Closure<?> warning) {
        scripted().bill(tariff, options, Optional.of(warning));
        return getCall();
    }

    /**
     * A number made international, as {@code +49301234567}, by the rules of a country; one that is none there (an
     * extension, 110), as it is.
     *
     * <ul>
     *   <li>{@code country}: whose rules, as {@code DE}; 47 are known.
     * </ul>
     */
    @Check(value = Country.class, option = "country")
    @Course(Kind.ANYWHERE)
    default String e164(
            @NamedParams(@NamedParam(value = "country", type = String.class, required = true)) Map<String, ?> options,
            String number) {
        return E164.international(number, String.valueOf(options.get("country")));
    }

    /** A number under a mask: each {@code X} at the mask's end keeps a digit of the number's end. */
    @Check(value = NumberMask.class, argument = 1)
    @Course(Kind.ANYWHERE)
    default String masked(String number, String mask) {
        return Caller.masked(number, mask);
    }

    /**
     * A schedule: {@code during('Mon-Fri 08:00-18:00 Europe/Berlin')}, any of several. More days after {@code ;},
     * more hours after {@code ,}; without days, each day. {@code 22:00-06:00} belongs to the day on which it begins.
     */
    @Check(Schedule.Weekly.class)
    @Course(Kind.ANYWHERE)
    default Schedule during(String... times) {
        return Schedule.during(times);
    }

    /** Whether the call came from one of these addresses or networks. */
    @Check(SourceAddress.class)
    @Course(Kind.ANYWHERE)
    default Guard source(String... ranges) {
        List<AddressRange> all =
                List.of(ranges).stream().map(AddressRange::parse).toList();
        return call -> all.stream().anyMatch(range -> range.contains(call.sourceAddress()));
    }
}
