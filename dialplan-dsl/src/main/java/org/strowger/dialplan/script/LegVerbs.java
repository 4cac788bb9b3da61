package org.strowger.dialplan.script;

import groovy.lang.Closure;
import groovy.lang.DelegatesTo;
import groovy.transform.NamedParam;
import groovy.transform.NamedParams;
import groovy.transform.stc.ClosureParams;
import groovy.transform.stc.SimpleType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.Call;
import org.strowger.call.Caller;
import org.strowger.call.Destination;
import org.strowger.call.DialOutcome;
import org.strowger.dialplan.literal.Check;
import org.strowger.dialplan.literal.Configured;
import org.strowger.dialplan.literal.Course;
import org.strowger.dialplan.literal.Course.Kind;
import org.strowger.dialplan.literal.Playable;
import org.strowger.dialplan.literal.PositiveTime;
import org.strowger.dialplan.option.Durations;
import org.strowger.dialplan.option.Locations;
import org.strowger.dialplan.option.Options;
import org.strowger.dialplan.option.Sounds;
import org.strowger.dialplan.option.Target;

/**
 * The verbs that connect people: second legs, bridges, transfers, groups and queues, and what a script may say to
 * changes in mid-call.
 */
public interface LegVerbs<C> extends Verbs<C> {

    /** What who waits hears where a script names nothing else; comes with the switch. */
    String MUSIC_ON_HOLD = "music-on-hold.wav";

    /**
     * A second leg, in the script's own hands. Where nobody answers, the script ends here, unless it catches
     * {@code NotAnswered}.
     */
    default ScriptLeg call(Target target) {
        return call(Map.of(), target);
    }

    /**
     * Calls somebody for the script's own hands: nobody hears whom yet. Where nobody answers, the script ends here
     * and the caller gets that status, unless {@code NotAnswered} is caught.
     *
     * <ul>
     *   <li>{@code timeout}: how long it may ring, or {@code unlimited}. Default: 60 seconds.
     * </ul>
     *
     * @throws NotAnswered if nobody answers
     */
    @Check(value = PositiveTime.class, option = "timeout")
    default ScriptLeg call(
            @NamedParams(@NamedParam(value = "timeout", type = Duration.class)) Map<String, ?> options, Target target) {
        return new ScriptLeg(
                scripted(),
                scripted().acting().call(target.destination(scripted().number()), Options.of(options)));
    }

    /** Lets the caller and a second leg hear each other; the caller is answered. */
    default ScriptTalk bridge(Caller caller, ScriptLeg leg) {
        Call acting = scripted().acting();
        return new ScriptTalk(scripted(), acting.bridge(acting.callerLeg(), leg.leg()));
    }

    /** Lets two legs hear each other. */
    default ScriptTalk bridge(ScriptLeg one, ScriptLeg other) {
        return new ScriptTalk(scripted(), scripted().acting().bridge(one.leg(), other.leg()));
    }

    /** A queue of the configuration: the caller is answered, and waits there for the next who is free. */
    @Check(Configured.Queue.class)
    default Target queue(String name) {
        return _ -> new Destination.Queue(name);
    }

    /** Parks the caller at a place until somebody takes it. */
    default DialOutcome park(String slot) {
        return park(Map.of(), slot);
    }

    /**
     * Answers the caller, who hears music at this place until somebody takes it with {@code pickup}, and returns when
     * the two have talked; where somebody is parked there already, the outcome is {@code Busy}.
     *
     * <ul>
     *   <li>{@code timeout}: how long, or {@code unlimited}; then the outcome is {@code NoAnswer}. Default:
     *       {@code unlimited}.
     *   <li>{@code music}: what is heard meanwhile. Default: {@code music-on-hold.wav}.
     * </ul>
     */
    @Check(value = Playable.class, option = "music")
    @Check(value = PositiveTime.class, option = "timeout")
    default DialOutcome park(
            @NamedParams({
                        @NamedParam(value = "timeout", type = Duration.class),
                        @NamedParam(value = "music", type = Object.class)
                    })
                    Map<String, ?> options,
            String slot) {
        Object music = options.get("music");
        Optional<Duration> patience =
                options.get("timeout") instanceof Duration timeout && !timeout.equals(Durations.UNLIMITED)
                        ? Optional.of(timeout)
                        : Optional.empty();
        return scripted().acting().park(slot, patience, Sounds.all(music == null ? MUSIC_ON_HOLD : music));
    }

    /**
     * Connects the caller with who is parked at a place, or with the call that rings for a user, and ends the script
     * when they have talked; {@code Unreachable} if there is nothing to take.
     */
    default DialOutcome pickup(String what) {
        return scripted().acting().pickup(what);
    }

    /** Sends the caller elsewhere for good; returns only if the caller is still there. */
    default DialOutcome transfer(Target target) {
        return transfer(Map.of(), target);
    }

    /** The same to a SIP URI. */
    default DialOutcome transfer(String uri) {
        return transfer(Map.of(), Target.of(uri));
    }

    /**
     * Sends the caller elsewhere for good: by REFER where its phone takes that, else by dialling ourselves. Returns
     * only if the caller is still there.
     *
     * <ul>
     *   <li>{@code timeout}: how long it may ring, or {@code unlimited}. Default: 60 seconds.
     * </ul>
     */
    @Check(Options.Dialled.class)
    @Check(value = PositiveTime.class, option = "timeout")
    @Course(Kind.ONWARD)
    default DialOutcome transfer(
            @NamedParams(@NamedParam(value = "timeout", type = Duration.class)) Map<String, ?> options, Target target) {
        return scripted().acting().transfer(target.destination(scripted().number()), Options.of(options));
    }

    /**
     * Where the caller is; the INVITEs that follow carry it (RFC 6442). Empty ones send nothing.
     *
     * <ul>
     *   <li>{@code civic}: an address by the elements of RFC 5139: {@code [country: 'DE', A3: 'Berlin', RD:
     *       'Unter den Linden', HNO: '1']}.
     *   <li>{@code geo}: a place in degrees and metres: {@code [latitude: 52.52, longitude: 13.41, uncertainty:
     *       20]}.
     * </ul>
     */
    @Check(value = Locations.Civic.class, option = "civic")
    default C location(
            @NamedParams({@NamedParam(value = "civic", type = Map.class), @NamedParam(value = "geo", type = Map.class)})
                    Map<String, ?> where) {
        scripted().acting().location(Locations.of(where));
        return getCall();
    }

    /**
     * The address that the configuration keeps for a caller ({@code accounts.NAME.location}); empty if there is none.
     */
    default Map<String, String> civicAddressOf(Caller caller) {
        return scripted().acting().civicAddressOf(caller);
    }

    /**
     * Does this when a party offers another session in mid-call; {@code reject 488} refuses it. Replaces an earlier
     * one.
     */
    default void onReinvite(
            @DelegatesTo(value = RouteCall.class, strategy = Closure.DELEGATE_FIRST)
                    @ClosureParams(value = SimpleType.class, options = "org.strowger.call.OfferedChange")
                    Closure<?> action) {
        scripted().onReinvite(action);
    }
}
