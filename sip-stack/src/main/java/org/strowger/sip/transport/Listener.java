package org.strowger.sip.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Predicate;
import org.strowger.sip.Transport;
import org.strowger.sip.websocket.WebSocketSettings;

/**
 * Where we listen.
 *
 * @param transport one that is available
 * @param bind the address of our socket; the wildcard for all addresses of the host ({@code ::} takes IPv4 too), port 0
 *     for a free one
 * @param advertised the address that Via and Contact name instead, as behind a NAT with a fixed mapping; port 0 for
 *     that of the socket
 * @param webSocket whom it lets in, if that is how SIP travels there
 * @param proxies whose connections begin by saying for whom they are (PROXY protocol); for connections only
 */
public record Listener(
        Transport transport,
        InetSocketAddress bind,
        Optional<InetSocketAddress> advertised,
        WebSocketSettings webSocket,
        Predicate<InetAddress> proxies) {

    /** Validates. */
    public Listener {
        if (!TransportRegistry.available().contains(transport))
            throw new IllegalArgumentException("cannot listen for " + transport.parameter() + " yet: use "
                    + String.join(" or ", TransportRegistry.words().keySet()));
        if (bind.isUnresolved()) throw new IllegalArgumentException("no such address: " + bind.getHostString());
    }

    /** One that lets in whoever comes. */
    public Listener(Transport transport, InetSocketAddress bind, Optional<InetSocketAddress> advertised) {
        this(transport, bind, advertised, WebSocketSettings.DEFAULT, _ -> false);
    }

    /** UDP, advertised as bound. */
    public static Listener udp(InetSocketAddress bind) {
        return new Listener(Transport.UDP, bind, Optional.empty());
    }

    /** TCP, advertised as bound. */
    public static Listener tcp(InetSocketAddress bind) {
        return new Listener(Transport.TCP, bind, Optional.empty());
    }

    /** The same where the kernel has bound it. */
    public Listener boundTo(InetSocketAddress address) {
        return new Listener(transport, address, advertised, webSocket, proxies);
    }

    boolean isProxy(InetAddress peer) {
        return proxies.test(peer);
    }

    boolean isWildcard() {
        return bind.getAddress().isAnyLocalAddress();
    }

    /** Whether something of that address family can be reached from here. */
    boolean reaches(InetAddress remote) {
        boolean six = bind.getAddress() instanceof Inet6Address;
        return six == remote instanceof Inet6Address || (six && isWildcard());
    }

    /**
     * Where we reach ourselves: where it is bound, or by loopback, of the family of a peer, where it is bound to all
     * addresses.
     */
    InetSocketAddress own(InetAddress remote) {
        if (!isWildcard()) return bind;
        String loopback = remote instanceof Inet6Address ? "::1" : "127.0.0.1";
        return new InetSocketAddress(InetAddress.ofLiteral(loopback), bind.getPort());
    }

    /** What Via and Contact name when the kernel sends from {@code local}. */
    InetSocketAddress sentBy(InetAddress local) {
        int port = bind.getPort();
        if (advertised.isEmpty()) return new InetSocketAddress(isWildcard() ? local : bind.getAddress(), port);
        InetSocketAddress named = advertised.get();
        return named.getPort() == 0 ? new InetSocketAddress(named.getAddress(), port) : named;
    }
}
