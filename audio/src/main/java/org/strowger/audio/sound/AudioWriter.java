package org.strowger.audio.sound;

import java.io.Closeable;
import java.io.IOException;

/** A sound file that is being written. Blocks; for one thread. */
public interface AudioWriter extends Closeable {

    /** Adds frames of one sample a channel, interleaved. */
    void write(short[] interleaved, int frames) throws IOException;

    /** Makes what was written so far a file that plays, whatever happens next to this process. */
    void settle() throws IOException;
}
