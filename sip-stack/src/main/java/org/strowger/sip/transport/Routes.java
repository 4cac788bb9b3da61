package org.strowger.sip.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork.NoListenerException;
import org.strowger.sip.Transport;

/**
 * Which listener of one transport sends to a peer, and what it calls itself there. Where the kernel has to be asked,
 * its answer is kept for a while. Safe on any thread.
 */
public final class Routes {

    private static final int MOST_KEPT = 4096;
    private static final long KEPT_NANOS = 60_000_000_000L;
    private static final int ANY_PORT = 5060;

    /**
     * A way out.
     *
     * @param index the listener's place in the list
     * @param sentBy our address, as Via and Contact name it
     * @param local the address to bind a new connection to
     * @param own where the listener can be reached from this very host, whatever is advertised
     */
    record Route(int index, InetSocketAddress sentBy, InetAddress local, InetSocketAddress own, long foundNanos) {}

    private final Transport transport;
    private final List<Listener> listeners;
    private final ConcurrentHashMap<InetAddress, Route> known = new ConcurrentHashMap<>();

    /** No more listeners come to these. */
    public Routes(Transport transport, List<Listener> listeners) {
        this.transport = transport;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Our own address toward a peer, as Via's sent-by and Contact name it; where that is ourselves, the address that it
     * goes to.
     *
     * @throws NoListenerException if no listener has that address family
     */
    public InetSocketAddress localFor(InetSocketAddress remote) {
        Route route = found(remote);
        return isOurselves(route, remote) ? route.own() : route.sentBy();
    }

    /** The far end of a connection has a port of its own, also where it is ourselves. */
    private boolean isOurselves(Route route, InetSocketAddress remote) {
        InetSocketAddress own = route.own();
        return transport.reliable() ? own.getAddress().equals(remote.getAddress()) : own.equals(remote);
    }

    /**
     * Where the listener that would send to a peer is reached from this very host.
     *
     * @throws NoListenerException if no listener has that address family
     */
    public InetSocketAddress ownFor(InetSocketAddress remote) {
        return found(remote).own();
    }

    /** Whether a listener has the address family of a peer. */
    public boolean reaches(InetAddress remote) {
        return to(remote) != null;
    }

    private Route found(InetSocketAddress remote) {
        Route route = to(remote.getAddress());
        if (route == null) throw new NoListenerException(new Hop(transport, remote));
        return route;
    }

    /** Null if no listener has that address family. */
    @Nullable
    Route to(InetAddress remote) {
        Route kept = known.get(remote);
        if (kept != null && System.nanoTime() - kept.foundNanos < KEPT_NANOS) return kept;
        Route found = find(remote);
        if (found == null) return null;
        if (known.size() >= MOST_KEPT) known.clear();
        known.put(remote, found);
        return found;
    }

    private @Nullable Route find(InetAddress remote) {
        int only = onlySpecific(remote);
        if (only >= 0) return route(only, listeners.get(only).bind().getAddress(), remote);
        InetAddress local = kernelsChoice(remote);
        int wildcard = -1;
        int any = -1;
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            if (!listener.reaches(remote)) continue;
            if (listener.bind().getAddress().equals(local)) return route(i, local, remote);
            if (listener.isWildcard()) wildcard = i;
            else any = any < 0 ? i : any;
        }
        if (wildcard >= 0) return route(wildcard, local, remote);
        return any < 0 ? null : route(any, listeners.get(any).bind().getAddress(), remote);
    }

    /** The one listener that reaches the peer, if it is bound to an address; else -1. */
    private int onlySpecific(InetAddress remote) {
        int only = -1;
        for (int i = 0; i < listeners.size(); i++) {
            if (!listeners.get(i).reaches(remote)) continue;
            if (only >= 0 || listeners.get(i).isWildcard()) return -1;
            only = i;
        }
        return only;
    }

    private Route route(int index, InetAddress local, InetAddress remote) {
        Listener listener = listeners.get(index);
        return new Route(index, listener.sentBy(local), local, listener.own(remote), System.nanoTime());
    }

    /** The address that the kernel would send from. Connecting a UDP socket asks it; nothing is sent. */
    private static InetAddress kernelsChoice(InetAddress remote) {
        try (DatagramChannel probe = DatagramChannel.open()) {
            probe.connect(new InetSocketAddress(remote, ANY_PORT));
            return ((InetSocketAddress) probe.getLocalAddress()).getAddress();
        } catch (IOException | SecurityException _) {
            // Unreachable just now: any name will do for a message that can't arrive.
            return InetAddress.getLoopbackAddress();
        }
    }
}
