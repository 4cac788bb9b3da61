package org.strowger.sip.memory;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Indexing;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.SipReceiver;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.transport.TransportDispatch;
import org.strowger.sip.transport.TransportRegistry;
import org.strowger.statemachine.Loop;

/** One host of an {@link InMemoryNetwork}: all transports that are available, at one address. */
public final class InMemoryHost implements SipNetwork {

    private final InMemoryNetwork network;
    private final String name;
    private final InetSocketAddress address;
    private final Loop loop;
    private final List<InMemoryTransport> transports;
    private final TransportDispatch dispatch;
    private SipReceiver receiver = _ -> {};
    private boolean up = true;
    private Duration backlog = Duration.ZERO;
    private long junk;

    InMemoryHost(InMemoryNetwork network, String name, InetSocketAddress address, Loop loop) {
        this.network = network;
        this.name = name;
        this.address = address;
        this.loop = loop;
        this.transports =
                TransportRegistry.available().stream().map(this::transport).toList();
        this.dispatch = new TransportDispatch(transports, loop::execute);
    }

    private InMemoryTransport transport(Transport kind) {
        return kind.reliable()
                ? new InMemoryConnections(kind, this, network)
                : new InMemoryDatagrams(kind, this, network);
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
        for (InMemoryTransport transport : transports) transport.close();
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

    Loop loop() {
        return loop;
    }

    /** Its connections of a transport that has some. */
    InMemoryConnections connections(Transport kind) {
        for (InMemoryTransport transport : transports)
            if (transport.kind() == kind && transport instanceof InMemoryConnections connections) return connections;
        throw new IllegalArgumentException("no connections by " + kind);
    }

    @Override
    public InetSocketAddress localFor(Hop hop) {
        return dispatch.localFor(hop);
    }

    @Override
    public InetSocketAddress ownFor(Hop hop) {
        return dispatch.ownFor(hop);
    }

    @Override
    public Transport transportFor(Transport wanted, InetSocketAddress remote, int frameLength) {
        return dispatch.transportFor(wanted, remote, frameLength);
    }

    @Override
    public void send(byte[] frame, Hop hop, Runnable onFailure) {
        dispatch.send(frame, hop, onFailure);
    }

    @Override
    public void sendOn(Flow flow, byte[] frame, Hop fallback, Runnable onFailure) {
        dispatch.sendOn(flow, frame, fallback, onFailure);
    }

    @Override
    public boolean stands(Flow flow) {
        return dispatch.stands(flow);
    }

    /** Read if it is worth that, as from a socket that nothing waits in. */
    void datagramArrived(byte[] frame, Flow flow) {
        if (receiver.reads(flow, ByteBuffer.wrap(frame), 0)) arrived(frame, flow);
    }

    void arrived(byte[] frame, Flow flow) {
        if (!up) return;
        switch (WireMessage.index(frame, flow)) {
            case Indexing.Indexed(WireMessage message) -> receiver.received(message);
            case Indexing.Rejected _ -> junk++;
        }
    }

    void ended(Flow flow) {
        if (up) loop.execute(() -> receiver.ended(flow));
    }

    @Override
    public String toString() {
        return name;
    }
}
