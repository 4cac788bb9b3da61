package org.strowger.sip.transport;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import org.strowger.sip.Transport;

/** Addresses as people write them: {@code udp 127.0.0.1:5060}, {@code tcp [::1]:5060}. */
public final class Addresses {

    private Addresses() {}

    /** A listener, and what it is advertised as if that is something else. */
    public static String text(Listener listener) {
        return text(listener.transport(), listener.bind())
                + listener.advertised()
                        .map(address ->
                                " (advertised as " + address.getAddress().getHostAddress() + ")")
                        .orElse("");
    }

    /** A transport and an address. */
    public static String text(Transport transport, InetSocketAddress address) {
        return transport.parameter() + " " + text(address);
    }

    /** An address and a port. */
    public static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
