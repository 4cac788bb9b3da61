package org.strowger.audio.codec;

import org.strowger.sdp.Codec;

/** Linear samples of 16 bits, most significant octet first, mono (RFC 3551 §4.5.11). */
record L16Codec(int payloadType, int sampleRate) implements AudioCodec {

    @Override
    public Codec format() {
        return new Codec(payloadType, "L16", sampleRate, 1, "");
    }

    /** The longest packet time whose payload fits into an Ethernet frame, ms. */
    @Override
    public int packetMillis(int wanted) {
        int longest = 1440 / (sampleRate / 1000 * 2) / 10 * 10;
        return Math.clamp(wanted, 10, longest);
    }

    @Override
    public AudioEncoder encoder(Codec agreed) {
        return (pcm, samples, payload) -> {
            for (int i = 0; i < samples; i++) {
                payload[2 * i] = (byte) (pcm[i] >> 8);
                payload[2 * i + 1] = (byte) pcm[i];
            }
            return 2 * samples;
        };
    }

    @Override
    public AudioDecoder decoder(Codec agreed) {
        return (payload, offset, length, pcm) -> {
            int samples = Math.min(length / 2, pcm.length);
            for (int i = 0; i < samples; i++)
                pcm[i] = (short) ((payload[offset + 2 * i] << 8) | (payload[offset + 2 * i + 1] & 0xFF));
            return samples;
        };
    }
}
