package org.strowger.transaction;

import java.text.ParseException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Hop;
import org.strowger.sip.StatelessTag;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.Sip;
import org.strowger.sip.message.SipCodec;
import org.strowger.sip.message.SipCodec.Parsed;

/** The server transactions of a layer: requests come here. Runs on its loop. */
final class ServerTransactions {

    private final TransactionContext context;
    private final Burden burden;
    /** Answers that are kept for retransmissions, the oldest first; what is over already is passed by. */
    private final Queue<NonInviteServerTx> answers = new ArrayDeque<>();

    private final Map<ServerKey, ServerTx> live = new HashMap<>();
    private final Map<ServerKey, InviteServerTx> awaitingOldAck = new HashMap<>();
    private final Map<Origin, ServerTx> origins = new HashMap<>();
    private @Nullable TransactionUser user;

    ServerTransactions(TransactionContext context) {
        this.context = context;
        this.burden = new Burden(context.settings);
    }

    void user(TransactionUser who) {
        user = who;
    }

    TransactionUser user() {
        return Objects.requireNonNull(user, "user(…) comes before anything is received");
    }

    int size() {
        return live.size();
    }

    void received(WireMessage message) {
        ServerKey key = ServerKey.of(message);
        if (message.method().equals(Request.ACK)) {
            acknowledged(message, key);
            return;
        }
        ServerTx known = live.get(key);
        if (known != null) repeated(known);
        else if (burden.refuses(message)) shed(message);
        else fresh(message, key);
    }

    Burden burden() {
        return burden;
    }

    private void shed(WireMessage message) {
        context.counters.shed.increment();
        SipCodec.refusal(message, Response.SERVICE_UNAVAILABLE, "Too Many Requests Are Being Served")
                .ifPresent(answer -> sendBack(message, answer));
    }

    void answered(ServerTx transaction) {
        transaction.close();
        if (transaction instanceof NonInviteServerTx answer) kept(answer);
        if (transaction instanceof InviteServerTx invite && invite.key instanceof ServerKey.Rfc2543)
            awaitingOldAck.put(invite.key.ofAck(invite.localTag()), invite);
    }

    /**
     * §8.2.2.2 has 482 for ongoing transactions only: once it is answered, the same request by another branch is a new
     * one.
     */
    private void kept(NonInviteServerTx answer) {
        unwatch(answer);
        passBy();
        answers.add(answer);
        // While a machine's step is under way nothing else is told: the newest is never among the oldest.
        while (burden.isHalfFull() && answers.size() > 1) {
            NonInviteServerTx oldest = answers.remove();
            if (!oldest.isOver()) oldest.makeRoom();
        }
    }

    private void passBy() {
        while (!answers.isEmpty() && answers.peek().isOver()) answers.remove();
    }

    void forget(ServerTx transaction) {
        passBy();
        if (!live.remove(transaction.key, transaction)) return;
        context.counters.liveServers.decrement();
        transaction.close();
        burden.forgotten(transaction.share(), transaction.weight());
        unwatch(transaction);
        if (transaction instanceof InviteServerTx invite)
            awaitingOldAck.remove(invite.key.ofAck(invite.localTag()), invite);
    }

    private void unwatch(ServerTx transaction) {
        transaction.unwatched().ifPresent(origin -> origins.remove(origin, transaction));
    }

    private void repeated(ServerTx known) {
        context.counters.absorbed.increment();
        known.repeated();
    }

    private void acknowledged(WireMessage ack, ServerKey key) {
        ServerTx invite =
                key instanceof ServerKey.Rfc2543 ? awaitingOldAck.get(key) : live.get(key.withMethod("INVITE"));
        if (invite instanceof InviteServerTx served) served.acknowledged(ack);
        else if (ack.toTag().equals(StatelessTag.of(ack)))
            context.counters.absorbed.increment(); // of a refusal given once
        else if (SipCodec.parse(ack) instanceof Parsed.GoodRequest(Request request))
            context.tell(ack, "acknowledged", () -> user().acknowledged(request));
        else context.counters.junk.increment(); // §17: nobody answers an ACK, however broken
    }

    private void fresh(WireMessage message, ServerKey key) {
        switch (SipCodec.parse(message)) {
            case Parsed.GoodRequest(Request request) -> begin(message, key, request);
            case Parsed.BadRequest bad -> refuse(message, bad.answer());
            case Parsed.GoodResponse _, Parsed.Junk _ -> context.counters.junk.increment();
        }
    }

    private void refuse(WireMessage message, Response answer) {
        context.counters.malformed.increment();
        sendBack(message, answer);
    }

    private void sendBack(WireMessage message, Response answer) {
        byte[] frame = SipCodec.print(answer);
        Runnable onFailure = context.counters.transportFailures::increment;
        context.network.sendOn(message.flow(), frame, Hop.forResponseTo(message), onFailure);
    }

    private void begin(WireMessage message, ServerKey key, Request request) {
        switch (message.method()) {
            case Request.CANCEL -> cancel(open(message, key, request), request);
            case String _ when isMerged(message) -> loopDetected(open(message, key, request), request);
            default -> serve(open(message, key, request));
        }
    }

    private ServerTx open(WireMessage message, ServerKey key, Request request) {
        Burden.Share share = burden.taken(message);
        ServerTx transaction = message.method().equals(Request.INVITE)
                ? new InviteServerTx(context, this, key, share, message, request)
                : new NonInviteServerTx(context, this, key, share, message, request);
        live.put(transaction.key, transaction);
        context.counters.liveServers.increment();
        return transaction;
    }

    private void serve(ServerTx transaction) {
        if (transaction.wire().toTag().isEmpty()) origins.put(transaction.watched(), transaction);
        boolean taken = context.tell(transaction, "requested", () -> user().requested(transaction));
        if (!taken && !transaction.isAnswered())
            transaction.respond(Sip.response(Response.SERVER_INTERNAL_ERROR, transaction.request()));
    }

    private boolean isMerged(WireMessage message) {
        return message.toTag().isEmpty() && origins.containsKey(Origin.of(message));
    }

    private void loopDetected(ServerTx transaction, Request request) {
        context.counters.merged.increment();
        transaction.respondOnce(Sip.response(Response.LOOP_DETECTED, request));
    }

    /** §9.2. The To tag is that of the responses to the INVITE. */
    private void cancel(ServerTx transaction, Request request) {
        ServerTx invite = live.get(transaction.key.withMethod(Request.INVITE));
        if (invite == null) {
            transaction.respondOnce(Sip.response(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, request));
            return;
        }
        Response ok = Sip.response(Response.OK, request);
        tag(ok, invite.localTag());
        transaction.respond(ok);
        invite.cancelled(request);
    }

    private static void tag(Response response, String tag) {
        try {
            ((ToHeader) response.getHeader(ToHeader.NAME)).setTag(tag);
        } catch (ParseException e) {
            throw new IllegalStateException("a tag of ours is no token: " + tag, e);
        }
    }
}
