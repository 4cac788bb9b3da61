package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.strowger.call.setup.CallLimits;
import org.strowger.directory.Quota;

/**
 * What a bridged call takes of memory in virtual time, held to what is recorded in {@code call-costs.properties}: octets allocated for it, its two peers' among them; octets that it holds
 * while it lasts; octets that are kept of it for 64·T1 when it is over.
 */
@Isolated("it counts what is in the memory of the process")
class CallCostsTest {

    private static final int WARM_UP = 200;
    private static final int CALLS = 500;
    private static final double TOLERANCE = 1.03;
    /** Longer than timer K of a BYE that we have sent: 5 s. */
    private static final Duration SETTLED = Duration.ofSeconds(6);

    /** Longer than 64·T1: no transaction of the beginning is left. */
    private static final Duration ANSWERED = Duration.ofSeconds(33);

    private static final Duration FORGOTTEN = Duration.ofMinutes(2);
    private static final Pattern LINE = Pattern.compile("^ *\\d+: +\\d+ +(\\d+) +(\\S+)", Pattern.MULTILINE);
    /** What the collector fills gaps with. */
    private static final String FILLER = "[Ljdk.internal.vm.FillerElement;";

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
    void a_bridged_call_takes_no_more_memory_than_is_recorded() throws IOException, JMException {
        Map<String, Long> counted = measured();
        Properties recorded = new Properties();
        try (InputStream file = CallCostsTest.class.getResourceAsStream("call-costs.properties")) {
            recorded.load(Objects.requireNonNull(file));
        }
        assertThat(counted).containsOnlyKeys(recorded.stringPropertyNames());
        counted.forEach((what, count) -> assertThat((double) count)
                .as("%s of a call; all: %s", what, counted)
                .isBetween(1.0, TOLERANCE * Long.parseLong(recorded.getProperty(what))));
    }

    private static Map<String, Long> measured() throws JMException {
        var settings = VirtualSwitch.usualSettings()
                .limits(CallLimits.DEFAULT.quotas(Quota.UNLIMITED, Quota.UNLIMITED, Quota.UNLIMITED));
        try (VirtualSwitch home = new VirtualSwitch(1, settings, Programs.dialUsers()).unrecorded()) {
            home.phone("1001");
            RawHost callee = new RawHost(home, "192.0.2.99").registers("1001", "Contact: <sip:1001@192.0.2.99>");
            RawHost caller = new RawHost(home, "192.0.2.50");
            home.phone("1002");
            callee.reacts(text -> {
                if (text.startsWith("INVITE ")) return Optional.of(accepted(text));
                return text.startsWith("BYE ") ? Optional.of(RawHost.response(text, "200 OK")) : Optional.empty();
            });
            for (int i = 0; i < WARM_UP; i++) caller.hangsUp(call(home, caller, callee));
            String[] answers = new String[CALLS];
            hold(home, caller, callee, answers);
            for (String answer : answers) caller.hangsUp(answer);
            forgets(caller, callee);
            home.passes(FORGOTTEN);

            long before = octets(); // with the answers, which the next ones replace
            hold(home, caller, callee, answers);
            forgets(caller, callee);
            home.passes(ANSWERED);
            assertThat(home.figures().calls()).isEqualTo(CALLS);
            long octetsHeld = octets() - before;
            for (String answer : answers) caller.hangsUp(answer);
            forgets(caller, callee);
            home.passes(FORGOTTEN);

            long allocated = allocated();
            for (int i = 0; i < CALLS; i++) {
                caller.hangsUp(call(home, caller, callee));
                home.passes(Duration.ofMillis(20));
            }
            allocated = allocated() - allocated;
            forgets(caller, callee);
            home.passes(SETTLED);
            assertThat(home.figures().calls()).isZero();
            long atOnce = octets();
            home.passes(FORGOTTEN);
            long kept = atOnce - octets();
            return Map.of(
                    "octets.allocated",
                    allocated / CALLS,
                    "octets.held",
                    octetsHeld / CALLS,
                    "octets.kept",
                    kept / CALLS);
        }
    }

    /** As many calls at once as there is room for their answers. */
    private static void hold(VirtualSwitch home, RawHost caller, RawHost callee, String[] answers) {
        for (int i = 0; i < answers.length; i++) answers[i] = call(home, caller, callee);
    }

    /** One call until it is answered; its answer. */
    private static String call(VirtualSwitch home, RawHost caller, RawHost callee) {
        home.passes(Duration.ofMillis(10));
        forgets(caller, callee);
        caller.calls("1002", "sip:1001@switch.example");
        String ok = caller.last();
        assertThat(ok).startsWith("SIP/2.0 200");
        caller.acknowledges(ok);
        return ok;
    }

    private static void forgets(RawHost caller, RawHost callee) {
        caller.forgets();
        callee.forgets();
    }

    private static String accepted(String invite) {
        String ok =
                RawHost.response(invite, "200 OK", "Contact: <sip:1001@192.0.2.99>", "Content-Type: application/sdp");
        return ok.replace("Content-Length: 0\r\n\r\n", "Content-Length: " + ANSWER.length() + "\r\n\r\n" + ANSWER);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    /** How many octets all objects take; what nobody holds is collected before. */
    private static long octets() throws JMException {
        Object histogram = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return LINE.matcher(histogram.toString())
                .results()
                .filter(line -> !line.group(2).equals(FILLER))
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
    }
}
