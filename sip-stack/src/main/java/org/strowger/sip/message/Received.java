package org.strowger.sip.message;

import gov.nist.javax.sip.header.Via;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Optional;
import org.strowger.sip.Flow;

/**
 * Writes into the topmost Via where a request came from (§18.2.1, RFC 3581 §4). Where only the peer can open
 * connections, answers go back on his and nowhere else, so that he is told only what he asks for (RFC 7118 §5.2.3).
 */
final class Received {

    private Received() {}

    /** False if the Via can't take it. */
    static boolean mark(Via via, Flow flow) {
        InetSocketAddress source = flow.remote();
        try {
            // What the sender claims is not believed.
            via.removeParameter(Via.RECEIVED);
            boolean wantsPort = via.hasParameter(Via.RPORT);
            if (wantsPort) via.setParameter(Via.RPORT, Integer.toString(source.getPort()));
            if (wantsPort || !(flow.isOnlyWay() || isAt(via.getHost(), source.getAddress())))
                via.setParameter(Via.RECEIVED, NumericHost.text(source.getAddress()));
            return true;
        } catch (ParseException _) {
            return false;
        }
    }

    private static boolean isAt(String host, InetAddress source) {
        Optional<InetAddress> numeric = NumericHost.parse(host);
        return numeric.isPresent() && numeric.get().equals(source);
    }
}
