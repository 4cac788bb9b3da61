package org.strowger.rtp.loop;

/** A stream's two ports. */
public record PortPair(DatagramPort rtp, DatagramPort rtcp) {

    /** Gives both back to the system. As {@link DatagramPort#close}. */
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
