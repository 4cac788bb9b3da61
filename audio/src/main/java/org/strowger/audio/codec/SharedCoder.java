package org.strowger.audio.codec;

import org.jspecify.annotations.Nullable;
import org.strowger.audio.Frames;
import org.strowger.audio.RateConverter;
import org.strowger.sdp.Codec;

/** One encoder for all who hear the same in the same format. On their loop. */
public final class SharedCoder {

    private final AudioCodec codec;
    private final String parameters;
    private final AudioEncoder encoder;
    private final short[] converted = new short[Frames.MAX_SAMPLES];
    private final byte[] payload = new byte[Frames.MAX_PAYLOAD];
    private @Nullable RateConverter converter;
    private int octets;
    private long encodedAt = Long.MIN_VALUE;
    private long askedAt = Long.MIN_VALUE;

    public SharedCoder(AudioCodec codec, Codec agreed) {
        this.codec = codec;
        this.parameters = agreed.parameters();
        this.encoder = codec.encoder(agreed);
    }

    public boolean makes(AudioCodec other, Codec agreed) {
        return codec.equals(other) && parameters.equals(agreed.parameters());
    }

    /** Whether nobody has asked for its payload for this long, ns. */
    public boolean isIdle(long now, long since) {
        return now - askedAt > since;
    }

    /** Copies the payload of this tick, which is made once. */
    public int encode(short[] pcm, int rate, long tick, byte[] into) {
        askedAt = tick;
        if (encodedAt != tick) {
            encodedAt = tick;
            octets = encodeNow(pcm, rate);
        }
        System.arraycopy(payload, 0, into, 0, octets);
        return octets;
    }

    private int encodeNow(short[] pcm, int rate) {
        if (rate == codec.sampleRate()) return encoder.encode(pcm, Frames.samples(rate), payload);
        converter = RateConverter.between(rate, codec.sampleRate(), converter);
        int samples = converter.convert(pcm, Frames.samples(rate), converted);
        return encoder.encode(converted, samples, payload);
    }
}
