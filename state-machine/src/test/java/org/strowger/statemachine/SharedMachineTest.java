package org.strowger.statemachine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedMachineTest {

    private enum Door {
        OPEN,
        SHUT,
        LOCKED
    }

    private enum Hand {
        PUSH,
        PULL,
        LOCK
    }

    private enum Sound {
        SLAM,
        CLICK
    }

    private static final StateTable<Door, Hand, Sound> TABLE = StateTable.builder(
                    "A door", Door.class, Hand.class, Sound.class)
            .startsIn(Door.OPEN)
            .endsIn(Door.LOCKED)
            .in(Door.OPEN)
            .on(Hand.PUSH)
            .go(Door.SHUT, Sound.SLAM)
            .on(Hand.PULL)
            .ignore("it is open")
            .on(Hand.LOCK)
            .illegal("an open door has no lock")
            .in(Door.SHUT)
            .on(Hand.PUSH)
            .ignore("it is shut")
            .on(Hand.PULL)
            .go(Door.OPEN)
            .on(Hand.LOCK)
            .go(Door.LOCKED, Sound.CLICK)
            .build();

    private final List<Object> heard = new CopyOnWriteArrayList<>();
    private final SharedMachine<Door, Hand, Sound> door =
            new SharedMachine<>(TABLE, (sound, payload) -> heard.add(sound + " " + payload));

    @Test
    void takes_arcs_and_performs_their_effects_with_the_payload() {
        door.fire(Hand.PULL);
        assertThat(heard).isEmpty();
        door.fire(Hand.PUSH, "softly");
        door.fire(Hand.LOCK);
        door.fire(Hand.PULL);
        assertThat(door.state()).isEqualTo(Door.LOCKED);
        assertThat(heard).containsExactly("SLAM softly", "CLICK nothing");
    }

    @Test
    void what_is_illegal_is_a_defect_of_the_caller() {
        assertThatThrownBy(() -> door.fire(Hand.LOCK)).hasMessage("A door: LOCK in OPEN: an open door has no lock");
        assertThat(door.state()).isEqualTo(Door.OPEN);
    }

    @Test
    void of_many_threads_one_takes_an_arc() throws InterruptedException {
        AtomicInteger slams = new AtomicInteger();
        for (int round = 0; round < 200; round++) {
            SharedMachine<Door, Hand, Sound> shared = new SharedMachine<>(TABLE, (_, _) -> slams.incrementAndGet());
            CountDownLatch go = new CountDownLatch(1);
            List<Thread> hands = List.of(pushing(shared, go), pushing(shared, go), pushing(shared, go));
            go.countDown();
            for (Thread hand : hands) hand.join();
        }
        assertThat(slams).hasValue(200);
    }

    private static Thread pushing(SharedMachine<Door, Hand, Sound> shared, CountDownLatch go) {
        return Thread.ofVirtual().start(() -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            shared.fire(Hand.PUSH);
        });
    }

    @Test
    void a_table_with_timers_needs_a_loop() {
        assertThatThrownBy(() -> new SharedMachine<>(Phone.TABLE, (_, _) -> {}))
                .hasMessageEndingWith("has timers: they need a loop");
        assertThatThrownBy(() -> new Machine<>(Phone.TABLE, (_, _) -> {}, MachineObserver.NONE, "phone"))
                .hasMessageEndingWith("has timers: they need a loop");
    }

    @Test
    void a_table_without_timers_runs_without_a_loop() {
        Machine<Door, Hand, Sound> machine =
                new Machine<>(TABLE, (sound, _) -> heard.add(sound), MachineObserver.NONE, "door");
        machine.start();
        machine.fire(Hand.PUSH);
        machine.fire(Hand.LOCK);
        assertThat(machine.isOver()).isTrue();
        assertThat(heard).containsExactly(Sound.SLAM, Sound.CLICK);
    }

    @Test
    void its_transcription_agrees_with_a_table_in_both_directions() {
        Transcription.check(SharedMachineTest.class, "door", TABLE);
        assertThatThrownBy(() -> Transcription.check(SharedMachineTest.class, "another-door", TABLE))
                .isInstanceOf(AssertionError.class)
                .hasMessage("A door: only in the table [SHUT,PULL,OPEN]; only in another-door.csv [OPEN,PULL,SHUT]");
    }
}
