package org.strowger.dialplan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.strowger.call.Caller;
import org.strowger.call.CallerLocation;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.Leg;
import org.strowger.call.OfferedChange;
import org.strowger.call.Sound;
import org.strowger.call.Talk;

/**
 * The verbs about legs, and about what the caller and those who are called are told, of a call that writes them down.
 */
interface WrittenLegs extends WrittenVerbs {

    @Override
    default DialOutcome park(String slot, Optional<Duration> patience, List<Sound> music) {
        does("park " + slot + " hears " + music
                + patience.map(t -> " timeout " + t).orElse(""));
        return new DialOutcome.NoAnswer();
    }

    @Override
    default DialOutcome pickup(String what) {
        does("pickup " + what);
        return new DialOutcome.Unreachable(404, "nothing");
    }

    @Override
    default boolean knowsGroup(String name) {
        return name.equals("sales");
    }

    @Override
    default Leg callerLeg() {
        return new FakeLeg(this, "caller");
    }

    @Override
    default Leg call(Destination destination, DialOptions options) {
        does("call " + InWords.of(destination)
                + options.timeout().map(t -> " timeout " + t).orElse(""));
        return new FakeLeg(this, InWords.of(destination));
    }

    @Override
    default Talk bridge(Leg one, Leg other) {
        does("bridge " + one.party() + " with " + other.party());
        return new FakeLeg.FakeTalk(this);
    }

    @Override
    default DialOutcome transfer(Destination destination, DialOptions options) {
        does("transfer " + InWords.of(destination));
        return new DialOutcome.NoAnswer();
    }

    @Override
    default void location(CallerLocation where) {
        writes("location " + where.civic()
                + where.geo().map(place -> " " + place).orElse(""));
    }

    @Override
    default Map<String, String> civicAddressOf(Caller whose) {
        return Map.of("country", "DE", "A3", "Berlin");
    }

    @Override
    default void onOffer(Consumer<OfferedChange> watcher) {
        writes("onOffer");
    }

    @Override
    default void callerId(String mask) {
        does("callerId " + mask);
    }

    @Override
    default void header(String name, String value) {
        does("header " + name + ": " + value);
    }

    @Override
    default void authenticate() {
        does("authenticate");
    }

    @Override
    default void ringing() {
        does("ringing");
    }

    @Override
    default void earlyMedia() {
        does("earlyMedia");
    }
}
