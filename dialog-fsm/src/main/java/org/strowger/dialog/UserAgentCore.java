package org.strowger.dialog;

import java.util.Optional;
import org.strowger.sip.message.SipResponse;
import org.strowger.transaction.ServerTransaction;

/** The layer above the dialogs: told on the loop about requests outside of any dialog. */
public interface UserAgentCore {

    /**
     * Whether an INVITE outside of any dialog, inspected, is refused before it becomes a session: once, without 100,
     * and with nothing remembered of it (RFC 3261 §8.2.7, §26.3.2.4). If it is not, {@link #invited} follows at once.
     */
    default Optional<SipResponse> refusal(ServerTransaction invite) {
        return Optional.empty();
    }

    /** An INVITE outside of any dialog. It has passed the inspection of RFC 3261 §8.2 and been answered with 100. */
    void invited(IncomingSession session);

    /**
     * Any other request outside of any dialog, inspected: REGISTER, OPTIONS, … The core answers through the
     * transaction.
     */
    void requested(ServerTransaction transaction);
}
