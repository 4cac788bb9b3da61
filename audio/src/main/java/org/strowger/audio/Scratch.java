package org.strowger.audio;

/**
 * Room for audio on its way through one stage, which nobody needs once the stage is done: the streams of a loop share it, since they take turns. Touched on the
 * loop only.
 */
final class Scratch {

    /** What a decoder has made of a packet. */
    final short[] decoded = new short[Frames.MAX_PACKET];

    /** A frame as its source gives it. */
    final short[] frame = new short[Frames.MAX_SAMPLES];

    /** The same at another rate. */
    final short[] converted = new short[Frames.MAX_SAMPLES];

    /** A packet's payload. */
    final byte[] payload = new byte[Frames.MAX_PAYLOAD];
}
