package org.strowger.sip.transport;

import io.netty.channel.IoEventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.tls.TlsContexts;
import org.strowger.sip.transport.Routes.Route;

/** All UDP sockets. What is sent on a flow leaves from the socket that it came to. Safe on any thread. */
final class UdpTransport implements SocketTransport {

    /** Makes them. */
    record Provider() implements TransportProvider {
        @Override
        public Transport transport() {
            return Transport.UDP;
        }

        @Override
        public SocketTransport open(SipLoops loops, TransportLimits limits, TlsContexts tls, Intake intake) {
            return new UdpTransport(loops, intake);
        }
    }

    private final SipLoops loops;
    private final Intake intake;
    private final List<UdpSocket> sockets = new ArrayList<>();
    /** Of the same number. */
    private final List<Listener> listeners = new ArrayList<>();
    /** Of the listeners; made anew with each of them, before anybody sends. */
    private Routes routes = new Routes(Transport.UDP, List.of());

    private UdpTransport(SipLoops loops, Intake intake) {
        this.loops = loops;
        this.intake = intake;
    }

    @Override
    public Transport kind() {
        return Transport.UDP;
    }

    @Override
    public void listen(Listener listener) {
        UdpSocket socket = opened(listener);
        sockets.add(socket);
        listeners.add(listener.boundTo(socket.bound()));
        routes = new Routes(Transport.UDP, listeners());
    }

    private UdpSocket opened(Listener listener) {
        try {
            return UdpSocket.open(listener.bind(), intake, (IoEventLoop) loops.nearest());
        } catch (IOException e) {
            throw new ListenException(listener, e);
        }
    }

    @Override
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    @Override
    public boolean reaches(InetAddress remote) {
        return routes.reaches(remote);
    }

    @Override
    public InetSocketAddress localFor(InetSocketAddress remote) {
        return routes.localFor(remote);
    }

    @Override
    public InetSocketAddress ownFor(InetSocketAddress remote) {
        return routes.ownFor(remote);
    }

    @Override
    public void send(byte[] frame, Hop to, Runnable onFailure) {
        send(frame, to.address(), onFailure);
    }

    private void send(byte[] frame, InetSocketAddress to, Runnable onFailure) {
        Route route = routes.to(to.getAddress());
        if (route == null) intake.failed(onFailure);
        else sockets.get(route.index()).send(frame, to, onFailure);
    }

    @Override
    public boolean sendOn(Flow flow, byte[] frame, Runnable onFailure) {
        for (UdpSocket socket : sockets) {
            if (!socket.bound().equals(flow.local())) continue;
            socket.send(frame, flow.remote(), onFailure);
            return true;
        }
        send(frame, flow.remote(), onFailure);
        return true;
    }

    /** A pair of addresses ends with the process. */
    @Override
    public boolean stands(Flow flow) {
        return true;
    }

    @Override
    public long backlogNanos() {
        long longest = 0;
        for (UdpSocket socket : sockets) longest = Math.max(longest, socket.backlogNanos());
        return longest;
    }

    @Override
    public void close() {
        for (UdpSocket socket : sockets) socket.close();
    }
}
