package org.strowger.dialog.core;

import java.net.Inet6Address;
import java.net.InetAddress;

/** What an address says of where it can be reached from. */
final class Reachability {

    private Reachability() {}

    /**
     * Whether an address that a peer announces means nothing outside the peer's own network or host, seen from where we
     * met it.
     */
    static boolean isHidden(InetAddress announced, InetAddress met) {
        if (announced.isAnyLocalAddress()) return true;
        if (announced.isLoopbackAddress()) return !met.isLoopbackAddress();
        if (announced.isLinkLocalAddress()) return !met.isLinkLocalAddress();
        return isPrivate(announced) && isPublic(met);
    }

    private static boolean isPublic(InetAddress address) {
        return !isPrivate(address) && !address.isLoopbackAddress() && !address.isLinkLocalAddress();
    }

    /** RFC 1918, RFC 6598 (carriers' NAT), RFC 4193. */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) return (bytes[0] & 0xfe) == 0xfc;
        return address.isSiteLocalAddress() || (bytes[0] == 100 && (bytes[1] & 0xc0) == 64);
    }
}
