package org.strowger.audio;

/**
 * Mono 16-bit linear audio, given away in frames of 20 ms: a recording, a tone, a mixer's output, what another leg
 * says. It is read once for each tick of the media loop that plays it, on that loop: it must not block, and should not
 * allocate. What it throws ends it.
 */
public interface AudioSource {

    /** {@link #read} has given its last sample before. */
    int OVER = -1;

    /** The rate of what it gives, Hz: a multiple of 50 from 8000 to 48000. May change between two frames. */
    int rate();

    /**
     * Gives the next frame.
     *
     * @param pcm takes {@code rate() / 50} samples
     * @return how many samples it gave: a frame as a rule, fewer where it ends within one (the rest is silence), 0
     *     where it has nothing to say now (and nothing is sent), or {@link #OVER}
     */
    int read(short[] pcm);

    /**
     * The rate of the codec that it goes to, told before it is read and when that changes: who has several rates takes
     * the nearest.
     */
    default void wanted(int codecRate) {}

    /** It is not read any more. */
    default void ended() {}
}
