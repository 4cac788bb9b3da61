package org.strowger.sip.memory;

import java.net.InetSocketAddress;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;
import org.strowger.sip.memory.InMemoryNetwork.Fate;

/** What goes by datagrams from one host: lost, doubled and overtaken as the network's conditions have it. */
final class InMemoryDatagrams extends InMemoryTransport {

    InMemoryDatagrams(Transport kind, InMemoryHost host, InMemoryNetwork network) {
        super(kind, host, network);
    }

    @Override
    void carry(byte[] frame, InetSocketAddress to, Runnable onFailure) {
        InMemoryHost peer = network.listener(to);
        String target = peer == null ? to.toString() : peer.toString();
        Fate fate = network.fate(host.toString(), target, kind(), frame);
        network.show(host.toString(), target, kind(), frame, peer == null ? Fate.LOST : fate);
        if (peer == null || fate == Fate.LOST) return;
        Flow flow = new Flow(kind(), peer.address(), host.address(), 0);
        for (int copies = fate == Fate.DUPLICATED ? 2 : 1; copies > 0; copies--)
            InMemoryNetwork.later(peer.loop(), network.nextDelay(), () -> peer.datagramArrived(frame, flow));
    }

    @Override
    public boolean sendOn(Flow flow, byte[] frame, Runnable onFailure) {
        send(frame, flow.back(), onFailure);
        return true;
    }

    @Override
    public boolean stands(Flow flow) {
        return true;
    }
}
