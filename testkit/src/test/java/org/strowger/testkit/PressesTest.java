package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.LegEvent;

/** Telephone-events packet by packet (RFC 4733), of a call on the real switch in virtual time. */
class PressesTest {

    private static final Pattern AUDIO = Pattern.compile("m=audio (\\d+) ");
    private static final int EVENTS = 101;

    @TempDir
    Path folder;

    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private final RtpPhone phone = new RtpPhone(
            home.media(),
            home.time().newLoop("wire"),
            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.200"), 9000),
            Optional.empty());
    private final RawHost host = new RawHost(home, "192.0.2.200");
    private String answer = "";
    private InetSocketAddress there = new InetSocketAddress(0);

    @BeforeEach
    void call() throws IOException {
        home.phone("1001");
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), "route('1') { onDtmf { }; answer(); echo() }"));
        host.describes(String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 192.0.2.200",
                "s=-",
                "c=IN IP4 192.0.2.200",
                "t=0 0",
                "m=audio 9000 RTP/AVP 0 101",
                "a=rtpmap:101 telephone-event/8000",
                ""));
        host.calls("1001", "sip:1@switch.example");
        home.passes(Duration.ofMillis(100));
        answer = host.received("SIP/2.0 200").getLast();
        host.acknowledges(answer);
        Matcher audio = AUDIO.matcher(answer);
        assertThat(audio.find()).as(answer).isTrue();
        there = new InetSocketAddress("192.0.2.1", Integer.parseInt(audio.group(1)));
    }

    @AfterEach
    void nothing_is_left_behind() {
        host.hangsUp(answer);
        Leftovers.none(home);
        assertThat(home.media().figures().faults()).isZero();
        home.close();
    }

    private void event(int digit, int stamp, boolean end, int units) {
        phone.sends(
                EVENTS,
                stamp,
                new byte[] {(byte) digit, (byte) (end ? 0x8A : 0x0A), (byte) (units >> 8), (byte) units},
                there);
    }

    private long presses() {
        return home.events().stream()
                .filter(event -> event.what() instanceof LegEvent.DigitPressed)
                .count();
    }

    @Test
    void a_press_whose_end_comes_late_is_one() { // RFC 4733 §2.5.2: one timestamp, one event
        event(5, 8000, false, 160);
        home.passes(Duration.ofMillis(1450));
        event(5, 8000, true, 11_760);
        home.passes(Duration.ofMillis(500));
        assertThat(presses()).isOne();
    }

    @Test
    void a_flood_of_events_is_no_more_presses_than_fingers_make() {
        for (int i = 0; i < 5_000; i++) {
            event(1, i, true, 160);
            home.passes(Duration.ofMillis(1));
        }
        assertThat(presses()).isBetween(90L, 130L);
        assertThat(home.media().figures().pressesIgnored()).isGreaterThan(4_800);
    }
}
