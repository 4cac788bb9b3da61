package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Phones in a real Chromium: they register, call and are called, and hear what the other side speaks (RFC 8827, RFC
 * 8829).
 */
@Order(2)
class BrowserMediaTest {

    private static final BrowserMediaHome HOME = BrowserMediaHome.fresh();
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration LENGTH = Duration.ofSeconds(7);
    private static final int OURS = 660;
    private static final int THEIRS = 880;

    @RegisterExtension
    @Order(1)
    static final Lab LAB = Lab.with(HOME);

    /** Its tabs are closed before the switch is asked what it holds. */
    @RegisterExtension
    @Order(2)
    static final Chromium CHROMIUM = new Chromium();

    private static Chromium.Page browser(String user, int hertz) {
        return HOME.phone(CHROMIUM, user, hertz);
    }

    private static int status(Chromium.Page page, String call) {
        return page.evaluate(call).asInt();
    }

    private static JsonNode facts(Chromium.Page page) {
        return page.evaluate("phone.facts()");
    }

    private static JsonNode hears(Chromium.Page page, int hertz) {
        boolean heard = Processes.eventually(
                SOON,
                Duration.ofMillis(200),
                () -> Math.abs(facts(page).get("hertz").asDouble() - hertz) < 15
                        && facts(page).get("decibels").asDouble() > -60);
        JsonNode facts = facts(page);
        assertThat(heard).as("%d Hz is heard: %s", hertz, facts).isTrue();
        return facts;
    }

    private static Phone phone(String user, String options) {
        return PhonesTest.phone(LAB, user, THEIRS, ";audio_codecs=PCMA" + options)
                .registered();
    }

    private static void assertKeyed(JsonNode facts) {
        assertKeyed(facts, "SRTP_AEAD_AES_128_GCM");
    }

    private static void assertKeyed(JsonNode facts, String cipher) {
        assertThat(facts.get("state").asText()).isEqualTo("connected");
        assertThat(facts.get("dtls").asText()).isEqualTo("connected");
        assertThat(facts.get("cipher").asText()).isEqualTo(cipher);
        assertThat(facts.get("suite").asText()).isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
    }

    private static void assertOver(Chromium.Page page) {
        assertThat(page.evaluate(
                                "Promise.race([phone.over.then(() => 'over'), new Promise(done => setTimeout(done, 5000, 'waited in vain'))])")
                        .asText())
                .isEqualTo("over");
    }

    @Test
    void its_own_voice_comes_back_by_echo() {
        Chromium.Page page = browser("1001", OURS);
        assertThat(status(page, "phone.calls('600')")).isEqualTo(200);
        JsonNode facts = hears(page, OURS);
        assertKeyed(facts);
        assertThat(facts.get("codec").asText()).isEqualTo("audio/opus");
        assertThat(facts.get("role").asText()).isEqualTo("client");
        assertThat(status(page, "phone.hangsUp()")).isEqualTo(200);
    }

    /** RFC 5763 §5: who offers to be passive is called by us. */
    @Test
    void it_may_leave_the_handshake_to_us() {
        Chromium.Page page = browser("1001", OURS);
        assertThat(status(
                        page,
                        "phone.calls('600', { change: sdp => sdp.replace(/a=setup:actpass/g, 'a=setup:passive') })"))
                .isEqualTo(200);
        JsonNode facts = hears(page, OURS);
        // of the profiles that we offer, Chromium takes the one that all must have
        assertKeyed(facts, "SRTP_AES128_CM_HMAC_SHA1_80");
        assertThat(facts.get("role").asText()).isEqualTo("server");
        assertThat(status(page, "phone.hangsUp()")).isEqualTo(200);
    }

    @Test
    void data_are_refused_and_the_call_goes_on_with_sound_and_video() {
        Chromium.Page page = browser("1001", OURS);
        assertThat(status(page, "phone.calls('600', { video: true, data: true })"))
                .isEqualTo(200);
        assertThat(page.evaluate("phone.answer.match(/^m=.*$/gm).map(line => line.split(' ').slice(0, 2).join(' '))")
                        .toString())
                .matches("\\[\"m=audio ([1-9][0-9]*)\",\"m=video \\1\",\"m=application 0\"]");
        assertKeyed(hears(page, OURS));
        assertThat(status(page, "phone.hangsUp()")).isEqualTo(200);
    }

    @Test
    void it_calls_a_phone_and_hangs_up() {
        try (var callee = phone("1003", "")) {
            Chromium.Page page = browser("1001", OURS);
            assertThat(status(page, "phone.calls('1003')")).isEqualTo(200);
            JsonNode facts = hears(page, THEIRS);
            assertKeyed(facts);
            assertThat(facts.get("codec").asText()).isEqualTo("audio/PCMA");
            Processes.pause(LENGTH);
            assertThat(status(page, "phone.hangsUp()")).isEqualTo(200);
            callee.isHungUpOn();
            PhonesTest.assertHears(callee, OURS);
        }
    }

    @Test
    void a_phone_calls_it_and_hangs_up() {
        try (var caller = phone("1003", "")) {
            Chromium.Page page = browser("1001", OURS);
            caller.calls("sip:1001@127.0.0.1");
            assertKeyed(hears(page, THEIRS));
            Processes.pause(LENGTH);
            caller.hangsUp();
            assertOver(page);
            PhonesTest.assertHears(caller, OURS);
        }
    }

    /** Two kinds of keys: by SDES with one, by DTLS with the other. */
    @Test
    void it_talks_to_a_phone_with_keys_of_its_own() {
        try (var callee = phone("1004", ";mediaenc=srtp-mand")) {
            Chromium.Page page = browser("1001", OURS);
            assertThat(status(page, "phone.calls('1004')")).isEqualTo(200);
            assertKeyed(hears(page, THEIRS));
            Processes.pause(LENGTH);
            assertThat(status(page, "phone.hangsUp()")).isEqualTo(200);
            callee.isHungUpOn();
            PhonesTest.assertHears(callee, OURS);
        }
    }

    @Test
    void two_browsers_talk_to_each_other() {
        Chromium.Page one = browser("1001", OURS);
        Chromium.Page other = browser("1002", THEIRS);
        assertThat(status(one, "phone.calls('1002')")).isEqualTo(200);
        JsonNode facts = hears(one, THEIRS);
        assertKeyed(facts);
        assertThat(facts.get("codec").asText()).isEqualTo("audio/opus");
        assertKeyed(hears(other, OURS));
        assertThat(status(other, "phone.hangsUp()")).isEqualTo(200);
        assertOver(one);
    }

    /** RFC 8445 §9. */
    @Test
    void a_restart_of_ice_in_mid_call_is_not_heard() {
        Chromium.Page page = browser("1001", OURS);
        assertThat(status(page, "phone.calls('600')")).isEqualTo(200);
        hears(page, OURS);
        String before = page.evaluate("phone.connection.remoteDescription.sdp.match(/ice-ufrag:(.*)/)[1]")
                .asText();
        assertThat(status(page, "phone.offers({ iceRestart: true })")).isEqualTo(200);
        assertThat(page.evaluate("phone.connection.remoteDescription.sdp.match(/ice-ufrag:(.*)/)[1]")
                        .asText())
                .isNotEqualTo(before);
        int received = facts(page).get("received").asInt();
        assertThat(Processes.eventually(SOON, () -> facts(page).get("received").asInt() > received + 100))
                .isTrue();
        assertKeyed(hears(page, OURS));
        assertThat(status(page, "phone.hangsUp()")).isEqualTo(200);
    }

    /** RFC 8122 §6.2: whose certificate is another's gets no sound, and no call. */
    @Test
    void a_fingerprint_that_is_not_its_certificates_ends_the_call() {
        Chromium.Page page = browser("1001", OURS);
        assertThat(
                        status(
                                page,
                                "phone.calls('600', { change: sdp => sdp.replace(/(fingerprint:sha-256 )../g, (_, words) => words + '00') })"))
                .isEqualTo(200);
        assertOver(page);
        assertThat(facts(page).get("received").asInt()).isZero();
    }

    @Test
    void a_page_that_closes_its_media_without_a_word_is_hung_up() {
        Chromium.Page page = browser("1001", OURS);
        assertThat(status(page, "phone.calls('600')")).isEqualTo(200);
        hears(page, OURS);
        page.evaluate("phone.connection.close()");
        assertOver(page);
    }

    @Test
    void an_account_without_media_of_browsers_is_told_so() {
        Chromium.Page page = browser("1005", OURS);
        assertThat(status(page, "phone.calls('600')")).isEqualTo(488);
    }
}
