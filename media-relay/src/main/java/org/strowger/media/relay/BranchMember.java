package org.strowger.media.relay;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.AutoGain;
import org.strowger.audio.Frames;
import org.strowger.audio.Limiter;
import org.strowger.audio.RateConverter;
import org.strowger.audio.VoiceActivity;
import org.strowger.audio.codec.AudioCodec;
import org.strowger.audio.codec.SharedSource;
import org.strowger.media.MediaRoom;
import org.strowger.media.RoomMember;
import org.strowger.sdp.Codec;

/**
 * A member of a room as its branch sees it: its voice of this tick, how loud that is, and what it is to hear. On the
 * stream's loop.
 */
final class BranchMember implements SharedSource, RoomMember {

    /** What power is left of a voice after a tick of silence; -23 dB a second. */
    private static final double DECAY = 0.9;

    private static final double LOWEST_VOLUME = -40;
    private static final double HIGHEST_VOLUME = 20;

    private final RoomBranch branch;
    private final StreamPath path;
    private final VoiceActivity activity;
    private final short[] frame = new short[Frames.MAX_SAMPLES];
    private final short[] converted = new short[Frames.MAX_SAMPLES];
    private final int[] voice = new int[Frames.MAX_SAMPLES];
    private @Nullable RateConverter converter;
    private @Nullable AutoGain autoGain;
    private Part part;
    private double volumeDb;
    private double power;
    private boolean talker;
    private boolean entering;

    BranchMember(RoomBranch branch, StreamPath path, Part part, MediaRoom.Listener listener) {
        this.branch = branch;
        this.path = path;
        this.part = part;
        this.activity = new VoiceActivity(new VoiceActivity.Listener() {
            @Override
            public void speaks() {
                listener.speaks(BranchMember.this);
            }

            @Override
            public void fallsSilent() {
                listener.fallsSilent(BranchMember.this);
            }
        });
    }

    StreamPath path() {
        return path;
    }

    // Its voice.

    /** Listens to it for this tick. */
    void listen(int rate) {
        int from = part.isHeard() ? path.hearing().rate() : rate;
        int samples = part.isHeard() ? path.hearing().read(frame) : 0;
        if (samples == 0) {
            power *= DECAY;
            activity.hearNothing();
            return;
        }
        short[] pcm = frame;
        if (from != rate) {
            converter = RateConverter.between(from, rate, converter);
            samples = converter.convert(frame, samples, converted);
            pcm = converted;
        }
        double level = VoiceActivity.level(pcm, 0, samples);
        activity.heard(level);
        int gain = gain(level);
        long energy = 0;
        for (int i = 0; i < samples; i++) {
            int sample = (pcm[i] * gain) >> 12;
            voice[i] = sample;
            energy += (long) sample * sample;
        }
        power = Math.max((double) energy / samples, power * DECAY);
    }

    private int gain(double level) {
        AutoGain automatic = autoGain;
        double decibels = volumeDb;
        if (automatic != null) decibels += activity.isSpeaking() ? automatic.follow(level) : automatic.gain();
        return decibels == 0 ? Limiter.UNITY : (int) Math.round(Limiter.UNITY * Math.pow(10, decibels / 20));
    }

    /** How loud it is: mean square, falling slowly. */
    double power() {
        return part.isHeard() ? power : 0;
    }

    boolean isTalker() {
        return talker;
    }

    /** Is heard by the others from now on, or no longer. */
    void talker(boolean chosen) {
        entering = chosen;
        talker = chosen;
    }

    /** Adds its voice to the sum. The first frame is faded in, so that a newcomer is heard without a click. */
    void addTo(int[] sum, int samples) {
        if (entering) {
            for (int i = 0; i < samples; i++) voice[i] = (int) ((long) voice[i] * i / samples);
            entering = false;
        }
        for (int i = 0; i < samples; i++) sum[i] += voice[i];
    }

    // What it hears.

    @Override
    public int rate() {
        return branch.rate();
    }

    @Override
    public int read(short[] pcm) {
        int samples = Frames.samples(branch.rate());
        if (!part.hears()) Arrays.fill(pcm, 0, samples, (short) 0);
        else if (talker) branch.allBut(voice, pcm);
        else System.arraycopy(branch.all(), 0, pcm, 0, samples);
        return samples;
    }

    @Override
    public int encoded(AudioCodec codec, Codec agreed, byte[] payload) {
        branch.produce();
        if (talker || !part.hears()) return NOT_SHARED;
        return branch.encoded(codec, agreed, payload);
    }

    // What is asked of it, on any thread.

    @Override
    public void part(Part other) {
        branch.loop().submit(() -> {
            part = other;
            if (!other.isHeard()) branch.silence(this);
        });
    }

    @Override
    public void volume(double decibels) {
        if (!(decibels >= LOWEST_VOLUME && decibels <= HIGHEST_VOLUME))
            throw new IllegalArgumentException("a volume of " + decibels + " dB: -40 to 20 can be set");
        branch.loop().submit(() -> volumeDb = decibels);
    }

    @Override
    public void gain(Gain gain) {
        branch.loop().submit(() -> autoGain = gain == Gain.AUTOMATIC ? new AutoGain() : null);
    }

    @Override
    public void close() {
        branch.loop().submit(() -> branch.leave(this));
    }
}
