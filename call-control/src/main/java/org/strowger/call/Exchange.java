package org.strowger.call;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.strowger.sip.SipReceiver;

/** The telephone exchange: signalling layers on each loop, the registrar, and all calls. Safe on any thread. */
public final class Exchange {

    /** An exchange without calls. Nothing is received until its {@link #receiver} is given to the transports. */
    public Exchange(ExchangeSettings settings, ExchangeEnvironment environment, CallRouter router) {
        throw new UnsupportedOperationException();
    }

    /** Takes what the transports receive, and hands it to the loop that owns it. */
    public SipReceiver receiver() {
        throw new UnsupportedOperationException();
    }

    /** From now on, new INVITEs get 503 with Retry-After; completes when the last call is over. */
    public CompletionStage<Void> drain() {
        throw new UnsupportedOperationException();
    }

    /** Ends all calls now, properly: BYE, CANCEL or a final response for each leg; completes when they are over. */
    public CompletionStage<Void> hangUpAll() {
        throw new UnsupportedOperationException();
    }

    /** Figures of the moment. */
    public ExchangeFigures figures() {
        throw new UnsupportedOperationException();
    }

    /** The running calls; collected on their loops. */
    public CompletionStage<List<CallSnapshot>> calls() {
        throw new UnsupportedOperationException();
    }
}
