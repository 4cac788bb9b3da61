package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.media.relay.MediaWorld.at;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.audio.AudioSink;
import org.strowger.audio.AudioSource;
import org.strowger.audio.Frames;
import org.strowger.audio.SpeechLike;
import org.strowger.audio.TestSink;
import org.strowger.audio.Tone;
import org.strowger.audio.codec.AudioCodec;
import org.strowger.audio.codec.AudioDecoder;
import org.strowger.audio.codec.AudioEncoder;
import org.strowger.audio.codec.SharedCoder;
import org.strowger.media.MediaRoom;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaSettings;
import org.strowger.media.MediaStream;
import org.strowger.media.Recording;
import org.strowger.media.RecordingPlan;
import org.strowger.media.RoomMember;
import org.strowger.media.RoomMember.Gain;
import org.strowger.media.RoomMember.Part;
import org.strowger.media.RoomSettings;
import org.strowger.media.Tap;
import org.strowger.media.memory.MediaPhone;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** Who hears whom in a room, in virtual time. */
class RoomTest {

    private final MediaWorld world =
            new MediaWorld(MediaSettings.defaults().withTimeout(Duration.ZERO).withLoops(2));
    private final List<String> told = new ArrayList<>();
    private final List<RoomMember> known = new ArrayList<>();
    private final MediaRoom room = room(RoomSettings.USUAL);
    private int hosts;

    private MediaRoom room(RoomSettings settings) {
        return world.media.room(settings, new MediaRoom.Listener() {
            @Override
            public void speaks(RoomMember member) {
                told.add(known.indexOf(member) + " speaks");
            }

            @Override
            public void fallsSilent(RoomMember member) {
                told.add(known.indexOf(member) + " is silent");
            }
        });
    }

    /** A phone in the room. */
    private final class Guest {
        final MediaStream stream = world.stream();
        final MediaPhone phone;
        final RoomMember member;

        Guest(MediaRoom room, Part part, Codec codec) {
            phone = world.phone("198.51.100." + ++hosts, stream);
            stream.remote(at(phone, Direction.SENDRECV, codec));
            member = room.join(stream, part);
            known.add(member);
        }

        Guest says(int hertz) {
            phone.tone(Codec.PCMU, hertz);
            return this;
        }

        /** Level of a tone that it heard in the last half second, dBm0. */
        double hears(double hertz) {
            short[] pcm = phone.heard(Duration.ofMillis(500));
            double ratio = Math.pow(10, Tone.decibels(pcm, 8000, hertz) / 10);
            double level = Tone.level(pcm) * Math.sqrt(ratio / (1 + ratio));
            return 20 * Math.log10(Math.max(level, 1e-3));
        }
    }

    private Guest guest() {
        return new Guest(room, Part.FULL, Codec.PCMU);
    }

    @Test
    void three_phones_each_hear_the_sum_of_the_others_and_not_their_own() {
        int[] tones = {400, 700, 1100};
        List<Guest> guests = List.of(guest().says(400), guest().says(700), guest().says(1100));
        world.passes(2_000);
        for (int i = 0; i < 3; i++) {
            double own = guests.get(i).hears(tones[i]);
            for (int j = 0; j < 3; j++)
                if (j != i)
                    assertThat(guests.get(i).hears(tones[j]) - own)
                            .as("%s hears %s", i, j)
                            .isGreaterThan(40);
        }
    }

    @Test
    void laws_may_differ() {
        Guest ada = guest().says(400);
        Guest bertrand = new Guest(room, Part.FULL, Codec.PCMA);
        bertrand.phone.tone(Codec.PCMA, 700);
        world.passes(1_500);
        assertThat(ada.hears(700)).isGreaterThan(70);
        assertThat(bertrand.hears(400)).isGreaterThan(70);
    }

    @Test
    void a_member_that_leaves_is_heard_no_longer_and_hears_nothing() {
        Guest ada = guest().says(400);
        Guest bertrand = guest().says(700);
        world.passes(1_000);
        bertrand.member.close();
        world.passes(1_000);
        assertThat(ada.hears(700)).isLessThan(40);
        bertrand.phone.forget();
        world.passes(500);
        assertThat(bertrand.phone.heard()).isEmpty();
    }

    /** The two live on different loops, whose branches the room is heard from in turn. */
    @Test
    void who_listens_to_the_room_hears_on_when_the_first_member_leaves() {
        guest().says(400).member.close();
        Guest bertrand = guest().says(700);
        var sink = new TestSink(8000);
        Tap tap = room.listen(sink);
        world.passes(1_000);
        assertThat(Tone.decibels(sink.last(4000), 8000, 700)).isGreaterThan(30);
        Guest ada = new Guest(room, Part.FULL, Codec.PCMU).says(400);
        world.passes(1_000);
        bertrand.member.close();
        world.passes(1_000);
        assertThat(Tone.decibels(sink.last(4000), 8000, 400)).isGreaterThan(30);
        int frames = sink.frames;
        assertThat(frames).as("one each tick, wherever it came from").isBetween(148, 151);
        tap.close();
        world.passes(1_000);
        assertThat(sink.frames).isEqualTo(frames);
        assertThat(ada.hears(700)).isLessThan(40);
    }

    @Test
    void a_recording_lasts_as_long_as_the_room_though_nobody_is_there_for_a_while(@TempDir Path folder) {
        Guest ada = guest().says(400);
        List<Recording.Outcome> ends = new ArrayList<>();
        Recording recording =
                room.record(RecordingPlan.of(folder.resolve("room.wav"), RecordingPlan.Content.HEARD), ends::add);
        world.passes(1_000);
        ada.member.close();
        world.passes(400);
        guest().says(700);
        world.passes(1_000);
        recording.close();
        world.passes(100);
        assertThat(ends.getFirst().length().toMillis()).isBetween(2_360L, 2_420L);
    }

    @Test
    void muted_members_hear_and_deaf_ones_are_heard() {
        Guest ada = guest().says(400);
        Guest bertrand = guest().says(700);
        ada.member.part(Part.HEARS);
        world.passes(1_500);
        assertThat(bertrand.hears(400)).isLessThan(40);
        assertThat(ada.hears(700)).isGreaterThan(70);
        ada.member.part(Part.TALKS);
        world.passes(1_500);
        assertThat(bertrand.hears(400)).isGreaterThan(70);
        assertThat(ada.hears(700)).isLessThan(40);
    }

    @Test
    void of_many_the_loudest_are_heard_and_go_on_being_heard() {
        MediaRoom small = room(new RoomSettings(2, 8000));
        Guest listener = new Guest(small, Part.HEARS, Codec.PCMU);
        Guest one = new Guest(small, Part.FULL, Codec.PCMU).says(400);
        Guest two = new Guest(small, Part.FULL, Codec.PCMU).says(700);
        world.passes(1_000);
        Guest three = new Guest(small, Part.FULL, Codec.PCMU).says(1100);
        world.passes(1_000);
        assertThat(listener.hears(400)).isGreaterThan(70);
        assertThat(listener.hears(700)).isGreaterThan(70);
        assertThat(listener.hears(1100)).as("no louder than those who talk").isLessThan(40);
        three.member.volume(6);
        world.passes(1_000);
        assertThat(listener.hears(1100)).isGreaterThan(70);
        assertThat(Math.min(listener.hears(400), listener.hears(700))).isLessThan(40);
        one.phone.silence();
        two.phone.silence();
        world.passes(2_000);
        assertThat(told).contains("1 speaks", "2 speaks", "1 is silent", "2 is silent");
    }

    @Test
    void talking_is_told_within_300_ms() {
        Guest ada = guest();
        world.passes(1_000);
        assertThat(told).isEmpty();
        ada.says(400);
        world.passes(160);
        assertThat(told).containsExactly("0 speaks");
        ada.phone.silence();
        world.passes(300);
        assertThat(told).containsExactly("0 speaks", "0 is silent");
    }

    @Test
    void automatic_gain_brings_the_soft_nearer_to_the_level_of_the_others() {
        Guest listener = new Guest(room, Part.HEARS, Codec.PCMU);
        Guest soft = guest();
        short[] speech = new short[8000 * 30];
        new SpeechLike(4, -30).fill(speech);
        soft.phone.say(Codec.PCMU, speech);
        world.passes(10_000);
        double before = Tone.level(listener.phone.heard(Duration.ofSeconds(5)));
        soft.member.gain(Gain.AUTOMATIC);
        world.passes(15_000);
        double after = Tone.level(listener.phone.heard(Duration.ofSeconds(5)));
        assertThat(20 * Math.log10(after / before)).isBetween(6.0, 14.0);
    }

    @Test
    void loud_voices_together_are_turned_down_not_cut() {
        for (int hertz : new int[] {300, 500, 700, 900}) {
            Guest guest = guest();
            guest.member.volume(12);
            guest.says(hertz);
        }
        Guest listener = new Guest(room, Part.HEARS, Codec.PCMU);
        world.passes(2_000);
        short[] heard = listener.phone.heard(Duration.ofMillis(500));
        for (int hertz : new int[] {300, 500, 700, 900})
            assertThat(listener.hears(hertz)).isGreaterThan(70);
        assertThat(listener.hears(1100)).as("what clipping would make").isLessThan(45);
        assertThat(heard).isNotEmpty();
    }

    @Test
    void while_music_is_held_nobody_is_heard() {
        Guest ada = guest().says(400);
        Guest bertrand = guest().says(700);
        room.hold(Optional.of(() -> new EndlessTone(1000)));
        world.passes(1_000);
        assertThat(ada.hears(1000)).isGreaterThan(70);
        assertThat(ada.hears(700)).isLessThan(40);
        room.hold(Optional.empty());
        world.passes(1_000);
        assertThat(ada.hears(1000)).isLessThan(40);
        assertThat(ada.hears(700)).isGreaterThan(70);
        assertThat(bertrand.hears(400)).isGreaterThan(70);
    }

    @Test
    void all_hear_what_is_played_to_the_room() {
        Guest ada = guest().says(400);
        Guest bertrand = new Guest(room, Part.HEARS, Codec.PCMA);
        world.passes(500);
        room.play(() -> new EndlessTone(1000));
        world.passes(1_000);
        assertThat(ada.hears(1000)).isGreaterThan(60);
        assertThat(bertrand.hears(1000)).isGreaterThan(60);
        assertThat(bertrand.hears(400)).isGreaterThan(60);
    }

    @Test
    void a_sink_hears_all() {
        guest().says(400);
        guest().says(700);
        world.time.settle();
        List<Short> heard = new ArrayList<>();
        Tap tap = room.listen(new AudioSink() {
            @Override
            public int rate() {
                return 8000;
            }

            @Override
            public void write(short[] pcm, int samples) {
                for (int i = 0; i < samples; i++) heard.add(pcm[i]);
            }
        });
        world.passes(2_000);
        tap.close();
        short[] last = new short[4000];
        for (int i = 0; i < last.length; i++) last[i] = heard.get(heard.size() - last.length + i);
        assertThat(heard).hasSizeBetween(15_000, 16_500);
        assertThat(Tone.decibels(last, 8000, 400)).isBetween(-3.0, 3.0);
        assertThat(Tone.decibels(last, 8000, 700)).isBetween(-3.0, 3.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void members_of_other_loops_are_heard_as_well(int loops) throws Exception {
        MediaWorld big = new MediaWorld(MediaSettings.defaults()
                .withTimeout(Duration.ZERO)
                .withLoops(loops)
                .withPorts(20_000, 30_000));
        MediaRoom everywhere = big.media.room(RoomSettings.USUAL, new MediaRoom.Listener() {});
        List<MediaSession> sessions = new ArrayList<>();
        // A loop is filled before the next is used.
        for (int i = 0; i < 500; i++) sessions.add(big.media.open("filler-" + i, big));
        MediaStream here = big.stream();
        MediaStream there = big.media.open("far", big).stream(MediaWorld.SWITCH);
        MediaPhone ada = big.phone("198.51.100.1", here);
        MediaPhone bertrand = big.phone("198.51.100.2", there);
        assertThat(((RelayStream) here).loop() == ((RelayStream) there).loop()).isEqualTo(loops == 1);
        everywhere.join(here, Part.FULL);
        everywhere.join(there, Part.FULL);
        ada.tone(Codec.PCMU, 400);
        bertrand.tone(Codec.PCMU, 700);
        big.passes(2_000);
        assertThat(Tone.decibels(ada.heard(Duration.ofMillis(500)), 8000, 700)).isGreaterThan(30);
        assertThat(Tone.decibels(bertrand.heard(Duration.ofMillis(500)), 8000, 400))
                .isGreaterThan(30);
        assertThat(Tone.decibels(ada.heard(Duration.ofMillis(500)), 8000, 400)).isLessThan(-40);
        sessions.forEach(MediaSession::close);
    }

    @Test
    void who_hears_the_same_is_encoded_once() {
        int[] encoded = {0};
        SharedCoder coder = new SharedCoder(
                new AudioCodec() {
                    @Override
                    public Codec format() {
                        return Codec.PCMU;
                    }

                    @Override
                    public int sampleRate() {
                        return 8000;
                    }

                    @Override
                    public AudioEncoder encoder(Codec agreed) {
                        return (pcm, samples, payload) -> {
                            encoded[0]++;
                            return samples;
                        };
                    }

                    @Override
                    public AudioDecoder decoder(Codec agreed) {
                        throw new AssertionError("nothing is decoded");
                    }
                },
                Codec.PCMU);
        byte[] payload = new byte[Frames.MAX_PAYLOAD];
        for (int listener = 0; listener < 1000; listener++)
            assertThat(coder.encode(new short[Frames.MAX_SAMPLES], 8000, 1, payload))
                    .isEqualTo(160);
        coder.encode(new short[Frames.MAX_SAMPLES], 8000, 2, payload);
        assertThat(encoded[0]).isEqualTo(2);
    }

    private static final class EndlessTone implements AudioSource {
        private final short[] pcm;
        private int position;

        EndlessTone(int hertz) {
            pcm = Tone.sine(hertz, 8000, Duration.ofSeconds(1));
        }

        @Override
        public int rate() {
            return 8000;
        }

        @Override
        public int read(short[] frame) {
            System.arraycopy(pcm, position, frame, 0, 160);
            position = (position + 160) % pcm.length;
            return 160;
        }
    }
}
