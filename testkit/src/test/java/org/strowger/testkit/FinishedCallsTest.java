package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What a call leaves behind while its transactions wait for what may come again: 64·T1, during which thousands of
 * others come and go.
 */
@Isolated("it counts what is in the memory of the process")
class FinishedCallsTest {

    private static final int CALLS = 100;
    private static final Duration BETWEEN = Duration.ofMillis(30);
    /** The last calls may still be on their way out. */
    private static final int STRAGGLERS = 5;

    private static final String TRANSACTION = "org.strowger.transaction.InviteClientTx";
    private static final List<String> LET_GO = List.of(
            "org.strowger.call.live.LiveCall",
            "org.strowger.call.leg.CalleeLeg",
            "org.strowger.call.sdp.LegMedia",
            "org.strowger.dialog.invite.IncomingCall",
            "org.strowger.dialog.invite.OutgoingCall",
            "org.strowger.dialog.core.Dialog",
            "org.strowger.sdp.SessionDescription",
            "gov.nist.javax.sip.message.SIPRequest",
            "gov.nist.javax.sip.message.SIPResponse");
    private static final Pattern LINE =
            Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +((?:org\\.strowger|gov\\.nist)\\.[\\w.$]+)", Pattern.MULTILINE);

    @Test
    void a_finished_call_keeps_keys_timers_and_what_may_have_to_be_sent_again() throws JMException {
        try (VirtualSwitch home = BareCalls.unlimited()) {
            BareCalls calls = new BareCalls(home);
            for (int i = 0; i < 5; i++) calls.call(BETWEEN);
            home.passes(Duration.ofMinutes(2));
            for (int i = 0; i < CALLS; i++) calls.call(BETWEEN);
            assertThat(home.figures().calls()).isZero();
            assertThat(home.figures().dialogs()).isZero();
            Map<String, Long> atOnce = instances();
            home.passes(Duration.ofMinutes(2));
            Map<String, Long> later = instances();
            assertThat(atOnce.getOrDefault(TRANSACTION, 0L) - later.getOrDefault(TRANSACTION, 0L))
                    .as("transactions wait")
                    .isEqualTo(CALLS);
            for (String kind : LET_GO)
                assertThat(atOnce.getOrDefault(kind, 0L))
                        .as(kind)
                        .isLessThanOrEqualTo(later.getOrDefault(kind, 0L) + STRAGGLERS);
        }
    }

    /**
     * How many there are of each class of the switch and of parsed messages, by its name; what nobody holds is
     * collected before.
     */
    private static Map<String, Long> instances() throws JMException {
        return LINE.matcher(BareCalls.classHistogram())
                .results()
                .collect(Collectors.toMap(line -> line.group(2), line -> Long.valueOf(line.group(1)), Long::sum));
    }
}
