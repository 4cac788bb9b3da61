package org.strowger.audio.codec;

/** PCMU (ITU-T G.711) for audio that isn't carried by RTP, such as an agent's on a WebSocket. */
public final class MuLaw {

    private MuLaw() {}

    /** An octet for each sample. */
    public static byte[] of(short[] pcm) {
        byte[] octets = new byte[pcm.length];
        for (int i = 0; i < octets.length; i++) octets[i] = (byte) G711.ULAW.compress(pcm[i]);
        return octets;
    }

    /** A sample for each octet. */
    public static short[] toPcm(byte[] octets) {
        short[] pcm = new short[octets.length];
        for (int i = 0; i < pcm.length; i++) pcm[i] = (short) G711.ULAW.expand(octets[i] & 0xFF);
        return pcm;
    }
}
