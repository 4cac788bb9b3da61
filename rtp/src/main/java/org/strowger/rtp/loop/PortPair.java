package org.strowger.rtp.loop;

/** A stream's two ports. */
public record PortPair(DatagramPort rtp, DatagramPort rtcp) {}
