package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.setup.SoundSettings;
import org.strowger.media.MediaSettings;

/**
 * Whatever throws while a call ends, nothing that it held is left: neither ports nor threads, dialogs, timers, or its
 * place among the calls.
 */
class EndingsTest {

    private static final int MOST_STEPS = 400;

    @TempDir
    Path folder;

    private long counted;

    private static final String PLAN = """
        route('1XXX') { dial user(number), timeout: 20.seconds, record: 'mixed' }
        route('2') { answer(); record 'tape.wav', max: 60.seconds }
        route('3') { conference '300' }
        route('5') { park '700' }
        """;

    /** A way for a call to end: what goes before, and what ends it. */
    @SuppressWarnings("ImmutableEnumChecker") // of a test, and never changed
    enum Way {
        THE_CALLER_HANGS_UP("1001", (home, all) -> all.getFirst().hangsUp()),
        THE_CALLEE_HANGS_UP("1001", (home, all) -> all.getLast().hangsUp()),
        THE_CALLER_CANCELS("1002", (home, all) -> all.getFirst().hangsUp()),
        NOBODY_ANSWERS("1002", (home, all) -> home.passes(Duration.ofSeconds(25))),
        A_RECORDING_ENDS("2", (home, all) -> all.getFirst().hangsUp()),
        A_GUEST_LEAVES_A_ROOM("3", (home, all) -> all.getFirst().hangsUp()),
        THE_SWITCH_STOPS("1001", (home, all) -> home.exchange().hangUpAll()),
        A_PARKED_CALLER_LEAVES("5", (home, all) -> all.getFirst().hangsUp());

        private final String number;
        private final BiConsumer<VirtualSwitch, List<ScriptedPhone>> end;

        Way(String number, BiConsumer<VirtualSwitch, List<ScriptedPhone>> end) {
            this.number = number;
            this.end = end;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatever_throws_at_the_end_nothing_is_left(Way way) throws IOException {
        List<String> steps = new ArrayList<>();
        for (int n = 0; n < MOST_STEPS; n++) {
            String at = left(way, n);
            if (at.isEmpty()) break;
            steps.add(at);
        }
        assertThat(steps).hasSizeBetween(3, MOST_STEPS - 1);
    }

    /** What an operator sees of it: the figure tells how many steps have thrown. */
    @Test
    void a_step_of_an_ending_that_throws_is_counted() throws IOException {
        int n = 0;
        while (!left(Way.THE_CALLER_HANGS_UP, n).equals("MediaSession.close")) n++;
        assertThat(counted).isEqualTo(1);
    }

    /** Where it has thrown. */
    private String left(Way way, int n) throws IOException {
        Faults faults = new Faults();
        Path plan = Files.writeString(folder.resolve("plan.groovy"), PLAN);
        var home = new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings().sound(SoundSettings.below(folder)),
                (_, _, _) -> Programs.program(_ -> {}),
                LooseDirectory.NOBODY,
                MediaSettings.defaults(),
                faults::between);
        try (home) {
            ScriptedPhone alice = home.phone("1042").registers();
            ScriptedPhone bob = home.phone("1001").registers();
            ScriptedPhone carol = home.phone("1002").registers();
            home.dialplan(plan);
            alice.calls(way.number);
            if (way.number.equals("1001")) bob.answers();
            home.passes(Duration.ofSeconds(1));
            assertThat(home.figures().calls()).isEqualTo(1);
            long before = home.figures().endingFaults();
            faults.arm(n);
            surviving(() -> way.end.accept(home, List.of(alice, carol, bob)));
            surviving(() -> home.passes(Duration.ofSeconds(30)));
            faults.disarm();
            home.passes(Duration.ofMinutes(3));
            if (home.figures().calls() > 0) // one that went on since the end of its talk failed
            alice.hangsUp();
            home.passes(Duration.ofMinutes(3));
            String story = way + ", step " + n + ": " + faults.thrownAt() + "\n" + String.join("\n", home.trace());
            assertThat(home.figures().calls()).as("calls %s", story).isZero();
            assertThat(home.figures().legs()).as("legs %s", story).isZero();
            assertThat(home.figures().dialogs()).as("dialogs %s", story).isZero();
            assertThat(home.figures().transactions())
                    .as("transactions %s", story)
                    .isZero();
            assertThat(home.figures().callThreads()).as("threads %s", story).isZero();
            assertThat(home.figures().timers()).as("timers %s", story).isZero();
            assertThat(home.media().figures().portsInUse())
                    .as("ports %s", story)
                    .isZero();
            assertThat(home.exchange().rooms().toCompletableFuture().getNow(List.of()))
                    .isEmpty();
            counted = home.figures().endingFaults() - before;
        }
        return faults.thrownAt();
    }

    /** As a loop does: what a task throws is that task's end, and not the loop's. */
    private static void surviving(Runnable task) {
        try {
            task.run();
        } catch (Faults.Injected _) {
            // the figures will tell what became of it
        }
    }

    /** RFC 3261 §8.1.1.8: exactly one SIP or SIPS URI. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Contact: <:>",
                "Contact: <:::::>",
                "Contact: :",
                "Contact: *",
                "Contact: <sip:a@192.0.2.9>, <sip:b@192.0.2.9>",
                "Subject: no Contact",
                "Contact: <tel:+4930123>",
                "Contact: <mailto:a@b.example>",
                "Contact: <sip:a@192.0.2.9>\nContact: <sip:b@192.0.2.9>",
                "Contact: <sip:a@192.0.2.9>\nRecord-Route: <:>",
                "Contact: <sip:a@192.0.2.9>\nRecord-Route: <tel:1>"
            })
    void an_invite_that_no_request_of_ours_could_answer_is_refused(String headers) throws IOException {
        var home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.always(call -> call.answer()));
        try (home) {
            home.trunkTo("carrier", new java.net.InetSocketAddress("192.0.2.200", 5060));
            RawHost raw = new RawHost(home, "192.0.2.200");
            raw.sends(invite(headers));
            assertThat(raw.status()).as(String.join("\n", raw.received())).isEqualTo(400);
            home.passes(Duration.ofMinutes(2));
            assertThat(home.figures().calls()).isZero();
            assertThat(home.figures().dialogs()).isZero();
            assertThat(home.figures().callThreads()).isZero();
            assertThat(home.media().figures().portsInUse()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Contact: <sip:a@192.0.2.9>", "m: \"A\" <sip:a@192.0.2.9;x=y>;z", "Contact: sip:a@192.0.2.9"})
    void a_contact_of_any_form_that_leads_somewhere_is_taken(String header) throws IOException {
        var home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.always(call -> call.answer()));
        try (home) {
            home.trunkTo("carrier", new java.net.InetSocketAddress("192.0.2.200", 5060));
            RawHost raw = new RawHost(home, "192.0.2.200");
            raw.sends(invite(header));
            assertThat(raw.status()).as(String.join("\n", raw.received())).isEqualTo(200);
        }
    }

    private static String invite(String headers) {
        String sdp = """
            v=0
            o=- 1 1 IN IP4 192.0.2.200
            s=-
            c=IN IP4 192.0.2.200
            t=0 0
            m=audio 9000 RTP/AVP 0
            """.replace("\n", "\r\n");
        return """
            INVITE sip:7@switch.example SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.200:5060;branch=z9hG4bK-x
            From: <sip:a@192.0.2.200>;tag=f
            To: <sip:7@switch.example>
            Call-ID: endings
            CSeq: 1 INVITE
            Max-Forwards: 70
            %s
            Content-Type: application/sdp
            Content-Length: %d

            %s\
            """.formatted(headers, sdp.length(), sdp);
    }
}
