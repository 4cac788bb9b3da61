package org.strowger.rtp.loop;

import org.strowger.rtp.LoopCount;
import org.strowger.rtp.Packet;
import org.strowger.rtp.Tally;

/**
 * Hears what comes to a pair that rests: the last packets of its call, and strangers'. Drops it, and closes the sockets
 * where it is a flood. On their loop.
 */
final class RestingPair implements DatagramPort.Receiver {

    /**
     * What comes after a call: that of a second, until its peer has seen that it is over. What is more is not worth a
     * look for each packet.
     */
    static final int MOST_PACKETS = 64;

    private final PortPool pool;
    private final PortLease lease;
    private final PortPair sockets;
    private final Tally<LoopCount> counters;
    private int packets;

    RestingPair(PortPool pool, PortLease lease, PortPair sockets) {
        this.pool = pool;
        this.lease = lease;
        this.sockets = sockets;
        this.counters = lease.spot().loop().counters();
    }

    @Override
    public void received(Packet packet, long now) {
        counters.add(LoopCount.RECEIVED, 1);
        counters.add(LoopCount.DROPPED, 1);
        if (++packets > MOST_PACKETS) pool.giveUp(lease, sockets);
    }
}
