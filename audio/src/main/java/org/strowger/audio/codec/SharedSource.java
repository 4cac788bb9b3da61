package org.strowger.audio.codec;

import org.strowger.audio.AudioSource;
import org.strowger.sdp.Codec;

/** A source that says the same to many, so that those with the same codec share one encoder. On the streams' loop. */
public interface SharedSource extends AudioSource {

    /** Returned where this listener hears something of its own in this tick, which {@link #read} gives. */
    int NOT_SHARED = -1;

    /**
     * The frame of this tick, encoded.
     *
     * @param agreed the format as the peer wants to receive it
     * @param payload takes the RTP payload
     * @return octets, or {@link #NOT_SHARED}
     */
    int encoded(AudioCodec codec, Codec agreed, byte[] payload);
}
