package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.sip.memory.InMemoryNetwork.Conditions;

/** A suite of random calls over a bad network: equal for equal seeds, and nothing left behind whatever the seed. */
class SameEachTimeTest {

    private static final Conditions BAD = new Conditions(Duration.ofMillis(5), Duration.ofMillis(40), 0.1, 0.05);

    @Test
    void a_hundred_runs_give_a_hundred_equal_traces() {
        List<String> first = run(7);
        assertThat(first).hasSizeGreaterThan(200);
        for (int i = 1; i < 100; i++) assertThat(run(7)).as("run %d", i).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whatever_is_lost_doubled_or_late_every_call_ends(long seed) {
        assertThat(run(seed)).isNotEmpty();
    }

    private static List<String> run(long seed) {
        VirtualSwitch home = new VirtualSwitch(seed, VirtualSwitch.usualSettings(), Programs.dialUsers());
        SplittableRandom random = new SplittableRandom(seed);
        List<ScriptedPhone> phones = new ArrayList<>();
        for (int i = 0; i < 6; i++) phones.add(home.phone("100" + i).registers());
        home.network().conditions(BAD);
        for (int step = 0; step < 40; step++) {
            act(phones.get(random.nextInt(6)), random);
            home.passes(Duration.ofMillis(random.nextInt(3000)));
        }
        for (ScriptedPhone phone : phones) phone.hangsUp();
        home.passes(Duration.ofMinutes(4));
        List<String> trace = home.trace();
        assertThat(home.figures().calls())
                .as("seed %d%n%s", seed, String.join("\n", trace))
                .isZero();
        assertThat(home.figures().legs()).as("seed %d", seed).isZero();
        assertThat(home.figures().dialogs())
                .as("seed %d%n%s", seed, String.join("\n", trace))
                .isZero();
        assertThat(home.figures().transactions()).as("seed %d", seed).isZero();
        assertThat(home.figures().timers()).as("seed %d", seed).isZero();
        assertThat(home.media().figures().portsInUse()).as("seed %d", seed).isZero();
        home.close();
        return trace;
    }

    private static void act(ScriptedPhone phone, SplittableRandom random) {
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                if (!phone.isTalking() && !phone.isRinging()) phone.calls("100" + random.nextInt(6));
            }
            case 2, 3 -> phone.answers();
            case 4 -> phone.hangsUp();
            case 5 -> phone.holds();
            default -> {
                if (phone.isRinging()) phone.refuses(486);
            }
        }
    }
}
