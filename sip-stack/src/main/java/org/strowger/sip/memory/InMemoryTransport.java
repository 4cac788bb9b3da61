package org.strowger.sip.memory;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork.NoListenerException;
import org.strowger.sip.Transport;
import org.strowger.sip.transport.SipTransport;

/** One transport of one host, which listens where the host is and nowhere else. */
abstract sealed class InMemoryTransport implements SipTransport permits InMemoryDatagrams, InMemoryConnections {

    private final Transport kind;
    final InMemoryHost host;
    final InMemoryNetwork network;

    InMemoryTransport(Transport kind, InMemoryHost host, InMemoryNetwork network) {
        this.kind = kind;
        this.host = host;
        this.network = network;
    }

    /** To an address of the host's family. */
    abstract void carry(byte[] frame, InetSocketAddress to, Runnable onFailure);

    @Override
    public final Transport kind() {
        return kind;
    }

    @Override
    public final boolean reaches(InetAddress remote) {
        return host.isUp() && remote instanceof Inet6Address == host.address().getAddress() instanceof Inet6Address;
    }

    @Override
    public final InetSocketAddress localFor(InetSocketAddress remote) {
        if (!reaches(remote.getAddress())) throw new NoListenerException(new Hop(kind, remote));
        return host.address();
    }

    @Override
    public final InetSocketAddress ownFor(InetSocketAddress remote) {
        return localFor(remote);
    }

    @Override
    public final void send(byte[] frame, Hop to, Runnable onFailure) {
        if (reaches(to.address().getAddress())) carry(frame, to.address(), onFailure);
        else host.loop().execute(onFailure);
    }

    @Override
    public void close() {}
}
