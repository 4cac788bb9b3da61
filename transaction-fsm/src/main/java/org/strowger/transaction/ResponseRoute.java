package org.strowger.transaction;

import java.net.InetSocketAddress;
import javax.sip.header.ViaHeader;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;

/**
 * The way of a response (§18.2.2, RFC 3581): the flow of its request, and where to connect to if that is gone.
 */
record ResponseRoute(Flow flow, Hop fallback) {

    static ResponseRoute of(ViaHeader via, Flow cameOn) {
        int port = via.getPort() > 0 ? via.getPort() : cameOn.transport().defaultPort();
        InetSocketAddress sentBy = new InetSocketAddress(cameOn.remote().getAddress(), port);
        Hop fallback = new Hop(cameOn.transport(), sentBy);
        boolean toSentBy = cameOn.transport() == Transport.UDP && via.getRPort() <= 0;
        Flow flow = toSentBy ? new Flow(Transport.UDP, cameOn.local(), sentBy, 0) : cameOn;
        return new ResponseRoute(flow, fallback);
    }
}
