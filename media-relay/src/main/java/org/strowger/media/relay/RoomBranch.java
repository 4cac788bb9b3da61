package org.strowger.media.relay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.AudioSource;
import org.strowger.audio.DtmfTone;
import org.strowger.audio.FrameRing;
import org.strowger.audio.Frames;
import org.strowger.audio.Limiter;
import org.strowger.audio.RateConverter;
import org.strowger.audio.Taps;
import org.strowger.audio.codec.AudioCodec;
import org.strowger.audio.codec.SharedCoder;
import org.strowger.media.RoomSettings;
import org.strowger.rtp.loop.MediaLoop;
import org.strowger.sdp.Codec;

/**
 * The part of a room whose members live on one loop. Once a tick, when the first of them wants to hear, it listens to
 * all, chooses the loudest, adds them up, and sends the sum to the room's other branches, whose sums it adds to its
 * own; so that nothing but frames crosses between loops. Each member then hears the sum without its own voice; those
 * who don't talk hear the same, encoded once. Runs on the loop.
 */
final class RoomBranch {

    /** Below this, mean square, nobody is heard: -50 dBm0. */
    private static final double AUDIBLE = square(DtmfTone.peak(-50)) / 2;

    /** By how much a newcomer must be louder than the softest of those who talk, 3 dB. */
    private static final double LOUDER = 2;

    private static final long CODER_IDLE_NANOS = 10_000_000_000L;

    private final MediaLoop loop;
    private final RoomSettings settings;
    private final Occupancy occupancy;
    private final List<BranchMember> members = new ArrayList<>();
    private final BranchMember[] talkers;
    private final List<FrameRing> incoming = new ArrayList<>();
    private final List<FrameRing> outgoing = new ArrayList<>();
    private final List<AudioSource> sounds = new ArrayList<>();
    private final List<SharedCoder> coders = new ArrayList<>();
    private final Taps taps = new Taps();
    private final Limiter limiter = new Limiter();
    private final int[] sum = new int[Frames.MAX_SAMPLES];
    private final short[] mixed = new short[Frames.MAX_SAMPLES];
    private final short[] own = new short[Frames.MAX_SAMPLES];
    private final short[] frame = new short[Frames.MAX_SAMPLES];
    private final short[] converted = new short[Frames.MAX_SAMPLES];
    private final List<@Nullable RateConverter> ofIncoming = new ArrayList<>();
    private @Nullable RateConverter ofSounds;
    private @Nullable AudioSource music;
    private int talking;
    private int rate = 8000;
    private int gain = Limiter.UNITY;
    private long producedAt = Long.MIN_VALUE;

    /** Told on the branch's loop. */
    interface Occupancy {
        /** The first member has come. */
        void occupied(RoomBranch branch);

        /** The last member has gone. */
        void emptied(RoomBranch branch);
    }

    RoomBranch(MediaLoop loop, RoomSettings settings, Occupancy occupancy) {
        this.loop = loop;
        this.settings = settings;
        this.occupancy = occupancy;
        this.talkers = new BranchMember[settings.talkers()];
    }

    MediaLoop loop() {
        return loop;
    }

    // Coming and going.

    void join(BranchMember member) {
        members.add(member);
        if (members.size() == 1) occupancy.occupied(this);
        member.path().mode().converse(member);
        chooseRate();
    }

    void leave(BranchMember member) {
        if (!members.remove(member)) return;
        if (members.isEmpty()) occupancy.emptied(this);
        silence(member);
        member.path().mode().endConversation(member);
        chooseRate();
    }

    void leaveAll() {
        for (BranchMember member : List.copyOf(members)) leave(member);
    }

    /** The highest that a member can make use of. */
    private void chooseRate() {
        int highest = 8000;
        for (BranchMember member : members)
            highest = Math.max(highest, member.path().spokenRate());
        int wanted = highest <= 8000 ? 8000 : highest <= 16_000 ? 16_000 : 48_000;
        rate = Math.min(wanted, settings.highestRate());
    }

    /** Frames of this branch go there, and those of another come from there. */
    void connect(FrameRing to, FrameRing from) {
        outgoing.add(to);
        incoming.add(from);
        ofIncoming.add(null);
    }

    void play(AudioSource sound) {
        if (!members.isEmpty()) sounds.add(sound);
    }

    void hold(Optional<Supplier<? extends AudioSource>> wanted) {
        music = wanted.<AudioSource>map(Supplier::get).orElse(null);
    }

    Taps taps() {
        return taps;
    }

    // The mix.

    int rate() {
        produce();
        return rate;
    }

    /** What all say. */
    short[] all() {
        produce();
        return mixed;
    }

    /** What all say but the one with this voice. */
    void allBut(int[] voice, short[] pcm) {
        produce();
        int samples = Frames.samples(rate);
        for (int i = 0; i < samples; i++) pcm[i] = clipped(((sum[i] - voice[i]) * (long) gain) >> 12);
    }

    int encoded(AudioCodec codec, Codec agreed, byte[] payload) {
        return coder(codec, agreed).encode(mixed, rate, producedAt, payload);
    }

    private SharedCoder coder(AudioCodec codec, Codec agreed) {
        for (int i = 0; i < coders.size(); i++) if (coders.get(i).makes(codec, agreed)) return coders.get(i);
        coders.removeIf(coder -> coder.isIdle(producedAt, CODER_IDLE_NANOS));
        SharedCoder made = new SharedCoder(codec, agreed);
        coders.add(made);
        return made;
    }

    /** Mixes this tick, once. */
    void produce() {
        long tick = loop.clock().tickedAt();
        if (producedAt == tick) return;
        producedAt = tick;
        int samples = Frames.samples(rate);
        Arrays.fill(sum, 0, samples, 0);
        for (int i = 0; i < members.size(); i++) members.get(i).listen(rate);
        AudioSource held = music;
        if (held == null) chooseTalkers();
        else while (talking > 0) silence(talkers[0]);
        for (int i = 0; i < talking; i++) talkers[i].addTo(sum, samples);
        exchange(samples);
        if (held != null) add(held);
        for (int i = sounds.size() - 1; i >= 0; i--) if (!add(sounds.get(i))) sounds.remove(i);
        gain = limiter.gain(peak(samples));
        for (int i = 0; i < samples; i++) mixed[i] = clipped(((long) sum[i] * gain) >> 12);
        if (!taps.isEmpty()) taps.pass(mixed, samples, rate);
    }

    /** Who talks goes on talking until it is inaudible, or somebody is clearly louder. */
    private void chooseTalkers() {
        for (int i = talking - 1; i >= 0; i--) if (talkers[i].power() < AUDIBLE / LOUDER) silence(talkers[i]);
        for (int i = 0; i < members.size(); i++) {
            BranchMember member = members.get(i);
            if (member.isTalker() || member.power() < AUDIBLE) continue;
            if (talking == talkers.length) {
                BranchMember softest = softest();
                if (member.power() < softest.power() * LOUDER) continue;
                silence(softest);
            }
            talkers[talking++] = member;
            member.talker(true);
        }
    }

    private BranchMember softest() {
        BranchMember softest = talkers[0];
        for (int i = 1; i < talking; i++) if (talkers[i].power() < softest.power()) softest = talkers[i];
        return softest;
    }

    /** Takes a member from those who are heard, until it is chosen anew. */
    void silence(BranchMember member) {
        if (!member.isTalker()) return;
        member.talker(false);
        for (int i = 0; i < talking; i++) {
            if (talkers[i] != member) continue;
            talkers[i] = talkers[--talking];
            return;
        }
    }

    /** Sends what is said here to the other branches, and adds what is said there. */
    private void exchange(int samples) {
        if (outgoing.isEmpty()) return;
        for (int i = 0; i < samples; i++) own[i] = clipped(sum[i]);
        for (int i = 0; i < outgoing.size(); i++) outgoing.get(i).put(own, rate);
        for (int i = 0; i < incoming.size(); i++) {
            int from = incoming.get(i).take(frame);
            if (from == 0) continue;
            if (from == rate) {
                addFrame(frame, samples);
                continue;
            }
            RateConverter converter = RateConverter.between(from, rate, ofIncoming.get(i));
            ofIncoming.set(i, converter);
            addFrame(converted, converter.convert(frame, Frames.samples(from), converted));
        }
    }

    /** Adds the next frame of a source; false where it is over. */
    private boolean add(AudioSource source) {
        int from = source.rate();
        int read = source.read(frame);
        if (read == AudioSource.OVER) return false;
        Arrays.fill(frame, read, Frames.samples(from), (short) 0);
        if (from == rate) {
            addFrame(frame, Frames.samples(rate));
            return true;
        }
        ofSounds = RateConverter.between(from, rate, ofSounds);
        addFrame(converted, ofSounds.convert(frame, Frames.samples(from), converted));
        return true;
    }

    private void addFrame(short[] pcm, int samples) {
        for (int i = 0; i < samples; i++) sum[i] += pcm[i];
    }

    private int peak(int samples) {
        int peak = 0;
        for (int i = 0; i < samples; i++) peak = Math.max(peak, Math.abs(sum[i]));
        return peak;
    }

    private static short clipped(long sample) {
        return (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private static double square(double x) {
        return x * x;
    }
}
