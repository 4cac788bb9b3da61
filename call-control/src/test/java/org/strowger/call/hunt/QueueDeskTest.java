package org.strowger.call.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallQueue;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.VirtualTime;

/** A queue that is written otherwise while callers wait in it. */
class QueueDeskTest {

    private final VirtualTime time = new VirtualTime();
    private final QueueDesk desk =
            new QueueDesk(queue(Duration.ofSeconds(20), "ann"), new Rota(), time.newLoop("desk"), MachineObserver.NONE);

    private static CallQueue queue(Duration wrapUp, String... members) {
        List<CallGroup.Member> all =
                Stream.of(members).map(user -> new CallGroup.Member(user, 1)).toList();
        CallGroup group = new CallGroup("help", all, CallGroup.Strategy.LONGEST_IDLE, Duration.ofSeconds(15));
        return new CallQueue(
                group, wrapUp, Optional.empty(), Optional.empty(), 9, List.of(), List.of(), Optional.empty());
    }

    /** Remembers for whom it was rung. */
    private static final class Caller implements QueueDesk.Waiter {
        private final List<String> rung = new ArrayList<>();

        @Override
        public void isTurnedAway() {}

        @Override
        public void rings(List<String> users) {
            rung.addAll(users);
        }

        @Override
        public void isAt(int position) {}
    }

    private Caller joins() {
        Caller caller = new Caller();
        desk.joins(caller);
        time.settle();
        return caller;
    }

    private void follows(CallQueue now) {
        desk.follows(now);
        time.settle();
    }

    @Test
    void a_new_member_is_rung_for_who_waits() {
        joins();
        Caller second = joins();
        assertThat(second.rung).isEmpty();
        follows(queue(Duration.ofSeconds(20), "ann", "bob"));
        assertThat(second.rung).containsExactly("bob");
    }

    @Test
    void who_is_no_member_any_more_is_rung_for_nobody_else_and_what_he_does_harms_nothing() {
        Caller first = joins();
        Caller second = joins();
        follows(queue(Duration.ofSeconds(20), "bob"));
        assertThat(second.rung).containsExactly("bob");
        desk.answered(first, "ann");
        desk.free("ann");
        time.settle();
        time.advance(Duration.ofMinutes(1));
        assertThat(joins().rung).isEmpty();
    }

    @Test
    void a_wrap_up_lasts_as_long_as_it_is_written_when_it_begins() {
        Caller first = joins();
        desk.answered(first, "ann");
        follows(queue(Duration.ofSeconds(5), "ann"));
        desk.free("ann");
        Caller second = joins();
        time.advance(Duration.ofSeconds(4));
        assertThat(second.rung).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(second.rung).containsExactly("ann");
    }
}
