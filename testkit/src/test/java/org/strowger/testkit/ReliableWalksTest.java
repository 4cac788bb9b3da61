package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.call.event.CallEvent;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.sip.memory.InMemoryNetwork.Conditions;

/**
 * RFC 3262 at random on both legs, on a network that loses and doubles: whatever two phones do, nothing of their call
 * is left.
 */
class ReliableWalksTest {

    private static final int STEPS = 14;
    private static final String[] KNOWS = {"", "Supported: 100rel", "Require: 100rel"};

    static LongStream seeds() {
        return LongStream.concat(LongStream.range(0, 60), LongStream.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothing_is_left_of_a_call(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ReliableProvisionals policy = ReliableProvisionals.values()[random.nextInt(3)];
        VirtualSwitch home =
                new VirtualSwitch(seed, VirtualSwitch.usualSettings().provisionals(policy), Programs.dialUsers());
        ReliablePhone alice = new ReliablePhone(home, "1001", "192.0.2.61");
        ReliablePhone bob = new ReliablePhone(home, "1002", "192.0.2.62").answersOffersBy("");
        home.network()
                .conditions(new Conditions(
                        Duration.ofMillis(random.nextInt(40)),
                        Duration.ofMillis(random.nextInt(200)),
                        random.nextInt(3) * 0.1,
                        random.nextInt(3) * 0.1));
        alice.says(KNOWS[random.nextInt(3)]).calls("1002", random.nextInt(4) == 0 ? "" : alice.sdp());
        for (int step = 0; step < STEPS; step++) {
            act(alice, bob, random);
            home.passes(Duration.ofMillis(random.nextInt(3) == 0 ? 3000 : random.nextInt(300)));
        }
        home.exchange().hangUpAll();
        home.passes(Duration.ofMinutes(6));
        String trace = String.join("\n", home.trace());
        assertThat(home.figures().calls()).as(trace).isZero();
        assertThat(home.events())
                .as(trace)
                .noneMatch(event -> event.what() instanceof CallEvent.CallOver over
                        && over.cause().equals("ProgramFailed"));
        Leftovers.none(home);
        home.close();
    }

    private static void act(ReliablePhone alice, ReliablePhone bob, SplittableRandom random) {
        boolean called = bob.isCalled();
        switch (random.nextInt(12)) {
            case 0, 1 -> {
                if (called) bob.rings("180 Ringing", "");
            }
            case 2, 3 -> {
                if (called) bob.rings("183 Session Progress", bob.sdp());
            }
            case 4 -> {
                if (called) bob.ringsAgain("183 Session Progress", bob.sdp());
            }
            case 5 -> {
                if (called) bob.ringsOnce("180 Ringing", "");
            }
            case 6 -> {
                if (called) bob.updates(bob.sdp("8"));
            }
            case 7 -> alice.updates(alice.sdp("0"));
            case 8 -> {
                if (alice.isRung()) alice.pracks();
            }
            case 9 -> alice.withholdsPracks();
            case 10 -> {
                if (called) bob.answers(random.nextBoolean() ? "" : bob.sdp());
            }
            default -> {
                if (random.nextInt(3) == 0) alice.cancels();
            }
        }
    }
}
