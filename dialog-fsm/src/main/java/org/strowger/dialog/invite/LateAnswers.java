package org.strowger.dialog.invite;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.ContactTrust;
import org.strowger.dialog.core.Dialog;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.SessionProof;
import org.strowger.dialog.message.Fields;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.statemachine.Pace;
import org.strowger.transaction.ClientListener;

/**
 * The branches of our INVITE that answer after another has, or after we had given up (RFC 3261 §13.2.2.4): each is hung
 * up. It outlives its session, for as long as the INVITE's transaction does, and knows no more of it than this takes.
 * Runs on its loop.
 */
public final class LateAnswers implements ClientListener {

    /**
     * How many may answer too late: more than any proxy forks to (RFC 3261 sets no bound; a callee that makes tags up
     * needs one).
     */
    static final int MOST = 32;

    /** How many of them at once: each takes an ACK and a BYE, and a transaction. */
    static final int AT_ONCE = 4;

    private static final Duration EACH = Duration.ofMillis(50);

    private final DialogContext context;
    private final Hop hop;
    private final Optional<Flow> flow;
    private final boolean secure;
    private final ContactTrust trust;
    private final SessionProof proof;
    /** Those whose BYE has no answer yet, by their To tags. */
    private Map<String, LateFork> forks = Map.of();

    private String standing = "";
    private int hungUp;
    /** Since the first one. */
    private @Nullable Pace pace;

    /** @param hop where the INVITE went, and so what is said to those who answered it */
    LateAnswers(
            DialogContext context,
            Hop hop,
            Optional<Flow> flow,
            boolean secure,
            ContactTrust trust,
            SessionProof proof) {
        this.context = context;
        this.hop = hop;
        this.flow = flow;
        this.secure = secure;
        this.trust = trust;
        this.proof = proof;
    }

    /** The branch with this To tag has the call: its 2xx is none of those. */
    void stands(String tag) {
        standing = tag;
    }

    @Override
    public void provisional(Response response) {}

    @Override
    public void answered(Response response) {
        if (response.getStatusCode() < 300 && !Fields.toTag(response).equals(standing)) hangUp(response);
    }

    @Override
    public void timedOut() {}

    @Override
    public void transportFailed() {}

    /**
     * Acknowledges a 2xx and sends BYE; one that comes again is acknowledged again. Who answers when many do waits
     * until its 2xx comes again, as it does until there is an ACK (§13.3.1.4).
     */
    void hangUp(Response success) {
        String tag = Fields.toTag(success);
        long number = Fields.cseq(success);
        LateFork known = forks.get(tag);
        if (known != null) known.repeated(number);
        else if (hungUp == MOST || !isTheirTurn()) context.counters.forksIgnored.increment();
        else {
            context.counters.lateForks.increment();
            hungUp++;
            LateFork fork = new LateFork(sender(success));
            if (forks.isEmpty()) forks = new HashMap<>(2);
            forks.put(tag, fork);
            fork.hangUp(number, over -> forks.remove(tag, over));
        }
    }

    private boolean isTheirTurn() {
        if (pace == null) pace = new Pace(AT_ONCE, EACH);
        return pace.allows(context.loop.nanos());
    }

    private DialogSender sender(Response success) {
        Dialog dialog = Dialog.asCaller(context.messages, success, secure);
        return new DialogSender(context, dialog, hop, flow, DialogSender.Reach.WHERE_IT_WAS_MET, trust).proves(proof);
    }
}
