package org.strowger.audio.codec;

import org.strowger.sdp.Codec;

/**
 * An audio format that the switch can encode and decode. Those that come with the switch are found by {@link
 * AudioCodecs}; others join them as services: a jar on the class path whose
 * {@code META-INF/services/org.strowger.audio.codec.AudioCodec} names a public class with a public constructor without
 * arguments. Immutable.
 */
public interface AudioCodec {

    /**
     * The format as we offer it: encoding name, RTP clock rate, channels and {@code a=fmtp} parameters, under its
     * static payload type or the dynamic one (96 to 127) that it prefers.
     */
    Codec format();

    /**
     * Samples per second of the linear audio on our side, Hz: a multiple of 50 from 8000 to 48000. Not always the RTP
     * clock.
     */
    int sampleRate();

    /** Whether a peer's format, with its parameters, is this one. */
    default boolean speaks(Codec peers) {
        return format().sameFormat(peers);
    }

    /**
     * The packet time to send at where the peer would like this one, ms from 10 to 60: the nearest that the format
     * allows.
     */
    default int packetMillis(int wanted) {
        return wanted;
    }

    /**
     * A coder for one stream.
     *
     * @param agreed the format as the peer wants to receive it
     */
    AudioEncoder encoder(Codec agreed);

    /**
     * A decoder for one stream.
     *
     * @param agreed the format as it is to be received
     */
    AudioDecoder decoder(Codec agreed);
}
