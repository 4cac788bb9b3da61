package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.tls.TlsContexts;
import org.strowger.sip.transport.Intake;
import org.strowger.sip.transport.Listener;
import org.strowger.sip.transport.Routes;
import org.strowger.sip.transport.SipLoops;
import org.strowger.sip.transport.SocketTransport;
import org.strowger.sip.transport.TransportLimits;
import org.strowger.sip.transport.TransportProvider;

/**
 * A transport that nobody has heard of: queues of this process, each of which is a connection. It is the example of
 * {@code docs/how-to/add-a-transport.md}.
 */
final class ToyTransport implements SocketTransport {

    static final Transport TOY = Transport.connections("TOY", 5099, "_sip._toy.", Transport.TLS);

    /** Found as a service. */
    public static final class Provider implements TransportProvider {
        @Override
        public Transport transport() {
            return TOY;
        }

        @Override
        public SocketTransport open(SipLoops loops, TransportLimits limits, TlsContexts tls, Intake intake) {
            return new ToyTransport(intake);
        }
    }

    /** The far end of a connection. */
    record Peer(ToyTransport transport, Flow flow, LinkedBlockingQueue<String> heard) {
        void say(String text) {
            transport.intake.take(text.getBytes(StandardCharsets.UTF_8), flow);
        }
    }

    private static final List<ToyTransport> OPEN = new CopyOnWriteArrayList<>();
    private static final AtomicLong IDS = new AtomicLong();

    private final Intake intake;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ConcurrentHashMap<Long, Peer> peers = new ConcurrentHashMap<>();

    private ToyTransport(Intake intake) {
        this.intake = intake;
    }

    /** Connects a peer to whoever listens there. */
    static Peer connect(InetSocketAddress peer, InetSocketAddress to) {
        for (ToyTransport transport : OPEN)
            for (Listener listener : transport.listeners)
                if (listener.bind().equals(to)) return transport.accept(to, peer);
        throw new IllegalArgumentException("nobody listens at " + to);
    }

    private Peer accept(InetSocketAddress local, InetSocketAddress remote) {
        long id = IDS.incrementAndGet();
        Peer peer = new Peer(this, new Flow(TOY, local, remote, id), new LinkedBlockingQueue<>());
        peers.put(id, peer);
        return peer;
    }

    @Override
    public Transport kind() {
        return TOY;
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
        OPEN.add(this);
    }

    @Override
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    private Routes routes() {
        return new Routes(TOY, listeners);
    }

    @Override
    public boolean reaches(InetAddress remote) {
        return routes().reaches(remote);
    }

    @Override
    public InetSocketAddress localFor(InetSocketAddress remote) {
        return routes().localFor(remote);
    }

    @Override
    public InetSocketAddress ownFor(InetSocketAddress remote) {
        return routes().ownFor(remote);
    }

    @Override
    public void send(byte[] frame, Hop to, Runnable onFailure) {
        for (Peer peer : peers.values())
            if (peer.flow.remote().equals(to.address())) {
                deliver(peer, frame);
                return;
            }
        intake.failed(onFailure);
    }

    @Override
    public boolean sendOn(Flow flow, byte[] frame, Runnable onFailure) {
        Peer peer = peers.get(flow.connection());
        if (peer == null) return false;
        deliver(peer, frame);
        return true;
    }

    private void deliver(Peer peer, byte[] frame) {
        intake.sent();
        peer.heard.add(new String(frame, StandardCharsets.UTF_8));
    }

    @Override
    public boolean stands(Flow flow) {
        return peers.containsKey(flow.connection());
    }

    @Override
    public int connections() {
        return peers.size();
    }

    @Override
    public void close() {
        OPEN.remove(this);
        peers.clear();
    }
}
