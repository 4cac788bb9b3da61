package org.strowger.dialog;

import org.strowger.transaction.ServerTransaction;

/** The layer above the dialogs: told on the loop about requests outside of any dialog. */
public interface UserAgentCore {

    /** An INVITE outside of any dialog. It has passed the inspection of RFC 3261 §8.2 and been answered with 100. */
    void invited(IncomingSession session);

    /** Any other request outside of any dialog, inspected: REGISTER, OPTIONS, … The core answers through the transaction. */
    void requested(ServerTransaction transaction);
}
