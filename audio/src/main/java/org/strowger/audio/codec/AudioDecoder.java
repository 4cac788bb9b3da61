package org.strowger.audio.codec;

/** Decodes one stream. Belongs to the stream's loop; should not allocate. */
public interface AudioDecoder {

    /**
     * Decodes the payload of one packet.
     *
     * @param payload with the RTP payload at {@code offset}; whatever the network brought
     * @param pcm takes mono audio at the codec's sample rate, up to 120 ms of it
     * @return samples; 0 where the payload is not of this format
     */
    int decode(byte[] payload, int offset, int length, short[] pcm);

    /**
     * Makes up for a packet that did not come.
     *
     * @param samples wanted
     * @return samples made, or 0 where the codec has no concealment of its own and the usual one is to be used
     */
    default int conceal(short[] pcm, int samples) {
        return 0;
    }

    /**
     * Restores a lost packet from the one behind it, which is here already (in-band forward error correction).
     *
     * @param samples that were lost
     * @return samples restored, or 0 where there is nothing to restore them from
     */
    default int recover(byte[] following, int offset, int length, short[] pcm, int samples) {
        return 0;
    }
}
