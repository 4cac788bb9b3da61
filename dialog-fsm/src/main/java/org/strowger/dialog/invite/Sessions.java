package org.strowger.dialog.invite;

import org.strowger.dialog.message.DialogId;
import org.strowger.transaction.ClientListener;

/** What a session asks of those who keep all sessions of a loop. Runs on that loop. */
public interface Sessions {

    /** A session is over: what comes for it gets 481. */
    void forget(InviteSession session);

    /** A call of ours has left before anybody answered it: some branch might still. */
    void departed(DialogId id, LateAnswers late);

    /** Who is told when a session's own part in a transaction is over. */
    ClientListener repeats();
}
