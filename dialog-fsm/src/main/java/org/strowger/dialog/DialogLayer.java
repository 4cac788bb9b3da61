package org.strowger.dialog;

import org.strowger.sip.HopResolver;
import org.strowger.sip.Identifiers;
import org.strowger.sip.SipNetwork;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.transaction.TransactionLayer;

/** All dialogs of one loop; the user of its {@link TransactionLayer}. Runs on its loop. */
public final class DialogLayer {

    /** A layer without dialogs; makes itself the user of {@code transactions}. */
    public DialogLayer(
            Loop loop,
            TransactionLayer transactions,
            SipNetwork network,
            HopResolver resolver,
            Identifiers ids,
            UserAgentSettings settings,
            MachineObserver observer,
            UserAgentCore core) {
        throw new UnsupportedOperationException();
    }

    /** Sends an INVITE. Nothing is told before this returns. */
    public OutgoingSession invite(Invitation invitation, SessionListener listener) {
        throw new UnsupportedOperationException();
    }

    /** How many dialogs live. */
    public int size() {
        throw new UnsupportedOperationException();
    }
}
