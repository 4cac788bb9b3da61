package org.strowger.call.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.strowger.media.MediaListener;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Playback;
import org.strowger.media.memory.InMemoryMedia;
import org.strowger.sdp.Attribute;
import org.strowger.sdp.Codec;
import org.strowger.sdp.ConnectionData;
import org.strowger.sdp.MediaDescription;
import org.strowger.sdp.Origin;
import org.strowger.sdp.SdpLine;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.VirtualTime;

/** RTP and RTCP on one port (RFC 5761), where a leg asks for it. */
class OnePortTest {

    private static final InetAddress SWITCH = InetAddress.ofLiteral("192.0.2.1");
    private static final String PHONE = "192.0.2.77";
    private static final String MUX = "rtcp-mux";

    private final InMemoryMedia engine = new InMemoryMedia(new VirtualTime(), MediaSettings.defaults(), 1);
    private final MediaSession session = engine.open("call", new Nobody());
    private final LegMedia leg = new LegMedia(() -> session, SWITCH, InetAddress.ofLiteral(PHONE), "1");

    @AfterEach
    void close() {
        leg.close();
        session.close();
        engine.close();
    }

    private static SessionDescription description(Attribute... attributes) {
        MediaDescription audio = new MediaDescription(
                        "audio", 4000, 1, "RTP/AVP", List.of(), Optional.empty(), List.of(), List.of(attributes))
                .withCodecs(List.of(Codec.PCMU));
        return new SessionDescription(
                new Origin("-", "1", "1", "IP4", PHONE),
                "-",
                Optional.of(new ConnectionData("IP4", PHONE)),
                List.of(new SdpLine('t', "0 0")),
                List.of(),
                List.of(audio));
    }

    private static boolean hasOnePort(SessionDescription description) {
        return description.media().getFirst().attribute(MUX).isPresent();
    }

    @Test
    void our_own_answer_takes_it_up() throws Exception {
        assertThat(hasOnePort(leg.answer(description(new Attribute(MUX))))).isTrue();
    }

    @Test
    void who_does_not_ask_for_it_does_not_get_it() throws Exception {
        assertThat(hasOnePort(leg.answer(description()))).isFalse();
        assertThat(hasOnePort(leg.offer())).isFalse();
    }

    @Test
    void an_answer_that_is_relayed_has_it_as_the_asking_leg_would_like_whatever_the_other_says() throws Exception {
        leg.offered(description(new Attribute(MUX)));
        assertThat(hasOnePort(leg.relay(description()))).isTrue();
        LegMedia other = new LegMedia(() -> session, SWITCH, InetAddress.ofLiteral(PHONE), "2");
        assertThat(hasOnePort(other.relayOffer(description(new Attribute(MUX)))))
                .isFalse();
        other.close();
    }

    @Test
    void a_later_offer_of_ours_keeps_it() throws Exception {
        SessionDescription asking = description(new Attribute(MUX));
        leg.answer(asking);
        leg.hear(asking);
        assertThat(hasOnePort(leg.relayOffer(description()))).isTrue();
        leg.hear(description());
        assertThat(hasOnePort(leg.relayOffer(description()))).isFalse();
    }

    private static final class Nobody implements MediaListener {
        @Override
        public void played(MediaStream stream, Playback playback, Playback.End end) {}

        @Override
        public void timedOut(MediaStream stream, Duration silence) {}
    }
}
