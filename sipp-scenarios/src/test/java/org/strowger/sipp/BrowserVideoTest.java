package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pictures of a real Chromium: they come back by an echo, go across between two browsers, are repaired where packets
 * are lost, and come and go within a call (RFC 8829, RFC 9143, RFC 4585, RFC 4588).
 */
@Order(1)
class BrowserVideoTest {

    private static final BrowserMediaHome HOME = BrowserMediaHome.fresh();
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration WHILE = Duration.ofSeconds(4);
    private static final int[] RED = {255, 0, 0};
    private static final int[] BLUE = {0, 0, 255};

    @RegisterExtension
    @Order(1)
    static final Lab LAB = Lab.with(HOME);

    /** Its tabs are closed before the switch is asked what it holds. */
    @RegisterExtension
    @Order(2)
    static final Chromium CHROMIUM = new Chromium();

    private static Chromium.Page browser(String user) {
        return HOME.phone(CHROMIUM, user, 660);
    }

    private static Chromium.Page browser(String user, String colour) {
        Chromium.Page page = browser(user);
        page.evaluate("phone.shows('%s')".formatted(colour));
        return page;
    }

    private static int status(Chromium.Page page, String call) {
        return page.evaluate(call).asInt();
    }

    private static JsonNode pictures(Chromium.Page page) {
        return page.evaluate("phone.pictures()");
    }

    private static int figure(Chromium.Page page, String name) {
        return pictures(page).get(name).asInt();
    }

    private static boolean isLike(JsonNode colour, int... wanted) {
        for (int i = 0; i < 3; i++) if (Math.abs(colour.get(i).asInt() - wanted[i]) > 60) return false;
        return true;
    }

    private static JsonNode sees(Chromium.Page page, int... colour) {
        boolean seen = Processes.eventually(
                SOON,
                Duration.ofMillis(200),
                () -> figure(page, "decoded") > 0 && isLike(pictures(page).get("colour"), colour));
        JsonNode facts = pictures(page);
        assertThat(seen).as("it is seen: %s", facts).isTrue();
        assertThat(facts.get("width").asInt()).isEqualTo(320);
        assertThat(facts.get("height").asInt()).isEqualTo(240);
        return facts;
    }

    /** Of 15 frames a second, some of which a busy machine leaves out. */
    private static void goesOn(Chromium.Page page) {
        int before = figure(page, "decoded");
        Processes.pause(WHILE);
        assertThat(figure(page, "decoded")).isGreaterThan(before + 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"VP8", "H264", "VP9", "AV1"})
    void it_sees_itself_by_echo(String codec) {
        Chromium.Page page = browser("1001", "red");
        assertThat(status(page, "phone.calls('600', { codec: '%s' })".formatted(codec)))
                .isEqualTo(200);
        JsonNode facts = sees(page, RED);
        assertThat(facts.get("codec").asText()).isEqualTo("video/" + codec);
        goesOn(page);
        assertThat(pictures(page).get("roundTrip").asDouble())
                .as("it is reported to")
                .isPositive();
        assertThat(status(page, "phone.hangsUp()")).isEqualTo(200);
    }

    /** Size, frames and bits of each second are an event, and the file is as long as the call. */
    @Test
    void its_pictures_are_counted_and_recorded() throws IOException {
        Chromium.Page page = browser("1001", "red");
        assertThat(status(page, "phone.calls('601', { codec: 'VP8' })")).isEqualTo(200);
        sees(page, RED);
        int before = figure(page, "sent");
        goesOn(page);
        int sent = figure(page, "sent") - before;
        assertThat(status(page, "phone.hangsUp()")).isEqualTo(200);
        Path file = LAB.theSwitch().directory().resolve("recordings/seen.ivf");
        assertThat(Processes.eventually(SOON, () -> LAB.theSwitch().log().contains("seen.ivf")))
                .isTrue();
        ByteBuffer ivf = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(ivf.getShort(12)).isEqualTo((short) 320);
        assertThat(ivf.getShort(14)).isEqualTo((short) 240);
        int frames = 0;
        for (int at = 32; at < ivf.limit(); at += 12 + ivf.getInt(at)) frames++;
        assertThat(frames).isEqualTo(ivf.getInt(24)).isGreaterThanOrEqualTo(sent);
        assertThat(LAB.theSwitch()
                        .log()
                        .lines()
                        .filter(line -> line.contains("leg_seen"))
                        .toList())
                .hasSizeGreaterThan(3)
                .allMatch(line -> line.contains("VP8"))
                .anyMatch(line -> line.contains("320") && line.contains("240"));
    }

    /** With what Chromium has for a camera: 640 × 480, if nobody asks for anything else. */
    @Test
    void the_page_of_the_example_shows_what_comes_back() {
        Chromium.Page page = CHROMIUM.open("examples/echo/index.html");
        assertThat(status(
                        page,
                        "starts('ws://127.0.0.1:%d/sip', '1001', 'office-1001', '127.0.0.1', '600')"
                                .formatted(HOME.webSocketPort())))
                .isEqualTo(200);
        assertThat(Processes.eventually(
                        SOON,
                        () -> page.evaluate("document.getElementById('figures').textContent")
                                .asText()
                                .matches("[1-9]\\d\\d × [1-9]\\d\\d, [1-9]\\d* frames/s, [1-9]\\d* kbit/s")))
                .isTrue();
        assertThat(page.evaluate("document.getElementById('theirs').videoWidth").asInt())
                .isPositive();
        assertThat(status(page, "phone.hangsUp()")).isEqualTo(200);
    }

    @Test
    void two_browsers_see_each_other() {
        Chromium.Page one = browser("1001", "red");
        Chromium.Page other = browser("1002", "blue");
        assertThat(status(one, "phone.calls('1002')")).isEqualTo(200);
        assertThat(sees(one, BLUE).get("codec").asText()).isEqualTo("video/VP8");
        sees(other, RED);
        goesOn(one);
        goesOn(other);
        assertThat(status(other, "phone.hangsUp()")).isEqualTo(200);
        assertThat(one.evaluate("phone.over.then(() => 'over')").asText()).isEqualTo("over");
    }

    /** RFC 4588: what is lost on either hop is repaired on that hop. */
    @Test
    void what_is_lost_either_way_is_sent_again() {
        Chromium.Page page = browser("1001", "red");
        try (LossyPath path = new LossyPath(20)) {
            String heard = "sdp => sdp.replace(/ \\d+ typ host/g, ' %d typ host')".formatted(path.port());
            page.evaluate("window.calling = phone.calls('600', { heard: %s })".formatted(heard) + "; 0");
            assertThat(status(page, "calling")).isEqualTo(200);
            path.leadsTo(status(page, "Number(phone.answer.match(/ (\\d+) typ host/)[1])"));
            sees(page, RED);
            goesOn(page);
            goesOn(page);
            JsonNode facts = pictures(page);
            assertThat(path.lost()).isPositive();
            assertThat(facts.get("repaired").asInt()).as("to it: %s", facts).isPositive();
            assertThat(facts.get("repeated").asInt())
                    .as("of its own: %s", facts)
                    .isPositive();
            assertThat(facts.get("asked").asInt()).as("new pictures: %s", facts).isLessThan(5);
            assertThat(status(page, "phone.hangsUp()")).isEqualTo(200);
        }
    }

    @Test
    void a_phone_without_pictures_is_talked_to_all_the_same() {
        try (var _ = PhonesTest.phone(LAB, "1003", 880, ";audio_codecs=PCMA").registered()) {
            Chromium.Page page = browser("1001", "red");
            assertThat(status(page, "phone.calls('1003')")).isEqualTo(200);
            assertThat(page.evaluate("phone.answer").asText()).contains("m=video 0 ");
            assertThat(Processes.eventually(
                            SOON,
                            () -> page.evaluate("phone.facts()").get("received").asInt() > 50))
                    .isTrue();
            assertThat(status(page, "phone.hangsUp()")).isEqualTo(200);
        }
    }

    /** RFC 3264 §8.1, §8.2. */
    @Test
    void pictures_come_and_go_within_a_call() {
        Chromium.Page one = browser("1001");
        Chromium.Page other = browser("1002", "blue");
        assertThat(status(one, "phone.calls('1002')")).isEqualTo(200);
        assertThat(figure(one, "decoded")).isZero();
        one.evaluate("phone.shows('red'); phone.showsItself(); 0");
        assertThat(status(one, "phone.offers()")).isEqualTo(200);
        sees(other, RED);
        goesOn(other);
        one.evaluate("phone.hidesItself(); 0");
        assertThat(status(one, "phone.offers()")).isEqualTo(200);
        assertThat(one.evaluate("phone.connection.remoteDescription.sdp").asText())
                .contains("m=video 0 ");
        int heard = one.evaluate("phone.facts()").get("received").asInt();
        assertThat(Processes.eventually(
                        SOON,
                        () -> one.evaluate("phone.facts()").get("received").asInt() > heard + 100))
                .isTrue();
        assertThat(status(other, "phone.hangsUp()")).isEqualTo(200);
        assertThat(one.evaluate("phone.over.then(() => 'over')").asText()).isEqualTo("over");
    }
}
