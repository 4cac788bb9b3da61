package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.media.relay.MediaWorld.at;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.audio.Tone;
import org.strowger.media.MediaStream;
import org.strowger.media.memory.MediaPhone;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.SrtpKeys;
import org.strowger.rtp.SrtpProfile;
import org.strowger.rtp.TestPackets;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** Legs that are encrypted, on virtual time. */
class SecuredRelayTest {

    private final MediaWorld world = new MediaWorld();
    private final MediaStream one = world.stream();
    private final MediaStream other = world.stream();
    private final MediaPhone alice = world.phone("198.51.100.1", one);
    private final MediaPhone bob = world.phone("198.51.100.2", other);

    private static MediaSecurity fresh(SrtpProfile profile) {
        return new MediaSecurity(SrtpKeys.random(profile), SrtpKeys.random(profile));
    }

    private void secure(MediaPhone phone, MediaStream stream, MediaSecurity keys) {
        phone.secured(keys);
        stream.remote(at(phone, Direction.SENDRECV, Codec.PCMU).secured(keys));
    }

    private void talk() {
        world.session.bridge(one, other);
        alice.tone(Codec.PCMU, 440);
        bob.tone(Codec.PCMU, 880);
        world.passes(2_000);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void a_plain_and_an_encrypted_leg_hear_each_other(SrtpProfile profile) {
        secure(bob, other, fresh(profile));
        talk();
        assertThat(Tone.decibels(alice.heard(), 8000, 880)).isGreaterThan(30);
        assertThat(Tone.decibels(bob.heard(), 8000, 440)).isGreaterThan(30);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void a_packet_that_comes_twice_goes_once(SrtpProfile profile) {
        secure(bob, other, fresh(profile));
        world.session.bridge(one, other);
        byte[] voice = TestPackets.rtp(0, 7, 1_120, 99, 160);
        for (int i = 0; i < 3; i++) world.media.network().send(voice, alice.address(), one.local());
        world.passes(40);
        assertThat(bob.packetsHeard()).isEqualTo(1);
        bob.forget();
        talk();
        assertThat(Tone.decibels(bob.heard(), 8000, 440)).isGreaterThan(30);
    }

    @Test
    void two_encrypted_legs_have_keys_of_their_own() {
        secure(alice, one, fresh(SrtpProfile.AES_CM_128_HMAC_SHA1_32));
        secure(bob, other, fresh(SrtpProfile.AEAD_AES_256_GCM));
        talk();
        assertThat(Tone.decibels(alice.heard(), 8000, 880)).isGreaterThan(30);
        assertThat(Tone.decibels(bob.heard(), 8000, 440)).isGreaterThan(30);
    }

    @Test
    void who_has_not_the_key_is_not_heard_and_latches_nothing() {
        MediaSecurity keys = fresh(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        one.remote(at(alice, Direction.SENDRECV, Codec.PCMU).secured(keys));
        talk(); // alice in the clear
        assertThat(bob.packetsHeard()).isZero();
        assertThat(one.statistics().packetsReceived()).isZero();
    }

    @Test
    void a_new_key_takes_over_and_the_same_key_again_changes_nothing() {
        MediaSecurity keys = fresh(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        secure(bob, other, keys);
        talk();
        other.remote(at(bob, Direction.SENDRECV, Codec.PCMU).secured(keys));
        world.passes(1_000);
        long before = other.statistics().packetsReceived();
        assertThat(before).isGreaterThan(145);
        secure(bob, other, fresh(SrtpProfile.AES_CM_128_HMAC_SHA1_80));
        bob.forget();
        world.passes(1_000);
        assertThat(other.statistics().packetsReceived()).isGreaterThan(before + 45);
        assertThat(Tone.decibels(bob.heard(), 8000, 440)).isGreaterThan(30);
    }

    @Test
    void an_endpoint_reports_and_says_goodbye_and_a_bridge_does_neither() {
        talk();
        world.passes(20_000);
        assertThat(alice.reportsHeard()).isZero();
        world.session.unbridge(one);
        one.echo();
        world.passes(20_000);
        assertThat(alice.reportsHeard()).isBetween(2L, 8L);
        long before = alice.reportsHeard();
        one.close();
        world.passes(20);
        assertThat(alice.reportsHeard()).isEqualTo(before + 1);
    }
}
