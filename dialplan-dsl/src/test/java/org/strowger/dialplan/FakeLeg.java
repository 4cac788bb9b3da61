package org.strowger.dialplan;

import java.time.Duration;
import java.util.List;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.Leg;
import org.strowger.call.Talk;

/** A leg that writes down what is done with it. */
record FakeLeg(WrittenVerbs call, String party) implements Leg {

    @Override
    public String name() {
        return party;
    }

    @Override
    public void play(List<String> files) {
        call.writes("play to " + party + " " + String.join(" ", files));
    }

    @Override
    public DialOutcome transferTo(Destination destination, DialOptions options) {
        call.writes(party + " gives its place to " + InWords.of(destination));
        return new DialOutcome.Answered(Duration.ZERO);
    }

    @Override
    public void hangup() {
        call.writes("hang up " + party);
    }

    /** A talk whose digits are pressed as soon as something waits for them. */
    record FakeTalk(WrittenVerbs call) implements Talk {
        @Override
        public void on(String digits, Runnable action) {
            call.writes("on " + digits);
            action.run();
        }

        @Override
        public void limit(Duration length) {
            call.writes("limit " + length);
        }

        @Override
        public Duration await() {
            call.writes("await");
            return Duration.ofSeconds(5);
        }
    }
}
