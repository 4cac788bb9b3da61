package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.directory.BrowserPolicy;
import org.strowger.directory.SrtpPolicy;
import org.strowger.rtp.loop.MediaLoop.PortTakenException;
import org.strowger.webrtc.Fingerprint;
import org.strowger.webrtc.IceCredentials;
import org.strowger.webrtc.VirtualBrowser;

/**
 * What browsers and the switch say to each other of their media (RFC 8829), and that they come together, in virtual
 * time.
 */
class BrowserMediaTest {

    private static final InetSocketAddress MEDIA = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.7"), 50_000);
    private static final String CONTACT = "Contact: <sip:1002@df7jal23ls0d.invalid;transport=ws>;expires=600";
    private static final String AUDIO = """
        v=0
        o=- 4611731400430051336 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0 1 2
        a=extmap-allow-mixed
        a=msid-semantic: WMS 8f1b
        m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
        c=IN IP4 0.0.0.0
        a=rtcp:9 IN IP4 0.0.0.0
        TRANSPORT
        a=mid:0
        a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        a=sendrecv
        a=msid:8f1b 2c1a
        a=rtcp-rsize
        a=rtpmap:111 opus/48000/2
        a=rtcp-fb:111 transport-cc
        a=fmtp:111 minptime=10;useinbandfec=1
        a=rtpmap:63 red/48000/2
        a=fmtp:63 111/111
        a=rtpmap:9 G722/8000
        a=rtpmap:0 PCMU/8000
        a=rtpmap:8 PCMA/8000
        a=rtpmap:13 CN/8000
        a=rtpmap:110 telephone-event/48000
        a=rtpmap:126 telephone-event/8000
        a=ssrc:2595764783 cname:qsBhXSX
        """;
    private static final String VIDEO = """
        m=video 9 UDP/TLS/RTP/SAVPF 96
        c=IN IP4 0.0.0.0
        TRANSPORT
        a=mid:1
        a=sendrecv
        a=rtpmap:96 VP8/90000
        m=application 9 UDP/DTLS/SCTP webrtc-datachannel
        c=IN IP4 0.0.0.0
        TRANSPORT
        a=mid:2
        a=sctp-port:5000
        """;

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private final RawHost browser = RawHost.browser(home, "192.0.2.200", "df7jal23ls0d.invalid");
    private final VirtualBrowser transport = new VirtualBrowser();
    private ScriptedPhone alice;
    private Optional<InetSocketAddress> switches = Optional.empty();

    @BeforeEach
    void phones() {
        home.phone("1002");
        alice = home.phone("1001").registers();
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private String offer(String setup) {
        return sdp(AUDIO + VIDEO, setup);
    }

    private String sdp(String words, String setup) {
        return words.replace("TRANSPORT\n", transport.attributes(setup).replace("\r\n", "\n"))
                .replace("\n", "\r\n");
    }

    private static String value(String sdp, String attribute) {
        Matcher matcher = Pattern.compile("a=" + attribute + ":(.*)\r\n").matcher(sdp);
        assertThat(matcher.find()).as("%s in %s", attribute, sdp).isTrue();
        return matcher.group(1);
    }

    private static String body(String message) {
        return message.substring(message.indexOf("\r\n\r\n") + 4);
    }

    /** Finds its way to what the switch has told, and agrees on keys. */
    private void connects(String sdp) {
        String[] candidate = value(sdp, "candidate").split(" ", -1);
        switches =
                Optional.of(new InetSocketAddress(InetAddress.ofLiteral(candidate[4]), Integer.parseInt(candidate[5])));
        try {
            home.media().network().bind(MEDIA, (datagram, _) -> {
                transport.takes(datagram);
                sends();
            });
        } catch (PortTakenException e) {
            throw new AssertionError(e);
        }
        transport.meets(
                new IceCredentials(value(sdp, "ice-ufrag"), value(sdp, "ice-pwd")),
                Fingerprint.parse(value(sdp, "fingerprint")).orElseThrow());
        sends();
        home.passes(Duration.ofMillis(200));
    }

    private void sends() {
        for (Optional<byte[]> next = transport.sends(); next.isPresent(); next = transport.sends())
            home.media().network().send(next.get(), MEDIA, switches.orElseThrow());
    }

    private String calls(String offer) {
        alice.answersAtOnce();
        browser.describes(offer).calls("1002", "sip:1001@switch.example");
        return browser.last();
    }

    @Test
    void its_offer_is_answered_as_a_lite_side_does_and_there_are_keys() {
        String answer = calls(offer("actpass"));
        assertThat(answer).startsWith("SIP/2.0 200 ");
        browser.acknowledges(answer);
        String sdp = body(answer);
        assertThat(sdp)
                .contains("a=ice-lite\r\n", "a=group:BUNDLE 0\r\n", "a=setup:passive\r\n", "a=rtcp-mux\r\n")
                .contains("a=mid:0\r\n", "a=end-of-candidates\r\n", "c=IN IP4 192.0.2.1\r\n")
                .containsPattern("m=audio [1-9]\\d* UDP/TLS/RTP/SAVPF .*\\b0\\b")
                .contains("m=video 0 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n")
                .contains("m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n")
                .doesNotContain("extmap", "rtcp-fb", "red/48000");
        connects(sdp);
        assertThat(transport.keys()).isPresent();
        browser.hangsUp(answer);
        assertThat(alice.isTalking()).isFalse();
        home.passes(Duration.ofMillis(100));
        assertThat(transport.isOver()).isTrue();
    }

    /** A phone knows nothing of browsers, and is told nothing of one. */
    @Test
    void a_phone_is_offered_plain_audio() {
        String answer = calls(offer("actpass"));
        browser.acknowledges(answer);
        assertThat(alice.lastInvite())
                .containsPattern("m=audio [1-9]\\d{3,4} RTP/AVP ")
                .doesNotContain("fingerprint", "ice-", "extmap", "SAVPF", "ssrc", "a=mid", "red/48000");
        assertThat(alice.isTalking()).isTrue();
        browser.hangsUp(answer);
    }

    @Test
    void it_may_leave_the_handshake_to_us() {
        String answer = calls(offer("passive"));
        assertThat(body(answer)).contains("a=setup:active\r\n");
        browser.acknowledges(answer).hangsUp(answer);
    }

    @Test
    void it_is_offered_what_only_browsers_know_and_there_are_keys() {
        browser.registers("1002", CONTACT);
        browser.forgets().reacts(text -> {
            if (text.startsWith("ACK ") || text.startsWith("SIP/2.0")) return Optional.empty();
            if (!text.startsWith("INVITE ")) return Optional.of(RawHost.response(text, "200 OK"));
            String ok = RawHost.response(text, "200 OK", "Contact: <sip:1002@df7jal23ls0d.invalid;transport=ws>");
            return Optional.of(RawHost.described(ok, sdp(AUDIO, "active")));
        });
        alice.calls("1002");
        assertThat(alice.isTalking()).isTrue();
        String sdp = body(browser.received("INVITE ").getFirst());
        assertThat(sdp)
                .contains("UDP/TLS/RTP/SAVPF", "a=setup:actpass\r\n", "a=ice-lite\r\n", "a=group:BUNDLE 0\r\n")
                .contains("a=rtcp-mux\r\n", "a=mid:0\r\n", "a=candidate:1 1 udp ");
        connects(sdp);
        assertThat(transport.keys()).isPresent();
        transport.closes();
        sends();
        home.passes(Duration.ofSeconds(1));
        assertThat(alice.isTalking()).as("who has closed its media has left").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=fingerprint:.*\r\n", "a=ice-pwd:.*\r\n", "a=ice-ufrag:.*\r\n", "a=rtcp-mux\r\n"})
    void what_is_missing_in_an_offer_is_named_with_488(String missing) {
        String answer = calls(offer("actpass").replaceAll(missing, ""));
        assertThat(answer).startsWith("SIP/2.0 488 ").contains("Warning: 399 ");
        assertThat(alice.isTalking()).isFalse();
    }

    /** RFC 8445 §2.5. */
    @Test
    void two_lite_sides_would_never_find_each_other() {
        assertThat(calls(offer("actpass").replace("t=0 0\r\n", "t=0 0\r\na=ice-lite\r\n")))
                .startsWith("SIP/2.0 488 ")
                .contains("lite");
    }

    /** RFC 8122 §5: a fingerprint by SHA-1 proves nothing any more. */
    @Test
    void a_fingerprint_by_a_broken_hash_is_none() {
        String broken = "a=fingerprint:sha-1 " + "AB:".repeat(19) + "AB\r\n";
        assertThat(calls(offer("actpass").replaceAll("a=fingerprint:.*\r\n", broken)))
                .startsWith("SIP/2.0 488 ")
                .contains("fingerprint");
    }

    @Test
    void an_account_that_has_no_browser_media_is_told_so() {
        home.webrtc("1002", BrowserPolicy.OFF);
        assertThat(calls(offer("actpass"))).startsWith("SIP/2.0 488 ").contains("not allowed");
    }

    @Test
    void an_account_without_encryption_is_told_so() {
        home.srtp("1002", SrtpPolicy.REFUSE);
        assertThat(calls(offer("actpass"))).startsWith("SIP/2.0 488 ").contains("encrypted media");
    }

    @Test
    void it_is_encrypted_enough_where_encryption_is_required() {
        home.srtp("1002", SrtpPolicy.REQUIRE);
        String answer = calls(offer("actpass"));
        assertThat(answer).startsWith("SIP/2.0 200 ");
        browser.acknowledges(answer).hangsUp(answer);
    }

    /** A phone may be a gateway of browsers, whatever it comes by. */
    @Test
    void it_is_offered_to_whoever_the_configuration_says() {
        home.phone("1003");
        home.webrtc("1003", BrowserPolicy.ON);
        RawHost gateway = new RawHost(home, "192.0.2.60");
        gateway.registers("1003", "Contact: <sip:1003@192.0.2.60:5060>;expires=600");
        gateway.forgets().answers("486 Busy Here");
        browser.describes(offer("actpass")).calls("1002", "sip:1003@switch.example");
        assertThat(gateway.received("INVITE "))
                .isNotEmpty()
                .allSatisfy(invite -> assertThat(invite).contains("UDP/TLS/RTP/SAVPF", "a=fingerprint:sha-256 "));
    }
}
