package org.strowger.dialog.invite;

import java.text.ParseException;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.sip.Flow;
import org.strowger.sip.WireMessage;
import org.strowger.transaction.ServerListener;
import org.strowger.transaction.ServerTransaction;

/**
 * The transaction of an INVITE as the core gets it: what the core answers there ends the session, which stays the
 * transaction's only listener.
 */
final class GuardedTransaction implements ServerTransaction {

    private final ServerTransaction transaction;
    private final String localTag;
    private final Runnable onFinal;

    GuardedTransaction(ServerTransaction transaction, String localTag, Runnable onFinal) {
        this.transaction = transaction;
        this.localTag = localTag;
        this.onFinal = onFinal;
    }

    @Override
    public Request request() {
        return transaction.request();
    }

    @Override
    public WireMessage wire() {
        return transaction.wire();
    }

    @Override
    public String callId() {
        return transaction.callId();
    }

    @Override
    public Flow flow() {
        return transaction.flow();
    }

    @Override
    public void listener(ServerListener listener) {}

    @Override
    public void respond(Response response) {
        int status = response.getStatusCode();
        if (status < 300) throw new IllegalArgumentException("only refusals are given here, not " + status);
        if (transaction.isAnswered()) return;
        tag(response);
        transaction.respond(response);
        onFinal.run();
    }

    /** The session has said 100 by now, and may have called somebody: it is a refusal like any other. */
    @Override
    public void respondOnce(Response response) {
        respond(response);
    }

    @Override
    public boolean isAnswered() {
        return transaction.isAnswered();
    }

    private void tag(Response response) {
        ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
        try {
            if (to.getTag() == null) to.setTag(localTag);
        } catch (ParseException e) {
            throw new IllegalArgumentException("no tag: " + localTag, e);
        }
    }
}
