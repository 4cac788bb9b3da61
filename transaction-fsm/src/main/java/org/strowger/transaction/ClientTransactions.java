package org.strowger.transaction;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipCodec;
import org.strowger.sip.message.SipCodec.Parsed.GoodResponse;
import org.strowger.statemachine.Pace;

/** The client transactions of a layer: responses come here. Runs on its loop. */
final class ClientTransactions {

    /** Answers to an INVITE that no transaction waits for: each is parsed, and comes again until there is an ACK. */
    static final int STRAY_ANSWERS_AT_ONCE = 100;

    private final TransactionContext context;
    private final Pace strayAnswers = new Pace(STRAY_ANSWERS_AT_ONCE, Duration.ofMillis(10));
    private final Map<ClientKey, ClientTx> live = new HashMap<>();
    private @Nullable TransactionUser user;

    ClientTransactions(TransactionContext context) {
        this.context = context;
    }

    void user(TransactionUser who) {
        user = who;
    }

    int size() {
        return live.size();
    }

    ClientTransaction send(Request request, Hop hop, Optional<Flow> flow, ClientListener listener) {
        String branch = context.ids.branch();
        PreparedRequest way = PreparedRequest.prepare(context.network, request, hop, flow, branch);
        return begin(new ClientKey(branch, request.getMethod()), request, way, listener);
    }

    /** A CANCEL has the branch of its INVITE and takes its way; what becomes of it shows in its INVITE. */
    void sendCancel(Request cancel, PreparedRequest wayOfInvite) {
        String branch = ((ViaHeader) cancel.getHeader(ViaHeader.NAME)).getBranch();
        PreparedRequest way = wayOfInvite.alike(SipCodec.print(cancel));
        begin(new ClientKey(branch, Request.CANCEL), cancel, way, ClientListener.NONE);
    }

    void received(WireMessage message) {
        ClientTx known = live.get(new ClientKey(message.branch(), message.cseqMethod()));
        if (known == null) lost(message);
        else if (known.absorbs(message.status())) repeated(known, message.status());
        else parse(message, known::received);
    }

    /** A 2xx that no transaction takes: some phone believes that it talks to us. */
    void stray(Response response) {
        TransactionUser told = Objects.requireNonNull(user, "user(…) comes before anything is received");
        context.tell(this, "stray answer", () -> told.strayAnswer(response));
    }

    void forget(ClientTx transaction) {
        if (live.remove(transaction.key, transaction)) context.counters.liveClients.decrement();
    }

    private ClientTransaction begin(ClientKey key, Request request, PreparedRequest way, ClientListener listener) {
        ClientTx transaction = request.getMethod().equals(Request.INVITE)
                ? new InviteClientTx(context, this, key, request, way, listener)
                : new NonInviteClientTx(context, this, key, request, way, listener);
        live.put(key, transaction);
        context.counters.liveClients.increment();
        transaction.start();
        return transaction;
    }

    private void repeated(ClientTx known, int status) {
        context.counters.absorbed.increment();
        known.repeated(status);
    }

    private void lost(WireMessage message) {
        boolean toInvite = message.cseqMethod().equals(Request.INVITE);
        boolean success = message.status() >= 200 && message.status() < 300;
        if (!toInvite || !success || !strayAnswers.allows(context.loop.nanos())) context.counters.strays.increment();
        else parse(message, this::stray);
    }

    private void parse(WireMessage message, Consumer<Response> taker) {
        if (SipCodec.parse(message) instanceof GoodResponse(Response response)) taker.accept(response);
        else context.counters.junk.increment();
    }
}
