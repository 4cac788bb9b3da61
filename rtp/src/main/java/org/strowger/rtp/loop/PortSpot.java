package org.strowger.rtp.loop;

import java.net.InetAddress;

/**
 * Where ports are bound, so that they are of use again to who asks for the same.
 *
 * @param loop that watches them
 * @param address that they are bound to
 */
public record PortSpot(MediaLoop loop, InetAddress address) {}
