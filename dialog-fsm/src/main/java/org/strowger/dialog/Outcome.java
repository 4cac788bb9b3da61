package org.strowger.dialog;

import java.util.function.Consumer;
import javax.sip.message.Response;
import org.strowger.transaction.ClientListener;

/** Wants to know only how a request other than INVITE ended: by its status, 408 and 503 standing for what never came (§8.1.3.1). */
final class Outcome implements ClientListener {

    private final Consumer<Integer> taker;

    Outcome(Consumer<Integer> taker) {
        this.taker = taker;
    }

    @Override
    public void provisional(Response response) {}

    @Override
    public void answered(Response response) {
        taker.accept(response.getStatusCode());
    }

    @Override
    public void timedOut() {
        taker.accept(Response.REQUEST_TIMEOUT);
    }

    @Override
    public void transportFailed() {
        taker.accept(Response.SERVICE_UNAVAILABLE);
    }
}
