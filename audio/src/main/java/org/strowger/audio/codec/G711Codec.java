package org.strowger.audio.codec;

import org.strowger.sdp.Codec;

/** PCMU and PCMA (RFC 3551 §4.5.14): a table each way, no state. */
record G711Codec(G711 law) implements AudioCodec {

    @Override
    public Codec format() {
        return law == G711.ULAW ? Codec.PCMU : Codec.PCMA;
    }

    @Override
    public int sampleRate() {
        return 8000;
    }

    @Override
    public AudioEncoder encoder(Codec agreed) {
        return (pcm, samples, payload) -> {
            for (int i = 0; i < samples; i++) payload[i] = law.encode(pcm[i]);
            return samples;
        };
    }

    @Override
    public AudioDecoder decoder(Codec agreed) {
        return (payload, offset, length, pcm) -> {
            int samples = Math.min(length, pcm.length);
            for (int i = 0; i < samples; i++) pcm[i] = law.decode(payload[offset + i]);
            return samples;
        };
    }
}
