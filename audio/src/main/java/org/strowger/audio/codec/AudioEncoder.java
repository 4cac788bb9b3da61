package org.strowger.audio.codec;

/** Encodes one stream. Belongs to the stream's loop; should not allocate. */
public interface AudioEncoder {

    /**
     * Encodes what is to go into one packet.
     *
     * @param pcm mono, at the codec's sample rate
     * @param samples of one packet time
     * @param payload takes the RTP payload, 1500 octets at least
     * @return octets written; 0 to send nothing (discontinuous transmission)
     */
    int encode(short[] pcm, int samples, byte[] payload);

    /**
     * The peer has reported to have lost this part of what it was sent since its last report (RFC 3550 §6.4.1), 0 to 1.
     */
    default void farLoss(double fraction) {}

    /**
     * What follows was brought to the codec's rate from this one, Hz: above half of it there is nothing that would be
     * worth its bits.
     */
    default void broughtFrom(int rate) {}
}
