package org.strowger.rtp;

/** A stage in the way of a packet, which it may read, change in place or keep. Runs on the stream's loop. */
@FunctionalInterface
public interface PacketStage {

    /** Whether the packet goes on; one that does not is the stage's own business. */
    boolean passes(Packet packet, long now);
}
