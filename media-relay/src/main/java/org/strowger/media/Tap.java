package org.strowger.media;

/** A sink or filter on a stream. */
public interface Tap extends AutoCloseable {

    /** Takes it off. Any thread, any number of times. */
    @Override
    void close();
}
