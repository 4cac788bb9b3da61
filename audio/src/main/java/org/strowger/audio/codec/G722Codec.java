package org.strowger.audio.codec;

import org.strowger.sdp.Codec;

/** G.722 (RFC 3551 §4.5.2): sampled at 16 kHz, though its RTP clock runs at 8 kHz. */
record G722Codec() implements AudioCodec {

    private static final Codec FORMAT = new Codec(9, "G722", 8000, 1, "");

    @Override
    public Codec format() {
        return FORMAT;
    }

    @Override
    public int sampleRate() {
        return 16_000;
    }

    @Override
    public AudioEncoder encoder(Codec agreed) {
        return new G722Encoder();
    }

    @Override
    public AudioDecoder decoder(Codec agreed) {
        return new G722Decoder();
    }
}
