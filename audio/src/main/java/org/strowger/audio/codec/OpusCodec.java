package org.strowger.audio.codec;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Locale;
import org.strowger.sdp.Codec;

/**
 * Opus (RFC 6716, RFC 7587) at 48 kHz by Concentus, a port of the reference in Java. Sent in mono, whatever the two
 * channels of its name say; stereo that comes is heard as mono. It allocates: some 130 kB for each packet encoded, 24
 * kB for each decoded.
 */
record OpusCodec() implements AudioCodec {

    private static final Codec FORMAT = new Codec(107, "opus", 48_000, 2, "useinbandfec=1");
    static final int RATE = 48_000;

    @Override
    public Codec format() {
        return FORMAT;
    }

    @Override
    public int sampleRate() {
        return RATE;
    }

    /** Its frames are 10, 20, 40 or 60 ms long. */
    @Override
    public int packetMillis(int wanted) {
        if (wanted < 20) return 10;
        if (wanted < 40) return 20;
        return wanted < 60 ? 40 : 60;
    }

    @Override
    public AudioEncoder encoder(Codec agreed) {
        return new OpusEncoding(agreed.parameters());
    }

    /** The value of a parameter of RFC 7587 §6.1 that is a number. */
    static int number(String parameters, String name, int otherwise) {
        for (String parameter : parameters.toLowerCase(Locale.ROOT).split(";", -1)) {
            String[] parts = parameter.strip().split("=", 2);
            boolean found = parts.length == 2 && parts[0].strip().equals(name);
            if (found && parts[1].strip().matches("\\d{1,9}")) return Integer.parseInt(parts[1].strip());
        }
        return otherwise;
    }

    @Override
    public AudioDecoder decoder(Codec agreed) {
        try {
            return new Decoder(new OpusDecoder(RATE, 1));
        } catch (OpusException e) {
            throw new IllegalStateException("48 kHz mono is a format of Opus", e);
        }
    }

    /**
     * A decoder with the codec's own concealment and error correction. A payload that it can't read decodes to nothing:
     * that is the sender's fault.
     */
    private record Decoder(OpusDecoder decoder) implements AudioDecoder {

        /** Concealment and correction come in frames of 2.5 ms. */
        private static final int SHORTEST = RATE / 400;

        /** No octets: a loss. */
        private static final byte[] NOTHING = {};

        @Override
        public int decode(byte[] payload, int offset, int length, short[] pcm) {
            return length == 0 ? 0 : run(payload, offset, length, pcm, pcm.length, false);
        }

        @Override
        public int conceal(short[] pcm, int samples) {
            return run(NOTHING, 0, 0, pcm, samples / SHORTEST * SHORTEST, false);
        }

        @Override
        public int recover(byte[] following, int offset, int length, short[] pcm, int samples) {
            return run(following, offset, length, pcm, samples / SHORTEST * SHORTEST, true);
        }

        private int run(byte[] payload, int offset, int length, short[] pcm, int samples, boolean correction) {
            try {
                return Math.max(0, decoder.decode(payload, offset, length, pcm, 0, samples, correction));
            } catch (OpusException | RuntimeException | AssertionError _) {
                return 0;
            }
        }
    }
}
