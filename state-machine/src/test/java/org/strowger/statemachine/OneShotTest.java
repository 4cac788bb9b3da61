package org.strowger.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneShotTest {

    private final VirtualTime time = new VirtualTime();
    private final Loop loop = time.newLoop("one shot");
    private final OneShot end = new OneShot();
    private final List<String> done = new ArrayList<>();

    @Test
    void the_first_end_is_the_one_that_counts() {
        assertThat(end.isOver()).isFalse();
        end.finish(() -> done.add("answered"));
        end.finish(() -> done.add("given up"));
        end.finish();
        assertThat(end.isOver()).isTrue();
        assertThat(done).containsExactly("answered");
    }

    @Test
    void it_is_over_while_the_last_thing_is_done() {
        end.finish(() -> {
            assertThat(end.isOver()).isTrue();
            end.finish(() -> done.add("again"));
        });
        assertThat(done).isEmpty();
    }

    @Test
    void its_timer_stops_with_it() {
        end.runs(loop.schedule(Duration.ofSeconds(1), () -> done.add("replaced")));
        end.runs(loop.schedule(Duration.ofSeconds(2), () -> done.add("in time")));
        assertThat(time.pendingTimers()).isEqualTo(1);
        end.finish();
        assertThat(time.pendingTimers()).isZero();
        end.runs(loop.schedule(Duration.ofSeconds(3), () -> done.add("too late")));
        time.advance(Duration.ofSeconds(9));
        assertThat(done).isEmpty();
    }

    @Test
    void its_timer_may_be_what_finishes_it() {
        end.runs(loop.schedule(Duration.ofSeconds(1), () -> end.finish(() -> done.add("out of patience"))));
        time.advance(Duration.ofSeconds(1));
        assertThat(done).containsExactly("out of patience");
    }
}
