package org.strowger.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.strowger.statemachine.Phone.Event;
import org.strowger.statemachine.Phone.Length;

/** The machines are on the path of every message: a step makes no garbage. */
class MachineAllocationTest {

    private static final int STEPS = 10_000;

    /** Takes timers and forgets them, so that only the machine's own garbage is seen. */
    private static final class IdleLoop implements Loop {

        private Runnable last = () -> {};

        @Override
        public void execute(Runnable task) {}

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public Timeout schedule(Duration delay, Runnable task) {
            return Timeout.NONE;
        }

        @Override
        public Timeout scheduleNanos(long delayNanos, Runnable task) {
            last = task;
            return Timeout.NONE;
        }

        @Override
        public int timers() {
            return 0;
        }

        @Override
        public boolean inLoop() {
            return true;
        }
    }

    @Test
    void firing_allocates_nothing() {
        Timings timings = Timings.unreliable(
                Length.class, Map.of(Length.SHORT, Duration.ofSeconds(1), Length.LONG, Duration.ofSeconds(4)));
        IdleLoop loop = new IdleLoop();
        Machine<Phone.State, Event, Phone.Effect> machine =
                new Machine<>(Phone.TABLE, loop, timings, (_, _) -> {}, MachineObserver.NONE, "phone");
        machine.start();
        run(machine, loop);

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        threads.getThreadAllocatedBytes(thread);
        long before = threads.getThreadAllocatedBytes(thread);
        run(machine, loop);
        long allocated = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(allocated).isZero();
    }

    /** All verdicts, timers started, fired, restarted and stopped. */
    private static void run(Machine<Phone.State, Event, Phone.Effect> machine, IdleLoop loop) {
        for (int i = 0; i < STEPS; i++) {
            machine.fire(Event.HANG_UP);
            machine.fire(Event.CALL);
            machine.fire(Event.CALL);
            machine.fire(Event.LIFT, "a hand");
            loop.last.run();
            machine.fire(Event.NAG);
            machine.post(Event.HANG_UP);
        }
    }
}
