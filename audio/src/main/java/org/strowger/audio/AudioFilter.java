package org.strowger.audio;

/**
 * A stage of a user's own in the audio of one side of a stream, written in Java or Groovy. It is called for each frame
 * of 20 ms on the media loop: it must not block, and should not allocate. What it throws takes it off the stream. A
 * bridge one of whose sides is filtered is decoded and encoded, whatever the codecs.
 */
@FunctionalInterface
public interface AudioFilter {

    /**
     * Changes a frame in place.
     *
     * @param pcm mono, 16 bits
     * @param samples {@code rate / 50}
     * @param rate of the codec in use, Hz; may change between two frames
     */
    void apply(short[] pcm, int samples, int rate);
}
