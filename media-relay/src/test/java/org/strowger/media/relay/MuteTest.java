package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.strowger.audio.AudioSource;
import org.strowger.media.MediaStream;
import org.strowger.media.MuteCause;
import org.strowger.media.Tap;
import org.strowger.media.memory.MediaPhone;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.SrtpProfile;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** Audio that goes one way, and why. */
class MuteTest {

    private final List<MuteCause> told = new ArrayList<>();
    private final MediaWorld world = new MediaWorld();
    private MediaStream stream;
    private MediaPhone phone;
    private Tap conversation;

    @BeforeEach
    void we_speak_to_a_phone() {
        stream = world.stream();
        phone = world.phone("192.0.2.77", stream);
        world.mute = told::add;
        conversation = stream.converse(new EndlessSilence());
    }

    @AfterEach
    void close() {
        conversation.close();
        stream.close();
        world.passes(1000);
    }

    @Test
    void nothing_comes() {
        world.passes(4_500);
        assertThat(told).isEmpty();
        world.passes(1_500);
        assertThat(told).containsExactly(MuteCause.NOTHING_COMES);
        world.passes(5_500);
        assertThat(told).hasSize(2);
    }

    @Test
    void who_is_heard_once_may_fall_silent() {
        phone.tone(Codec.PCMU, 440);
        world.passes(1_000);
        phone.silence();
        world.passes(60_000);
        assertThat(told).isEmpty();
    }

    @Test
    void a_phone_on_hold_owes_nothing() {
        stream.remote(MediaWorld.at(phone, Direction.RECVONLY, Codec.PCMU));
        world.passes(60_000);
        assertThat(told).isEmpty();
    }

    @Test
    void nobody_is_told_while_we_say_nothing_either() {
        conversation.close();
        world.passes(60_000);
        assertThat(told).isEmpty();
    }

    @Test
    void packets_come_in_a_format_that_was_not_agreed() {
        stream.remote(MediaWorld.at(phone, Direction.SENDRECV, Codec.PCMA));
        phone.tone(Codec.PCMU, 440);
        world.passes(6_000);
        assertThat(told).containsExactly(MuteCause.OTHER_FORMAT);
    }

    @Test
    void packets_come_in_the_clear_where_srtp_was_agreed() {
        SrtpKeys theirs = SrtpKeys.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        SrtpKeys ours = SrtpKeys.random(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        stream.remote(MediaWorld.at(phone, Direction.SENDRECV, Codec.PCMU).secured(new MediaSecurity(theirs, ours)));
        phone.tone(Codec.PCMU, 440);
        world.passes(6_000);
        assertThat(told).containsExactly(MuteCause.OTHER_KEY);
    }

    @Test
    void packets_come_from_another_address() {
        phone.tone(Codec.PCMU, 440);
        world.passes(1_000);
        phone.silence();
        InetSocketAddress announced = phone.address();
        MediaPhone other = world.phone("203.0.113.66", 6666);
        other.sendTo(stream.local());
        stream.remote(MediaWorld.at(announced, Direction.SENDRECV, Codec.PCMU));
        other.tone(Codec.PCMU, 880);
        world.passes(6_000);
        assertThat(told).containsExactly(MuteCause.OTHER_ADDRESS);
        other.close();
    }

    private static final class EndlessSilence implements AudioSource {
        @Override
        public int rate() {
            return 8000;
        }

        @Override
        public int read(short[] pcm) {
            Arrays.fill(pcm, 0, 160, (short) 0);
            return 160;
        }
    }
}
