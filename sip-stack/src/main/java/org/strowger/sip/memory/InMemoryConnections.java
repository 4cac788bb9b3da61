package org.strowger.sip.memory;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;
import org.strowger.sip.memory.InMemoryNetwork.Fate;

/** What goes by connections from one host: in order, and refused where nobody listens. */
final class InMemoryConnections extends InMemoryTransport {

    private static final int FIRST_EPHEMERAL_PORT = 49152;
    private static final int EPHEMERAL_PORTS = 16384;

    /** One end of a connection. */
    private static final class End {
        private final InMemoryConnections owner;
        private final Flow flow;
        private @Nullable End peer;
        private long lastArrival;
        private boolean open = true;

        End(InMemoryConnections owner, Flow flow) {
            this.owner = owner;
            this.flow = flow;
        }

        void end() {
            if (open && flow.isOnlyWay()) owner.host.ended(flow);
            open = false;
        }
    }

    private final Map<Long, End> ends = new HashMap<>();

    InMemoryConnections(Transport kind, InMemoryHost host, InMemoryNetwork network) {
        super(kind, host, network);
    }

    @Override
    void carry(byte[] frame, InetSocketAddress to, Runnable onFailure) {
        End open = endTo(to);
        if (open == null) open = connect(to);
        if (open != null) {
            write(open, frame);
            return;
        }
        network.show(host.toString(), to.toString(), kind(), frame, Fate.REFUSED);
        InMemoryNetwork.later(host.loop(), network.nextDelay(), onFailure);
    }

    private @Nullable End endTo(InetSocketAddress remote) {
        for (End end : ends.values()) if (end.open && end.flow.remote().equals(remote)) return end;
        return null;
    }

    private @Nullable End connect(InetSocketAddress to) {
        InMemoryHost peer = network.listener(to);
        if (peer == null) return null;
        InMemoryConnections theirs = peer.connections(kind());
        long id = network.nextConnection();
        int port = FIRST_EPHEMERAL_PORT + (int) (id % EPHEMERAL_PORTS);
        InetSocketAddress local = new InetSocketAddress(host.address().getAddress(), port);
        End here = new End(this, new Flow(kind(), local, peer.address(), id));
        // Two names, since a host may be its own peer.
        End there = new End(theirs, new Flow(kind(), peer.address(), local, network.nextConnection()));
        here.peer = there;
        there.peer = here;
        ends.put(id, here);
        theirs.ends.put(there.flow.connection(), there);
        return here;
    }

    @Override
    public boolean sendOn(Flow flow, byte[] frame, Runnable onFailure) {
        End end = ends.get(flow.connection());
        if (end == null || !end.open) return false;
        write(end, frame);
        return true;
    }

    @Override
    public boolean stands(Flow flow) {
        End end = ends.get(flow.connection());
        return end != null && end.open;
    }

    private void write(End from, byte[] frame) {
        End to = from.peer;
        if (to == null) return;
        network.show(host.toString(), to.owner.host.toString(), kind(), frame, Fate.DELIVERED);
        // A stream keeps its order, whatever the jitter.
        long arrival = Math.max(to.lastArrival, network.now() + network.nextDelay());
        to.lastArrival = arrival;
        InMemoryNetwork.later(to.owner.host.loop(), arrival - network.now(), () -> {
            if (to.open) to.owner.host.arrived(frame, to.flow);
        });
    }

    /** Ends all of them; others can be opened after that. */
    @Override
    public void close() {
        for (End end : List.copyOf(ends.values())) close(end);
        ends.clear();
    }

    private static void close(End end) {
        end.end();
        End peer = end.peer;
        if (peer == null) return;
        peer.end();
        peer.owner.ends.remove(peer.flow.connection(), peer);
    }
}
