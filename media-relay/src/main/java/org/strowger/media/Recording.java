package org.strowger.media;

import java.nio.file.Path;
import java.time.Duration;

/** A recording that runs. Safe on any thread. */
public interface Recording extends AutoCloseable {

    /** Leaves out what comes, until {@link #resume}. */
    void pause();

    /** Writes silence in place of what comes, until {@link #resume}: a card number is not kept, the length is. */
    void mask();

    /** Records on. */
    void resume();

    /** Ends it; {@link Listener#recorded} is told when the file is complete. */
    @Override
    void close();

    /** How a recording came to its end. */
    sealed interface End {
        /** It was ended. */
        record Closed() implements End {}

        /** It was as long as it may be. */
        record TooLong() implements End {}

        /** The peer had been silent for as long as the plan allows. */
        record Silent() implements End {}

        /** It could not be written: the disk is full or too slow, the path is wrong. */
        record Failed(String why) implements End {}
    }

    /**
     * What became of it.
     *
     * @param length of what is in the file
     */
    record Outcome(Path file, Duration length, End end) {}

    /** Told once, when the file is complete, on a thread that may block. */
    @FunctionalInterface
    interface Listener {
        void recorded(Outcome outcome);
    }
}
