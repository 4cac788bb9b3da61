package org.strowger.bench;

/** Something that takes calls and is measured from outside. */
interface Measured extends AutoCloseable {

    String name();

    ProcessHandle handle();

    int port();

    @Override
    void close();
}
