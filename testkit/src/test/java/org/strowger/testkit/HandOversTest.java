package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.strowger.call.setup.CallLimits;
import org.strowger.directory.Quota;
import org.strowger.statemachine.HandOver;

/**
 * What one thread hands to another for a bridged call, which is what wakes threads and enters the kernel: counted over a hundred calls of the same course, and held to what is recorded
 * in {@code hand-overs.properties}. What is handed over in one turn wakes once.
 */
class HandOversTest {

    private static final int WARM_UP = 80;
    private static final int CALLS = 100;
    private static final double TOLERANCE = 1.05;
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
    void a_bridged_call_is_handed_over_no_more_often_than_is_recorded() throws IOException {
        Map<String, Long> counted = counted();
        Properties recorded = new Properties();
        try (InputStream file = HandOversTest.class.getResourceAsStream("hand-overs.properties")) {
            recorded.load(Objects.requireNonNull(file));
        }
        assertThat(counted).containsOnlyKeys(recorded.stringPropertyNames());
        counted.forEach((what, count) -> assertThat((double) count)
                .as("%s of a hundred calls; all: %s", what, counted)
                .isLessThanOrEqualTo(TOLERANCE * Long.parseLong(recorded.getProperty(what))));
    }

    /** Of {@value #CALLS} calls behind others that have left their ports. */
    private static Map<String, Long> counted() {
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
            for (int i = 0; i < WARM_UP; i++) call(home, caller, callee);
            home.passes(Duration.ofMinutes(2));
            home.time().handOvers();
            long bound = home.media().figures().portsBound();
            for (int i = 0; i < CALLS; i++) {
                call(home, caller, callee);
                home.passes(Duration.ofSeconds(1));
            }
            List<HandOver> all = home.time().handOvers();
            Map<String, Long> counted = new TreeMap<>();
            counted.put("media.tasks", sum(all, "switch-", "media-loop-", HandOver::tasks));
            counted.put("media.wake-ups", sum(all, "switch-", "media-loop-", HandOver::wakeUps));
            counted.put("signalling.messages", sum(all, "switch-", "switch-", HandOver::tasks));
            counted.put("signalling.commands", sum(all, HandOver.THREADS, "switch-", HandOver::tasks));
            counted.put("signalling.of-media", sum(all, "media-loop-", "switch-", HandOver::tasks));
            counted.put("threads.wake-ups", sum(all, "switch-", HandOver.THREADS, HandOver::wakeUps));
            counted.put("ports.bound", home.media().figures().portsBound() - bound);
            return counted;
        }
    }

    private static long sum(List<HandOver> all, String from, String to, ToLongFunction<HandOver> what) {
        return all.stream()
                .filter(one -> one.from().startsWith(from) && one.to().startsWith(to))
                .mapToLong(what)
                .sum();
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
}
