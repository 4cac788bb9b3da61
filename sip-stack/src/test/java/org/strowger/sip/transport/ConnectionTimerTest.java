package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.strowger.statemachine.VirtualTime;

class ConnectionTimerTest {

    private final VirtualTime time = new VirtualTime();
    private final ConnectionTimer timer = new ConnectionTimer(time.newLoop("one"));
    private final AtomicInteger rung = new AtomicInteger();

    private void look() {
        if (timer.isOver(timer.nanos())) timer.ring();
    }

    @Test
    void it_rings_once_its_time_is_over_and_no_sooner() {
        timer.schedule(Duration.ofSeconds(3), rung::incrementAndGet);
        time.advance(Duration.ofSeconds(3));
        look();
        assertThat(rung).hasValue(0);
        assertThat(timer.timers()).isEqualTo(1);
        time.advance(Duration.ofNanos(1));
        look();
        look();
        assertThat(rung).hasValue(1);
        assertThat(timer.timers()).isZero();
    }

    @Test
    void what_is_begun_anew_since_somebody_looked_does_not_ring() {
        timer.schedule(Duration.ofSeconds(3), rung::incrementAndGet);
        time.advance(Duration.ofSeconds(4));
        assertThat(timer.isOver(timer.nanos())).isTrue();
        timer.begin();
        timer.ring();
        assertThat(rung).hasValue(0);
    }

    @Test
    void what_is_cancelled_is_never_over() {
        timer.schedule(Duration.ofSeconds(3), rung::incrementAndGet).cancel();
        time.advance(Duration.ofDays(1));
        assertThat(timer.isOver(timer.nanos())).isFalse();
        timer.ring();
        assertThat(rung).hasValue(0);
    }

    @Test
    void another_one_takes_its_place() {
        timer.schedule(Duration.ofSeconds(3), () -> rung.addAndGet(100));
        timer.schedule(Duration.ofSeconds(5), rung::incrementAndGet);
        time.advance(Duration.ofSeconds(4));
        look();
        assertThat(rung).hasValue(0);
        time.advance(Duration.ofSeconds(2));
        look();
        assertThat(rung).hasValue(1);
    }
}
