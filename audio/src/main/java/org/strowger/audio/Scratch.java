package org.strowger.audio;

/**
 * Room for audio on its way through one stage, which nobody needs once the stage is done: the streams of a loop share
 * it, since they take turns. Touched on the loop only.
 */
public final class Scratch {

    /** What a decoder has made of a packet. */
    public final short[] decoded = new short[Frames.MAX_PACKET];

    /** A frame as its source gives it. */
    public final short[] frame = new short[Frames.MAX_SAMPLES];

    /** The same at another rate. */
    public final short[] converted = new short[Frames.MAX_SAMPLES];

    /** A packet's payload. */
    public final byte[] payload = new byte[Frames.MAX_PAYLOAD];
}
