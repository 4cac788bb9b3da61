package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final long MILLI = 1_000_000;

    private final Backlog backlog = new Backlog();

    @Test
    void what_is_read_waits_as_long_as_the_probe_that_went_the_same_way() {
        assertThat(backlog.wantsProbe(0)).isTrue();
        ByteBuffer probe = backlog.probe(0);
        assertThat(backlog.wantsProbe(10 * MILLI)).isFalse();
        assertThat(backlog.nanos(30 * MILLI)).isEqualTo(30 * MILLI);
        assertThat(backlog.takes(probe, 40 * MILLI)).isTrue();
        assertThat(backlog.nanos(45 * MILLI)).isEqualTo(40 * MILLI);
        assertThat(backlog.wantsProbe(45 * MILLI)).isTrue();
    }

    @Test
    void nothing_waits_once_the_queue_was_read_empty() {
        backlog.takes(backlog.probe(0), 40 * MILLI);
        backlog.probe(41 * MILLI);
        backlog.emptied();
        assertThat(backlog.nanos(90 * MILLI)).isZero();
    }

    @Test
    void a_probe_that_is_lost_is_sent_again() {
        backlog.probe(0);
        assertThat(backlog.wantsProbe(1_001 * MILLI)).isTrue();
    }

    @Test
    void a_probe_that_could_not_be_sent_says_nothing() {
        backlog.probe(0);
        backlog.unsent();
        assertThat(backlog.nanos(500 * MILLI)).isZero();
    }

    @Test
    void nobody_else_makes_probes() {
        ByteBuffer foreign = new Backlog().probe(0);
        assertThat(backlog.takes(foreign, 40 * MILLI)).isFalse();
        assertThat(backlog.takes(ByteBuffer.wrap(new byte[16]), 40 * MILLI)).isFalse();
        assertThat(backlog.nanos(90 * MILLI)).isZero();
    }
}
