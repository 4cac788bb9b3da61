package org.strowger.call.sdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.strowger.directory.BrowserPolicy;
import org.strowger.directory.CodecPolicy;
import org.strowger.directory.MediaPolicy;
import org.strowger.directory.SrtpPolicy;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.media.memory.InMemoryMedia;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.VirtualTime;
import org.strowger.webrtc.DtlsIdentity;

/** What a leg to which media of browsers are offered says, and how it is answered (RFC 8829). */
class BrowserLegTest {

    private static final InetAddress SWITCH = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress GATEWAY = InetAddress.ofLiteral("192.0.2.60");
    private static final String PHONES = "m=audio 4000 RTP/AVP 0\r\n";

    private final InMemoryMedia engine = new InMemoryMedia(new VirtualTime(), MediaSettings.defaults(), 1);
    private final MediaSession session = engine.open("call", new Nobody());
    private final LegMedia leg = new LegMedia(() -> session, SWITCH, GATEWAY, "1");

    BrowserLegTest() {
        leg.allows(new MediaPolicy(CodecPolicy.ANY, SrtpPolicy.ACCEPT, BrowserPolicy.ON));
    }

    @AfterEach
    void close() {
        leg.close();
        session.close();
        engine.close();
    }

    private static SessionDescription description(String lines) {
        String text = "v=0\r\no=- 1 1 IN IP4 192.0.2.60\r\ns=-\r\nc=IN IP4 192.0.2.60\r\nt=0 0\r\n" + lines;
        return ((SessionDescription.Parsed.Good) SessionDescription.parse(text.getBytes(UTF_8))).description();
    }

    private static String browsers(String ufrag, DtlsIdentity identity) {
        return "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:sound\r\na=rtcp-mux\r\na=setup:active\r\na=ice-ufrag:" + ufrag
                + "\r\na=ice-pwd:" + ufrag.repeat(6) + "\r\na=fingerprint:" + identity.fingerprint() + "\r\n";
    }

    private static String protocol(SessionDescription description) {
        return description.media().getFirst().protocol();
    }

    private static Optional<String> ufrag(SessionDescription description) {
        return description.media().getFirst().attribute("ice-ufrag");
    }

    /** A gateway of browsers has phones as well. */
    @Test
    void who_offers_media_in_the_clear_is_answered_in_the_clear() throws Exception {
        SessionDescription answer = leg.answer(description(PHONES));
        assertThat(protocol(answer)).isEqualTo("RTP/AVP");
        assertThat(ufrag(answer)).isEmpty();
        leg.hear(description(PHONES));
        assertThat(protocol(leg.relayOffer(description(PHONES)))).isEqualTo("RTP/AVP");
    }

    @Test
    void who_has_answered_in_the_clear_is_offered_nothing_else() throws Exception {
        assertThat(protocol(leg.offer())).isEqualTo("UDP/TLS/RTP/SAVPF");
        leg.hear(description(PHONES));
        SessionDescription next = leg.relayOffer(description(PHONES));
        assertThat(protocol(next)).isEqualTo("RTP/AVP");
        assertThat(ufrag(next)).isEmpty();
    }

    /** What another fork of a request answers is to the offer that both have got. */
    @Test
    void two_answers_to_one_offer_are_to_the_same_credentials_of_ours() throws Exception {
        Optional<String> offered = ufrag(leg.offer());
        leg.hear(description(browsers("aaaa", DtlsIdentity.create())));
        leg.hear(description(browsers("bbbb", DtlsIdentity.create())));
        assertThat(ufrag(leg.relayOffer(description(PHONES)))).isEqualTo(offered);
    }

    @Test
    void who_restarts_its_ice_by_an_offer_is_answered_with_other_credentials() throws Exception {
        DtlsIdentity identity = DtlsIdentity.create();
        SessionDescription before = leg.answer(description(browsers("aaaa", identity)));
        SessionDescription after = leg.answer(description(browsers("bbbb", identity)));
        assertThat(ufrag(after)).isPresent().isNotEqualTo(ufrag(before));
    }

    @Test
    void an_answer_of_our_own_refuses_lines_as_they_were_offered() throws Exception {
        String sound = browsers("aaaa", DtlsIdentity.create());
        String video = sound.replace("audio", "video").replace("mid:sound", "mid:pictures");
        MediaDescription refused =
                leg.answer(description(sound + video)).media().getLast();
        assertThat(refused.port()).isZero();
        assertThat(refused.protocol()).isEqualTo("UDP/TLS/RTP/SAVPF");
        assertThat(refused.attribute("mid")).hasValue("pictures");
    }

    @Test
    void only_what_was_offered_as_a_bundle_is_answered_as_one() throws Exception {
        String lines = browsers("aaaa", DtlsIdentity.create());
        assertThat(leg.answer(description(lines)).attribute("group")).isEmpty();
        assertThat(leg.answer(description("a=group:BUNDLE sound\r\n" + lines)).attribute("group"))
                .hasValue("BUNDLE sound");
    }

    private static final class Nobody implements MediaListener {
        @Override
        public void played(MediaStream stream, Playback playback, Playback.End end) {}

        @Override
        public void timedOut(MediaStream stream, Duration silence) {}
    }
}
