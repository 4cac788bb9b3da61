package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.testkit.GrowthInputs.Input;
import org.strowger.testkit.LimitsTable.Limit;

/**
 * What a stranger sends costs no more than in proportion to its size: each input of {@code docs/limits.md} at n, 2n and
 * 4n, through the whole switch. What is allocated is counted, which is the same each time; processor time, which isn't,
 * is only held against what is far from a line. {@code bench/growth} prints both.
 */
@Order(1)
class GrowthTest {

    private static final double MOST = 1.3; // of twice the half's cost
    private static final double FAR_FROM_A_LINE = 2.5; // something quadratic has 4
    private static final int ATTEMPTS = 6;
    private static final int ROUNDS = Integer.getInteger("growth.rounds", 3);
    private static final boolean PRINTS = ROUNDS > 3;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Cost(double octets, double micros) {

        /**
         * What the second half of twice as much allocates, of what its first half does: what is always the same doesn't
         * hide a square.
         */
        static double slope(Cost one, Cost two, Cost four) {
            double whole = four.octets / (2 * two.octets);
            double more = two.octets - one.octets;
            return more <= 0 ? whole : Math.max(whole, (four.octets - two.octets) / (2 * more));
        }
    }

    static List<Input> inputs() {
        return GrowthInputs.ALL;
    }

    @Test
    void a_row_of_the_table_has_an_input_or_says_why_it_has_none() {
        List<String> rows = LimitsTable.read().stream().map(Limit::what).toList();
        Set<String> known = new HashSet<>(NotGrowing.ALL.keySet());
        for (Input input : GrowthInputs.ALL) known.add(input.name());
        assertThat(known).containsAll(rows);
        assertThat(rows).containsAll(NotGrowing.ALL.keySet());
        assertThat(GrowthInputs.ALL).extracting(Input::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void twice_as_much_costs_no_more_than_twice(Input input) {
        int n = input.largest() / 4;
        cost(input, input.largest()); // classes and caches are loaded
        double slope = Double.MAX_VALUE;
        double pace = Double.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && (slope > MOST || pace > FAR_FROM_A_LINE); attempt++) {
            Cost one = cost(input, n);
            Cost two = cost(input, 2 * n);
            Cost four = cost(input, 4 * n);
            slope = Math.min(slope, Cost.slope(one, two, four));
            pace = Math.min(pace, four.micros / (2 * two.micros));
            if (PRINTS)
                System.out.printf(
                        "%-55s n = %5d: %8.0f µs %9.0f octets; 2n: %8.0f µs %9.0f; 4n: %8.0f µs %9.0f;"
                                + " octets %.2f and µs %.2f of a line%n",
                        input,
                        n,
                        one.micros,
                        one.octets,
                        two.micros,
                        two.octets,
                        four.micros,
                        four.octets,
                        Cost.slope(one, two, four),
                        four.micros / (2 * two.micros));
        }
        assertThat(slope).as("octets allocated, of a line's").isLessThanOrEqualTo(MOST);
        assertThat(pace).as("processor time, of a line's").isLessThanOrEqualTo(FAR_FROM_A_LINE);
    }

    /** The least of several, each in a new switch. */
    private static Cost cost(Input input, int n) {
        double octets = Double.MAX_VALUE;
        double micros = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            try (VirtualSwitch home = new VirtualSwitch(1, input.settings(), input.router())) {
                Runnable measured = input.doing().of(home, n);
                long allocated = THREADS.getCurrentThreadAllocatedBytes();
                long began = THREADS.getCurrentThreadCpuTime();
                measured.run();
                micros = Math.min(micros, (THREADS.getCurrentThreadCpuTime() - began) / 1e3);
                octets = Math.min(octets, (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated));
            }
        }
        return new Cost(octets, micros);
    }
}
