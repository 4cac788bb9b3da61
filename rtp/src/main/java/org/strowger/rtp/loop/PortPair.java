package org.strowger.rtp.loop;

/** A stream's two ports. */
record PortPair(DatagramPort rtp, DatagramPort rtcp) {}
