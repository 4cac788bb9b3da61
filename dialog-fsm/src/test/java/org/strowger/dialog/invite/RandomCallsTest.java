package org.strowger.dialog.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.Session;
import org.strowger.dialog.SessionState;
import org.strowger.sip.memory.InMemoryNetwork.Conditions;

/** Whatever both owners do, and whatever the network does to them, every session ends and nothing is left. */
class RandomCallsTest {

    private static final int STEPS = 40;
    /** Longer than the longest chain of timers: ringing that never ends is ended by the test. */
    private static final int REST_SECONDS = 900;

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 250), LongStream.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_session_ends_and_nothing_is_left(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Bench bench = new Bench(seed);
        bench.network.conditions(new Conditions(
                Duration.ofMillis(random.nextInt(50)),
                Duration.ofMillis(random.nextInt(300)),
                random.nextInt(4) * 0.1,
                random.nextInt(3) * 0.1));
        bench.provisionals = ReliableProvisionals.values()[Math.floorMod(seed, 3)];
        Agent alice = bench.agent("alice", "192.0.2.1");
        Agent bob = bench.agent("bob", "192.0.2.2");
        List<Call> calls = new ArrayList<>();
        alice.onInvited = calls::add;
        bob.onInvited = calls::add;
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            boolean swap = random.nextBoolean();
            Agent from = swap ? bob : alice;
            calls.add(from.call(
                    "sip:" + (swap ? "192.0.2.1" : "192.0.2.2"),
                    random.nextInt(3) == 0 ? Optional.empty() : Optional.of(ALICE),
                    List.of()));
        }
        for (int step = 0; step < STEPS; step++) {
            Call call = calls.get(random.nextInt(calls.size()));
            int what = random.nextInt(14);
            call.run(_ -> act(call, what));
            bench.pass(random.nextInt(20) == 0 ? 40 : random.nextDouble());
        }
        for (Call call : calls) call.run(s -> s.bye(List.of()));
        bench.pass(REST_SECONDS);

        assertThat(bench.faults).isEmpty();
        assertThat(alice.layer.size() + bob.layer.size()).isZero();
        assertThat(alice.transactions.size() + bob.transactions.size()).isZero();
        assertThat(bench.time.pendingTimers()).isZero();
        assertThat(alice.layer.figures().listenerFaults() + bob.layer.figures().listenerFaults())
                .isZero();
        for (Call call : calls) {
            assertThat(call.session().state()).isEqualTo(SessionState.ENDED);
            assertThat(call.told.stream().filter(RandomCallsTest::isLast).count())
                    .as("outcomes in %s", call.told)
                    .isLessThanOrEqualTo(1);
            int last = call.told.size() - 1;
            for (int i = 0; i < last; i++)
                assertThat(isLast(call.told.get(i)))
                        .as("the end in %s", call.told)
                        .isFalse();
        }
    }

    private static boolean isLast(String told) {
        return told.startsWith("ended") || told.startsWith("rejected") || told.startsWith("cancelled");
    }

    private static void act(Call call, int what) {
        Session session = call.session();
        switch (what) {
            case 0, 1 -> call.incoming.ifPresent(in -> in.progress(183, Optional.of(BOB), List.of()));
            case 2, 3, 4, 5 -> call.incoming.ifPresent(in -> in.accept(BOB, List.of()));
            case 6 -> call.outgoing.ifPresent(out -> out.acknowledge(ALICE));
            case 7 -> session.modify(Optional.of(ALICE));
            case 8 -> session.modify(Optional.empty());
            case 9 -> session.update(BOB);
            case 10 -> call.offer.ifPresent(offer -> offer.accept(BOB));
            case 11 -> call.offer.ifPresent(offer -> offer.reject(488));
            case 12 -> session.info("text/plain", new byte[] {'x'});
            default -> {
                if (call.told.size() % 3 == 0) call.outgoing.ifPresent(out -> out.cancel(List.of()));
                else call.incoming.ifPresent(in -> in.reject(486, List.of()));
            }
        }
    }
}
