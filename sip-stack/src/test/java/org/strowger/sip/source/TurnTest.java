package org.strowger.sip.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.strowger.sip.Flow;
import org.strowger.sip.Frames;
import org.strowger.sip.WireMessage;

/** What an account asks is read in order, though a loop may be as late as it likes. */
class TurnTest {

    private static final WireMessage REQUEST = Frames.wire(Frames.options(""));

    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final Sources sources =
            new Sources(SourceSettings.DEFAULT, new NobodyIsTrusted(), () -> now, new NobodyListens());

    private record NobodyIsTrusted() implements Sources.Trust {
        @Override
        public boolean trusts(InetAddress address) {
            return false;
        }

        @Override
        public boolean trusts(Flow flow) {
            return false;
        }

        @Override
        public boolean speaksForMany(Flow flow) {
            return false;
        }
    }

    private record NobodyListens() implements Sources.Listener {
        @Override
        public void banned(InetAddress address, Duration span) {}

        @Override
        public void dropped(InetAddress address, SourceCause cause, int count) {}
    }

    private Turn asks() {
        assertThat(sources.refusal(REQUEST, _ -> true)).isEmpty();
        return sources.turn(Frames.UDP);
    }

    @Test
    void what_comes_late_waits_as_long_as_something_of_its_account_does() {
        sources.proved(Frames.UDP, "1001", Duration.ofHours(1));
        for (int i = 0; i < 20; i++) assertThat(asks().isNow()).isTrue();
        Turn first = asks();
        assertThat(first.isNow()).isFalse();
        assertThat(first.until()).isPositive();
        first.begins();
        now = now.plusSeconds(60);
        Turn second = asks();
        assertThat(second.isNow()).isFalse();
        assertThat(second.until()).isZero();
        assertThat(second.whose()).isSameAs(first.whose());
        second.begins();
        first.ends();
        assertThat(asks().isNow()).isFalse();
        second.ends();
        assertThat(asks().isNow()).isTrue();
    }

    @Test
    void who_is_no_account_waits_for_no_turn() {
        for (int i = 0; i < 30; i++) assertThat(asks().isNow()).isTrue();
    }
}
