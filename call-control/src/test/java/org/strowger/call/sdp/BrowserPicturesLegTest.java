package org.strowger.call.sdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import org.strowger.sdp.Attribute;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.VirtualTime;
import org.strowger.webrtc.DtlsIdentity;

/** What is said of a browser's pictures, to itself and to others (RFC 8829, RFC 9143, RFC 3264). */
class BrowserPicturesLegTest {

    private static final InetAddress SWITCH = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress BROWSER = InetAddress.ofLiteral("192.0.2.60");
    private static final DtlsIdentity IDENTITY = DtlsIdentity.create();

    private final InMemoryMedia engine = new InMemoryMedia(new VirtualTime(), MediaSettings.defaults(), 1);
    private final MediaSession session = engine.open("call", new Nobody());
    private final LegMedia leg = leg(BrowserPolicy.AUTO);

    private LegMedia leg(BrowserPolicy policy) {
        LegMedia made = new LegMedia(() -> session, SWITCH, BROWSER, "1");
        made.allows(new MediaPolicy(CodecPolicy.ANY, SrtpPolicy.ACCEPT, policy));
        return made;
    }

    @AfterEach
    void close() {
        session.close();
        engine.close();
    }

    private static SessionDescription description(String lines) {
        String text = "v=0\r\no=- 1 1 IN IP4 192.0.2.60\r\ns=-\r\nc=IN IP4 192.0.2.60\r\nt=0 0\r\n" + lines;
        return ((SessionDescription.Parsed.Good) SessionDescription.parse(text.getBytes(UTF_8))).description();
    }

    private static String transport(String name) {
        return "a=mid:" + name + "\r\na=rtcp-mux\r\na=setup:actpass\r\na=ice-ufrag:aaaa\r\na=ice-pwd:"
                + "aaaa".repeat(6) + "\r\na=fingerprint:" + IDENTITY.fingerprint() + "\r\n";
    }

    private static final String SOUND = "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n" + transport("sound");
    private static final String PICTURES = "m=video 9 UDP/TLS/RTP/SAVPF 98 99 96 97 118\r\n" + transport("shown")
            + "a=rtpmap:98 VP9/90000\r\na=rtpmap:99 rtx/90000\r\na=fmtp:99 apt=98\r\na=rtpmap:96 VP8/90000\r\n"
            + "a=rtcp-fb:96 transport-cc\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\na=rtpmap:118 red/90000\r\n"
            + "a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid\r\na=ssrc:17 cname:x\r\na=rid:q send\r\n"
            + "a=simulcast:send q\r\n";
    private static final String BUNDLE = "a=group:BUNDLE sound shown\r\n";
    private static final String OFFER = BUNDLE + SOUND + PICTURES;

    private static MediaDescription pictures(SessionDescription description) {
        return description.media().get(1);
    }

    private static List<String> formats(MediaDescription medium) {
        return medium.codecs().stream().map(Codec::rtpmap).toList();
    }

    private static List<String> values(MediaDescription medium, String name) {
        return medium.attributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(Attribute::value)
                .toList();
    }

    @Test
    void they_are_answered_on_the_port_of_the_sound_in_the_formats_that_we_would_rather_have() throws Exception {
        SessionDescription answer = leg.answer(description(OFFER));
        MediaDescription sound = answer.media().getFirst();
        MediaDescription shown = pictures(answer);
        assertThat(shown.port()).isPositive().isEqualTo(sound.port());
        assertThat(formats(shown)).containsExactly("96 VP8/90000", "97 rtx/90000", "98 VP9/90000", "99 rtx/90000");
        assertThat(answer.attribute("group")).hasValue("BUNDLE sound shown");
        assertThat(shown.attribute("mid")).hasValue("shown");
        assertThat(shown.attribute("ice-ufrag")).isEqualTo(sound.attribute("ice-ufrag"));
        assertThat(shown.attribute("setup")).hasValue("passive");
        assertThat(values(shown, "rtcp-fb"))
                .containsExactly("96 nack", "96 nack pli", "96 ccm fir", "98 nack", "98 nack pli", "98 ccm fir");
        assertThat(values(shown, "extmap")).isEmpty();
        assertThat(values(shown, "simulcast")).isEmpty();
        assertThat(values(shown, "rid")).isEmpty();
        String group = shown.attribute("ssrc-group").orElseThrow();
        assertThat(values(shown, "ssrc"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(group).contains(line.split(" ", -1)[0]))
                .noneMatch(line -> line.startsWith("17 "));
        assertThat(engine.figures().portsInUse()).isEqualTo(1);
    }

    /** RFC 9143 §7.2: a line that may only travel with another has no port of its own. */
    @Test
    void they_may_be_offered_without_a_port() throws Exception {
        String alone = OFFER.replace("m=video 9 ", "m=video 0 ") + "a=bundle-only\r\n";
        assertThat(pictures(leg.answer(leg.chosen(description(alone)))).isActive())
                .isTrue();
    }

    @Test
    void a_line_before_that_of_the_sound_travels_with_it_as_well() throws Exception {
        SessionDescription answer = leg.answer(description("a=group:BUNDLE shown sound\r\n" + PICTURES + SOUND));
        assertThat(answer.media())
                .allSatisfy(MediaDescription::isActive)
                .extracting(MediaDescription::port)
                .containsOnly(answer.media().getLast().port());
    }

    /** What has a transport of its own, shares its numbers with the sound, or is in no format that we know. */
    @ParameterizedTest
    @CsvSource({
        "a=group:BUNDLE sound shown, a=group:BUNDLE sound",
        "a=group:BUNDLE sound shown, a=group:LS sound shown",
        "m=audio 9 UDP/TLS/RTP/SAVPF 0, m=audio 9 UDP/TLS/RTP/SAVPF 0 96",
        "/90000, /80000",
        "a=mid:shown, a=x:y",
        "m=video 9 UDP/TLS/RTP/SAVPF, m=video 9 RTP/AVPF"
    })
    void other_pictures_are_refused(String said, String instead) throws Exception {
        SessionDescription answer = leg.answer(description(OFFER.replace(said, instead)));
        assertThat(answer.media().getFirst().isActive()).isTrue();
        assertThat(pictures(answer).port()).isZero();
    }

    @Test
    void of_several_pictures_the_first_are_taken() throws Exception {
        String more = OFFER.replace("sound shown", "sound shown screen") + PICTURES.replace("shown", "screen");
        SessionDescription answer = leg.answer(description(more));
        assertThat(answer.media()).extracting(MediaDescription::isActive).containsExactly(true, true, false);
    }

    @Test
    void a_phone_is_not_told_of_them_and_the_browser_is_told_so() throws Exception {
        LegMedia phone = leg(BrowserPolicy.AUTO);
        SessionDescription offer = leg.chosen(description(OFFER));
        leg.offered(offer);
        leg.hear(offer);
        SessionDescription told = phone.relay(offer);
        assertThat(pictures(told).port()).isZero();
        SessionDescription answered = description("m=audio 4000 RTP/AVP 0\r\nm=video 0 RTP/AVP 96\r\n");
        phone.hear(answered);
        SessionDescription answer = leg.relay(answered);
        assertThat(answer.media().getFirst().isActive()).isTrue();
        assertThat(pictures(answer).port()).isZero();
    }

    /** Its pictures would travel on a port of their own. */
    @Test
    void a_browser_is_not_told_of_a_phones() throws Exception {
        LegMedia other = leg(BrowserPolicy.ON);
        SessionDescription told = other.relay(
                description("m=audio 4000 RTP/AVP 0\r\nm=video 4002 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n"));
        assertThat(told.media().getFirst().isActive()).isTrue();
        assertThat(pictures(told).port()).isZero();
    }

    private static String answering(SessionDescription offered, String formats, Direction direction) {
        String text = BUNDLE.replace("sound shown", "0 1") + SOUND.replace("mid:sound", "mid:0") + "m=video 9 "
                + "UDP/TLS/RTP/SAVPF " + formats + "\r\n" + transport("1")
                + "a=rtpmap:96 VP8/90000\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\na="
                + direction.toString().toLowerCase(java.util.Locale.ROOT) + "\r\n";
        assertThat(offered.media()).hasSize(2);
        return text.replace("actpass", "active");
    }

    @Test
    void another_browser_is_offered_them_and_its_answer_goes_back() throws Exception {
        LegMedia other = leg(BrowserPolicy.ON);
        SessionDescription offer = leg.chosen(description(OFFER));
        leg.offered(offer);
        leg.hear(offer);
        SessionDescription told = other.relay(offer);
        MediaDescription shown = pictures(told);
        assertThat(shown.port()).isEqualTo(told.media().getFirst().port());
        assertThat(told.attribute("group")).hasValue("BUNDLE 0 1");
        assertThat(formats(shown)).contains("96 VP8/90000", "98 VP9/90000").doesNotContain("118 red/90000");
        assertThat(shown.attribute("setup")).hasValue("actpass");
        SessionDescription answered = description(answering(told, "96 97", Direction.RECVONLY));
        other.hear(answered);
        SessionDescription answer = leg.relay(answered);
        assertThat(formats(pictures(answer))).containsExactly("96 VP8/90000", "97 rtx/90000");
        assertThat(answer.directionOf(pictures(answer))).isEqualTo(Direction.RECVONLY);
        assertThat(values(pictures(answer), "ssrc")).as("it is sent none").isEmpty();
    }

    @Test
    void they_come_and_go_under_the_same_sources() throws Exception {
        MediaDescription first = pictures(leg.answer(description(OFFER)));
        leg.hear(description(OFFER));
        MediaDescription gone = pictures(leg.answer(description(OFFER.replace("m=video 9 ", "m=video 0 "))));
        assertThat(gone.port()).isZero();
        MediaDescription again = pictures(leg.answer(description(OFFER)));
        assertThat(again.attribute("ssrc-group")).isPresent().isEqualTo(first.attribute("ssrc-group"));
    }

    /** RFC 3711 §9.1: other ports, other keys, other sources. */
    @Test
    void where_the_leg_goes_on_elsewhere_they_have_other_sources() throws Exception {
        SessionDescription said = leg.answer(description(OFFER));
        LegMedia elsewhere = leg(BrowserPolicy.AUTO);
        elsewhere.continues(said, leg.security().withFreshKeys());
        SessionDescription next = elsewhere.relayOffer(description(OFFER));
        assertThat(pictures(next).port()).isPositive();
        assertThat(pictures(next).attribute("ssrc-group"))
                .isPresent()
                .isNotEqualTo(pictures(said).attribute("ssrc-group"));
        assertThat(Optional.of(engine.figures().portsInUse())).hasValue(2);
    }

    private static final class Nobody implements MediaListener {
        @Override
        public void played(MediaStream stream, Playback playback, Playback.End end) {}

        @Override
        public void timedOut(MediaStream stream, Duration silence) {}
    }
}
