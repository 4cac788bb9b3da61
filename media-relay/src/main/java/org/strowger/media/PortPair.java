package org.strowger.media;

/** A stream's two ports. */
record PortPair(DatagramPort rtp, DatagramPort rtcp) {}
