package org.strowger.sip;

import java.net.InetSocketAddress;

/** Where a message goes next: a transport and a resolved address. */
public record Hop(Transport transport, InetSocketAddress address) {

    /** Refuses an address that has not been resolved. */
    public Hop {
        if (address.isUnresolved()) throw new IllegalArgumentException("not resolved: " + address);
    }
}
