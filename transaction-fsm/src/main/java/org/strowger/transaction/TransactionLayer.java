package org.strowger.transaction;

import java.util.Optional;
import javax.sip.message.Request;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Identifiers;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.WireMessage;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;

/** All transactions of one loop: matches what comes in (§17.1.3, §17.2.3), makes what goes out. Runs on its loop. */
public final class TransactionLayer {

    /** A layer without transactions. */
    public TransactionLayer(
            Loop loop, SipNetwork network, Identifiers ids, TransactionSettings settings, MachineObserver observer) {
        throw new UnsupportedOperationException();
    }

    /** Who is told about new requests. To be set once, before anything is received. */
    public void user(TransactionUser user) {
        throw new UnsupportedOperationException();
    }

    /** Takes a message from the network, on this loop. Retransmissions and strays are dealt with from the index. */
    public void received(WireMessage message) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sends a request in a new client transaction: our Via is put on top (branch, sent-by of the listener toward the hop, rport over
     * UDP), and a request too long for UDP goes by TCP (§18.1.1) and falls back if the connection is refused.
     *
     * @param flow send on this flow while it stands, as to a phone behind a connection
     */
    public ClientTransaction send(Request request, Hop hop, Optional<Flow> flow, ClientListener listener) {
        throw new UnsupportedOperationException();
    }

    /** Sends the ACK for a 2xx, outside any transaction (§13.2.2.4), with a Via of ours put on top; returns the printed frame's sender for retransmission. */
    public Runnable sendAck(Request ack, Hop hop, Optional<Flow> flow) {
        throw new UnsupportedOperationException();
    }

    /** How many transactions live, server and client. */
    public int size() {
        throw new UnsupportedOperationException();
    }
}
