package org.strowger.dialplan.script;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.strowger.call.Call;
import org.strowger.call.Caller;
import org.strowger.call.Destination;
import org.strowger.call.DialOutcome;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.Configured;
import org.strowger.dialplan.literal.Course;
import org.strowger.dialplan.literal.Course.Kind;
import org.strowger.dialplan.literal.HeaderName;
import org.strowger.dialplan.literal.NumberMask;
import org.strowger.dialplan.literal.Playable;
import org.strowger.dialplan.literal.PositiveTime;
import org.strowger.dialplan.literal.StatusCode;
import org.strowger.dialplan.option.Durations;
import org.strowger.dialplan.option.Options;
import org.strowger.dialplan.option.Sounds;
import org.strowger.dialplan.option.Target;

/**
 * The verbs of the language that act on a call, each written once for both places where scripts use them: the body of a
 * route, whose delegate is a {@link RouteCall}, and the methods of the script itself. Verbs without an outcome return
 * the call, so that they can be chained.
 */
public interface CallVerbs
        extends DataVerbs<CallVerbs>,
                LegVerbs<CallVerbs>,
                SoundVerbs<CallVerbs>,
                AudioVerbs<CallVerbs>,
                DigitVerbs<CallVerbs>,
                RoomVerbs<CallVerbs>,
                AgentVerbs<CallVerbs> {

    /** The call that this thread is about. */
    @Override
    CallVerbs getCall();

    /** The number dialled. */
    default String getNumber() {
        return scripted().number();
    }

    /** Who calls. */
    default Caller getCaller() {
        return scripted().caller();
    }

    /** The INVITE. */
    default Request getRequest() {
        return scripted().request();
    }

    /** Time since the call began. */
    default Duration getDuration() {
        return acting().duration();
    }

    /** Whether the caller has been answered. */
    default boolean isAnswered() {
        return acting().isAnswered();
    }

    /** The log of the dialplan; its lines carry the call's id. */
    default Logger getLog() {
        return ScriptLog.ofThread();
    }

    /** No end: {@code timeout: unlimited}. */
    default Duration getUnlimited() {
        return Durations.UNLIMITED;
    }

    /** What group 1, 2, … of the route's regular expression matched; empty if it took no part. */
    default String group(int index) {
        return scripted().groups().group(index);
    }

    /**
     * What a named group of the route's regular expression matched, empty if it took no part; where the expression has
     * no such group, the group of people of that name in the configuration, to be dialled.
     */
    default String group(String name) {
        return scripted().groups().has(name) || !acting().knowsGroup(name)
                ? scripted().groups().group(name)
                : Target.GROUP + name;
    }

    /** Tells the caller that it rings: 180. */
    default CallVerbs ringing() {
        acting().ringing();
        return getCall();
    }

    /**
     * Lets the caller hear what is played before the answer: 183 with SDP. A trunk that only the source address of
     * UDP speaks for is answered instead, since it is sent nothing before its ACK.
     */
    default CallVerbs earlyMedia() {
        acting().earlyMedia();
        return getCall();
    }

    /**
     * Answers the caller: 200. Not needed before a verb that answers by itself, such as {@code record} or {@code
     * conference}.
     */
    default CallVerbs answer() {
        acting().answer();
        return getCall();
    }

    /** Refuses the call and ends it; one that is answered is hung up. Within {@code onReinvite}, refuses the offer. */
    @Check(StatusCode.class)
    @Course(Kind.LAST)
    default void reject(int status) {
        scripted().refuse(status);
    }

    /** The same, without brackets. */
    default void redirect(String... uris) {
        acting().redirect(List.of(uris));
    }

    /** Sends the caller to these URIs, in this order, by 302, and ends the call; only before the answer. */
    @Check(Options.Uri.class)
    @Course({Kind.LAST, Kind.ONWARD})
    default void redirect(List<? extends CharSequence> uris) {
        acting().redirect(uris.stream().map(CharSequence::toString).toList());
    }

    /**
     * Leaves this route for the one that takes another number, as if the caller had dialled it: in the same context,
     * by its policies and guards, with {@code number} as that one; 404 where no route takes it. The call stays the
     * same, with what it has set so far. What stands behind it isn't done, but for {@code finally}. Not in callbacks. A
     * call goes on so a hundred times at most; to an emergency number it is dialled, as by {@code onward}.
     */
    @Course({Kind.LAST, Kind.ONWARD})
    default void goTo(String number) {
        scripted().goTo(number);
    }

    /** Ends the call. */
    @Course(Kind.LAST)
    default void hangup() {
        acting().hangup();
    }

    /**
     * Sees to it that the caller is one of our accounts: who has not proved it is asked to (407), and who fails is
     * refused (403).
     */
    default CallVerbs authenticate() {
        acting().authenticate();
        return getCall();
    }

    /**
     * The caller's number from here on, toward the next legs; each {@code X} at the mask's end keeps a digit of the
     * original: {@code callerId '+1555123XXXX'}.
     */
    @Check(NumberMask.class)
    default CallVerbs callerId(String mask) {
        acting().callerId(mask);
        return getCall();
    }

    /** A header for the INVITEs of the {@code dial}s that follow. */
    @Check(value = HeaderName.class, argument = 0)
    default CallVerbs header(String name, String value) {
        HeaderName.fault(name).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
        acting().header(name, value);
        return getCall();
    }

    /** Answers, and sends back what the caller says until the call ends. */
    @Course(Kind.LAST)
    default void echo() {
        acting().echo();
    }

    /** All phones that are registered for an account; for {@code dial}. */
    @Check(Configured.User.class)
    default Target user(String name) {
        return _ -> new Destination.User(name);
    }

    /**
     * An account, as its owner wants it reached; for {@code dial}. What the codes of {@code include
     * 'strowger:features'} have set counts: a call is sent on to where the account forwards it, by the rights and at
     * the cost of that account, or finds nobody (480) while the account does not want to be disturbed; else all its
     * phones ring, as for {@code user}. They ring, too, where the table of the settings can't be reached.
     */
    @Check(Configured.User.class)
    default Target subscriber(String name) {
        return _ -> Subscriber.destination(scripted(), name);
    }

    /**
     * A number, as if the caller had dialled it anew: through the dialplan from its beginning, by the caller's rights;
     * for {@code dial}. A call that comes round to a number that it has been through gets 482.
     */
    default Target onward(String number) {
        return _ -> new Destination.Onward(number, Optional.empty());
    }

    /** A trunk of the configuration; for {@code dial}, and as a guard: whether the call came from it. */
    @Check(Configured.Trunk.class)
    default TrunkLine trunk(String name) {
        return new TrunkLine(name);
    }

    /** Dials all of these at once; the first that answers has the call. Lists are taken as they are. */
    @Check(Options.Dialled.class)
    @Check(Options.NoOptions.class)
    default Target firstToAnswer(Object... targets) {
        var all = Target.all(targets);
        return dialled -> new Destination.FirstToAnswer(
                all.stream().map(target -> target.destination(dialled)).toList());
    }

    /** Dials these one after the other, until somebody answers. Lists are taken as they are. */
    @Check(Options.Dialled.class)
    @Check(Options.NoOptions.class)
    default Target oneByOne(Object... targets) {
        var all = Target.all(targets);
        return dialled -> new Destination.OneByOne(
                all.stream().map(target -> target.destination(dialled)).toList());
    }

    /** Dials, and returns when the callee's side is over. */
    default DialOutcome dial(Target target) {
        return dial(Map.of(), target);
    }

    /** Dials a SIP URI. */
    default DialOutcome dial(String uri) {
        return dial(Map.of(), Target.of(uri));
    }

    /** Dials a SIP URI. */
    default DialOutcome dial(
            @NamedParams({
                        @NamedParam(value = "timeout", type = Duration.class),
                        @NamedParam(value = "limit", type = Duration.class),
                        @NamedParam("ringback"),
                        @NamedParam("announce"),
                        @NamedParam("record")
                    })
                    Map<String, ?> options,
            String uri) {
        return dial(options, Target.of(uri));
    }

    /**
     * Calls somebody, connects the two, and returns when the callee's side is over. A call that ends while it rings
     * gives up ringing.
     *
     * <ul>
     *   <li>{@code timeout}: how long each destination may ring, or {@code unlimited}. Default: 60 seconds.
     *   <li>{@code limit}: how long the connection may last, or {@code unlimited}. Default: {@code unlimited}.
     *   <li>{@code ringback}: what the caller hears, again and again, while it rings.
     *       Default: what the callee sends, or the phone makes; a caller that was answered already hears the tone of
     *       the switch's country.
     *   <li>{@code announce}: what the callee hears before it is connected, while the caller goes on hearing how it
     *   rings. Default: nothing.
     *   <li>{@code record}: what of the connection is recorded, to a file of its own below {@code
     *       recordings.directory}: {@code stereo} has the caller left and the callee right. Default: nothing.
     * </ul>
     */
    @Check(Options.Dialled.class)
    @Check(value = Playable.class, option = "ringback")
    @Check(value = Playable.class, option = "announce")
    @Check(value = Sounds.Content.class, option = "record")
    @Check(value = PositiveTime.class, option = "timeout")
    @Check(value = PositiveTime.class, option = "limit")
    @Course(Kind.ONWARD)
    default DialOutcome dial(
            @NamedParams({
                        @NamedParam(value = "timeout", type = Duration.class),
                        @NamedParam(value = "limit", type = Duration.class),
                        @NamedParam("ringback"),
                        @NamedParam("announce"),
                        @NamedParam("record")
                    })
                    Map<String, ?> options,
            Target target) {
        return scripted().dialled(acting().dial(target.destination(getNumber()), Options.of(options)));
    }

    /** As {@code dial}, for chains. */
    default CallVerbs connect(Target target) {
        dial(target);
        return getCall();
    }

    /**
     * As {@code dial}, for chains: the call goes on with the next verb.
     *
     * <ul>
     *   <li>{@code timeout}: how long each destination may ring, or {@code unlimited}. Default: 60 seconds.
     *   <li>{@code limit}: how long the connection may last, or {@code unlimited}. Default: {@code unlimited}.
     * </ul>
     */
    @Check(Options.Dialled.class)
    @Check(value = PositiveTime.class, option = "timeout")
    @Check(value = PositiveTime.class, option = "limit")
    @Course(Kind.ONWARD)
    default CallVerbs connect(
            @NamedParams({
                        @NamedParam(value = "timeout", type = Duration.class),
                        @NamedParam(value = "limit", type = Duration.class)
                    })
                    Map<String, ?> options,
            Target target) {
        dial(options, target);
        return getCall();
    }

    /** Does this when the call begins: at once, where it has begun. */
    default void onStart(@DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        scripted().onStart(action);
    }

    /** Does this when the caller has been answered: at once, if that is so already. */
    default void onAnswer(@DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST) Closure<?> action) {
        scripted().onAnswer(action);
    }

    /**
     * Does this after all else, with the cause: how the call ended. What needs a call, such as {@code play}, can't be
     * done any more.
     */
    default void onEnd(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.call.EndCause")
                    Closure<?> action) {
        scripted().onEnd(action);
    }

    /**
     * Lets time pass: {@code wait 2.seconds}. Callbacks run meanwhile; {@code wait unlimited} is until the call ends.
     */
    @Check(PositiveTime.class)
    default CallVerbs wait(Duration time) {
        acting().waitFor(time);
        return getCall();
    }

    /**
     * As {@code wait}, in milliseconds. It takes the place of Groovy's own, which knows nothing of the call and its
     * clock.
     */
    default CallVerbs sleep(long milliseconds) {
        return wait(Duration.ofMillis(milliseconds));
    }

    private Call acting() {
        return scripted().acting();
    }
}
