package org.strowger.audio;

/**
 * Takes the audio of one side of a stream, a frame of 20 ms for each tick of the media loop, on that loop: a recorder,
 * a detector. It must not block, and should not allocate. What it throws takes it off the stream.
 */
public interface AudioSink {

    /** The rate at which it wants the audio, Hz: 8000, 16000, 24000, 32000 or 48000, always the same. */
    int rate();

    /**
     * Takes a frame, mono. While nothing is heard it is silence, so that frames count the time.
     *
     * @param pcm the sink's until it returns, not to be written to
     * @param samples {@code rate() / 50}
     */
    void write(short[] pcm, int samples);
}
