package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.strowger.call.setup.CallLimits;
import org.strowger.directory.Quota;

/** What a call leaves behind while its transactions wait for what may come again: 64·T1, during which thousands of others come and go. */
@Isolated("it counts what is in the memory of the process")
class FinishedCallsTest {

    private static final int CALLS = 100;
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
    private static final String ANSWER = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 192.0.2.99",
            "s=-",
            "c=IN IP4 192.0.2.99",
            "t=0 0",
            "m=audio 9000 RTP/AVP 0",
            "");

    @Test
    void a_finished_call_keeps_keys_timers_and_what_may_have_to_be_sent_again() throws JMException {
        var settings = VirtualSwitch.usualSettings()
                .limits(CallLimits.DEFAULT.quotas(Quota.UNLIMITED, Quota.UNLIMITED, Quota.UNLIMITED));
        try (VirtualSwitch home = new VirtualSwitch(1, settings, Programs.dialUsers())) {
            home.phone("1001");
            RawHost callee = new RawHost(home, "192.0.2.99").registers("1001", "Contact: <sip:1001@192.0.2.99>");
            RawHost caller = new RawHost(home, "192.0.2.50");
            home.phone("1002");
            callee.reacts(text -> {
                if (text.startsWith("INVITE ")) return Optional.of(accepted(text));
                return text.startsWith("BYE ") ? Optional.of(RawHost.response(text, "200 OK")) : Optional.empty();
            });
            for (int i = 0; i < 5; i++) call(home, caller, callee);
            home.passes(Duration.ofMinutes(2));
            for (int i = 0; i < CALLS; i++) call(home, caller, callee);
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

    private static void call(VirtualSwitch home, RawHost caller, RawHost callee) {
        home.passes(Duration.ofMillis(30));
        caller.forgets();
        callee.forgets();
        caller.calls("1002", "sip:1001@switch.example");
        String ok = caller.last();
        assertThat(ok).as(() -> String.join("\n", home.trace())).startsWith("SIP/2.0 200");
        caller.acknowledges(ok);
        caller.hangsUp(ok);
    }

    private static String accepted(String invite) {
        String ok =
                RawHost.response(invite, "200 OK", "Contact: <sip:1001@192.0.2.99>", "Content-Type: application/sdp");
        return ok.replace("Content-Length: 0\r\n\r\n", "Content-Length: " + ANSWER.length() + "\r\n\r\n" + ANSWER);
    }

    /** How many there are of each class of the switch and of parsed messages, by its name; what nobody holds is collected before. */
    private static Map<String, Long> instances() throws JMException {
        Object histogram = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return LINE.matcher(histogram.toString())
                .results()
                .collect(Collectors.toMap(line -> line.group(2), line -> Long.valueOf(line.group(1)), Long::sum));
    }
}
