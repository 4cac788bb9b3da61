package org.strowger.sip.memory;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Indexing;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.SipReceiver;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.memory.InMemoryNetwork.Fate;
import org.strowger.statemachine.Loop;

/** One host of an {@link InMemoryNetwork}: its transports, at one address. */
public final class InMemoryHost implements SipNetwork {

    private static final int FIRST_EPHEMERAL_PORT = 49152;
    private static final int EPHEMERAL_PORTS = 16384;
    /** RFC 3261 §18.1.1. */
    private static final int LARGEST_UDP = 1300;

    /** One end of a connection. */
    private static final class End {
        private final InMemoryHost owner;
        private final Flow flow;
        private @Nullable End peer;
        private long lastArrival;
        private boolean open = true;

        End(InMemoryHost owner, Flow flow) {
            this.owner = owner;
            this.flow = flow;
        }
    }

    private final InMemoryNetwork network;
    private final String name;
    private final InetSocketAddress address;
    private final Loop loop;
    private final Map<Long, End> connections = new HashMap<>();
    private SipReceiver receiver = _ -> {};
    private boolean up = true;
    private Duration backlog = Duration.ZERO;
    private long junk;

    InMemoryHost(InMemoryNetwork network, String name, InetSocketAddress address, Loop loop) {
        this.network = network;
        this.name = name;
        this.address = address;
        this.loop = loop;
    }

    /** Who gets what arrives here. */
    public void receiver(SipReceiver taker) {
        receiver = taker;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** From now on, says that its queue has not been read empty for so long. */
    public void backlog(Duration span) {
        backlog = span;
    }

    @Override
    public Duration backlog() {
        return backlog;
    }

    /** How many frames have arrived that were junk. */
    public long junk() {
        return junk;
    }

    /** Closes all of its connections; it goes on listening. */
    public void dropConnections() {
        for (End end : List.copyOf(connections.values())) close(end);
        connections.clear();
    }

    /** Leaves the network: nobody listens at its address any more, which another host may then take. */
    public void stop() {
        up = false;
        dropConnections();
        network.leave(this);
    }

    boolean isUp() {
        return up;
    }

    @Override
    public InetSocketAddress localFor(Hop hop) {
        if (!reaches(hop)) throw new NoListenerException(hop);
        return address;
    }

    @Override
    public InetSocketAddress ownFor(Hop hop) {
        return localFor(hop);
    }

    @Override
    public Transport transportFor(Transport wanted, InetSocketAddress remote, int frameLength) {
        return wanted == Transport.UDP && frameLength > LARGEST_UDP ? Transport.TCP : wanted;
    }

    @Override
    public void send(byte[] frame, Hop hop, Runnable onFailure) {
        if (!reaches(hop)) loop.execute(onFailure);
        else if (hop.transport() == Transport.UDP) datagram(frame, hop.address());
        else stream(frame, hop, onFailure);
    }

    @Override
    public void sendOn(Flow flow, byte[] frame, Hop fallback, Runnable onFailure) {
        if (flow.transport() == Transport.UDP) {
            send(frame, flow.back(), onFailure);
            return;
        }
        End end = connections.get(flow.connection());
        if (end != null && end.open) write(end, frame);
        else send(frame, fallback, onFailure);
    }

    @Override
    public boolean stands(Flow flow) {
        End end = connections.get(flow.connection());
        return flow.transport() == Transport.UDP || (end != null && end.open);
    }

    private boolean reaches(Hop hop) {
        boolean sameFamily =
                hop.address().getAddress() instanceof Inet6Address == address.getAddress() instanceof Inet6Address;
        return up && sameFamily && (hop.transport() == Transport.UDP || hop.transport() == Transport.TCP);
    }

    private void datagram(byte[] frame, InetSocketAddress to) {
        InMemoryHost host = network.listener(to);
        String target = host == null ? to.toString() : host.name;
        Fate fate = network.fate(name, target, frame);
        network.show(name, target, Transport.UDP, frame, host == null ? Fate.LOST : fate);
        if (host == null || fate == Fate.LOST) return;
        Flow flow = new Flow(Transport.UDP, host.address, address, 0);
        for (int copies = fate == Fate.DUPLICATED ? 2 : 1; copies > 0; copies--)
            InMemoryNetwork.later(host.loop, network.nextDelay(), () -> host.arrived(frame, flow));
    }

    private void stream(byte[] frame, Hop hop, Runnable onFailure) {
        End open = connectionTo(hop.address());
        if (open == null) open = connect(hop);
        if (open != null) {
            write(open, frame);
            return;
        }
        network.show(name, hop.address().toString(), hop.transport(), frame, Fate.REFUSED);
        InMemoryNetwork.later(loop, network.nextDelay(), onFailure);
    }

    private @Nullable End connectionTo(InetSocketAddress remote) {
        for (End end : connections.values()) if (end.open && end.flow.remote().equals(remote)) return end;
        return null;
    }

    private @Nullable End connect(Hop hop) {
        InMemoryHost host = network.listener(hop.address());
        if (host == null) return null;
        long id = network.nextConnection();
        int port = FIRST_EPHEMERAL_PORT + (int) (id % EPHEMERAL_PORTS);
        InetSocketAddress local = new InetSocketAddress(address.getAddress(), port);
        End here = new End(this, new Flow(hop.transport(), local, host.address, id));
        // Two names, since a host may be its own peer.
        End there = new End(host, new Flow(hop.transport(), host.address, local, network.nextConnection()));
        here.peer = there;
        there.peer = here;
        connections.put(id, here);
        host.connections.put(there.flow.connection(), there);
        return here;
    }

    private static void close(End end) {
        end.open = false;
        End peer = end.peer;
        if (peer == null) return;
        peer.open = false;
        peer.owner.connections.remove(peer.flow.connection(), peer);
    }

    private void write(End from, byte[] frame) {
        End to = from.peer;
        if (to == null) return;
        network.show(name, to.owner.name, from.flow.transport(), frame, Fate.DELIVERED);
        // A stream keeps its order, whatever the jitter.
        long arrival = Math.max(to.lastArrival, network.now() + network.nextDelay());
        to.lastArrival = arrival;
        InMemoryNetwork.later(to.owner.loop, arrival - network.now(), () -> {
            if (to.open) to.owner.arrived(frame, to.flow);
        });
    }

    private void arrived(byte[] frame, Flow flow) {
        if (!up) return;
        switch (WireMessage.index(frame, flow)) {
            case Indexing.Indexed(WireMessage message) -> receiver.received(message);
            case Indexing.Rejected _ -> junk++;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
