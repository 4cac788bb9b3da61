package org.strowger.bench;

import java.util.List;

/** Something that passes RTP on between the legs of calls, and is measured from outside. Leg 2i talks to leg 2i + 1. */
interface Relay extends AutoCloseable {

    String name();

    ProcessHandle handle();

    /** By leg, the port of ours on 127.0.0.1 that its peer is to send to. */
    List<Integer> ports();

    @Override
    void close();
}
