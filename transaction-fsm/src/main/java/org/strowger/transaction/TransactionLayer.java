package org.strowger.transaction;

import java.util.List;
import java.util.Optional;
import javax.sip.message.Request;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Identifiers;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.SipRequest;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;

/** All transactions of one loop: matches what comes in (§17.1.3, §17.2.3), makes what goes out. Runs on its loop. */
public final class TransactionLayer {

    private final TransactionContext context;
    private final ServerTransactions servers;
    private final ClientTransactions clients;

    /**
     * A layer without transactions. The observer is told of each machine's steps, with the transaction as their owner.
     */
    public TransactionLayer(
            Loop loop, SipNetwork network, Identifiers ids, TransactionSettings settings, MachineObserver observer) {
        context = new TransactionContext(loop, network, ids, settings, observer);
        servers = new ServerTransactions(context);
        clients = new ClientTransactions(context);
    }

    /** What transactions go through. */
    public static List<StateTable<?, ?, ?>> tables() {
        return List.of(
                InviteClientTable.TABLE,
                InviteServerTable.TABLE,
                NonInviteClientTable.TABLE,
                NonInviteServerTable.TABLE);
    }

    /** Who is told about new requests. To be set once, before anything is received. */
    public void user(TransactionUser user) {
        servers.user(user);
        clients.user(user);
    }

    /** Takes a message from the network, on this loop. Retransmissions and strays are dealt with from the index. */
    public void received(WireMessage message) {
        if (message.isRequest()) servers.received(message);
        else clients.received(message);
    }

    /**
     * Sends a request in a new client transaction: our Via is put on top (branch, sent-by of the listener toward the
     * hop, rport over UDP), and a request too long for UDP goes by TCP (§18.1.1) and falls back if the connection is
     * refused. The request is the transaction's from here on. If no listener reaches the hop, the transport fails, and
     * the listener is told so later.
     *
     * @param flow send on this flow while it stands, as to a phone behind a connection
     */
    public ClientTransaction send(Request request, Hop hop, Optional<Flow> flow, ClientListener listener) {
        return clients.send(request, hop, flow, listener);
    }

    /** The same. */
    public ClientTransaction send(SipRequest request, Hop hop, Optional<Flow> flow, ClientListener listener) {
        return send(Jain.unwrap(request), hop, flow, listener);
    }

    /**
     * Sends the ACK for a 2xx, outside any transaction (§13.2.2.4), with a Via of ours put on top; returns the printed
     * frame's sender for retransmission.
     */
    public Runnable sendAck(Request ack, Hop hop, Optional<Flow> flow) {
        PreparedRequest way = PreparedRequest.prepare(context.network, ack, hop, flow, context.ids.branch());
        Runnable sender = new AckSender(context, way);
        sender.run();
        return sender;
    }

    /** How many transactions live, server and client. */
    public int size() {
        return servers.size() + clients.size();
    }

    /** What this layer has seen. May be called from any thread. */
    public TransactionFigures figures() {
        return context.counters.figures();
    }
}
