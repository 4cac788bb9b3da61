package org.strowger.dialog.core;

import java.util.function.IntConsumer;
import javax.sip.message.Response;
import org.strowger.transaction.ClientListener;

/** Tells what a request came to: 408 if nobody answered, 503 if it could not be sent (RFC 3261 §8.1.3.1). */
public record FinalStatus(IntConsumer told) implements ClientListener {

    /** Whether it says that the peer has forgotten the dialog that a request of ours was sent within (§12.2.1.2). */
    public static boolean meansGone(int status) {
        return status == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST || status == Response.REQUEST_TIMEOUT;
    }

    @Override
    public void provisional(Response response) {}

    @Override
    public void answered(Response response) {
        told.accept(response.getStatusCode());
    }

    @Override
    public void timedOut() {
        told.accept(Response.REQUEST_TIMEOUT);
    }

    @Override
    public void transportFailed() {
        told.accept(Response.SERVICE_UNAVAILABLE);
    }
}
