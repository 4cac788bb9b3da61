package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.management.JMException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What a bridged call takes of memory in virtual time, held to what is recorded in {@code call-costs.properties}:
 * octets allocated for it, its two peers' among them; octets that it holds while it lasts; octets that are kept of it
 * for 64·T1 when it is over.
 */
@Isolated("it counts what is in the memory of the process")
class CallCostsTest {

    private static final int WARM_UP = 200;
    private static final int CALLS = 500;
    private static final Duration BETWEEN = Duration.ofMillis(10);
    private static final double TOLERANCE = 1.03;
    /** Longer than timer K of a BYE that we have sent: 5 s. */
    private static final Duration SETTLED = Duration.ofSeconds(6);

    /** Longer than 64·T1: no transaction of the beginning is left. */
    private static final Duration ANSWERED = Duration.ofSeconds(33);

    private static final Duration FORGOTTEN = Duration.ofMinutes(2);
    private static final Pattern LINE = Pattern.compile("^ *\\d+: +\\d+ +(\\d+) +(\\S+)", Pattern.MULTILINE);
    /** What the collector fills gaps with. */
    private static final String FILLER = "[Ljdk.internal.vm.FillerElement;";

    private static final String KEPT = "octets.kept";
    /** Until two counts of what is kept agree. */
    private static final int COUNTS = 5;

    @Test
    void a_bridged_call_takes_no_more_memory_than_is_recorded() throws IOException, JMException {
        Properties recorded = new Properties();
        try (InputStream file = CallCostsTest.class.getResourceAsStream("call-costs.properties")) {
            recorded.load(Objects.requireNonNull(file));
        }
        Map<String, Long> counted = new HashMap<>(measured());
        assertThat(counted).containsOnlyKeys(recorded.stringPropertyNames());
        counted.computeIfPresent(KEPT, (_, kept) -> agreed(kept, Long.parseLong(recorded.getProperty(KEPT))));
        counted.forEach((what, count) -> assertThat((double) count)
                .as("%s of a call; all: %s", what, counted)
                .isBetween(1.0, TOLERANCE * Long.parseLong(recorded.getProperty(what))));
    }

    /**
     * What is kept is the same to the octet each time. A count that is neither the recorded one nor that of another
     * time has something else in it, less or more, that came or went in the process meanwhile.
     */
    private static long agreed(long first, long recorded) {
        long last = first;
        for (int i = 1; last != recorded && i < COUNTS; i++) {
            long next = kept();
            if (next == last) return next;
            last = next;
        }
        return last;
    }

    private static long kept() {
        try {
            return Objects.requireNonNull(measured().get(KEPT));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Long> measured() throws JMException {
        try (VirtualSwitch home = BareCalls.unlimited().unrecorded()) {
            BareCalls calls = new BareCalls(home);
            for (int i = 0; i < WARM_UP; i++) calls.call(BETWEEN);
            String[] answers = new String[CALLS];
            for (int i = 0; i < CALLS; i++) answers[i] = calls.answered(BETWEEN);
            for (String answer : answers) calls.hangsUp(answer);
            calls.forgets();
            home.passes(FORGOTTEN);

            long before = octets(); // with the answers, which the next ones replace
            for (int i = 0; i < CALLS; i++) answers[i] = calls.answered(BETWEEN);
            calls.forgets();
            home.passes(ANSWERED);
            assertThat(home.figures().calls()).isEqualTo(CALLS);
            long octetsHeld = octets() - before;
            for (String answer : answers) calls.hangsUp(answer);
            calls.forgets();
            home.passes(FORGOTTEN);

            long allocated = allocated();
            for (int i = 0; i < CALLS; i++) {
                calls.call(BETWEEN);
                home.passes(Duration.ofMillis(20));
            }
            allocated = allocated() - allocated;
            calls.forgets();
            home.passes(SETTLED);
            assertThat(home.figures().calls()).isZero();
            long atOnce = octets();
            home.passes(FORGOTTEN);
            long kept = atOnce - octets();
            return Map.of("octets.allocated", allocated / CALLS, "octets.held", octetsHeld / CALLS, KEPT, kept / CALLS);
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    /** How many octets all objects take; what nobody holds is collected before. */
    private static long octets() throws JMException {
        return LINE.matcher(BareCalls.classHistogram())
                .results()
                .filter(line -> !line.group(2).equals(FILLER))
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
    }
}
