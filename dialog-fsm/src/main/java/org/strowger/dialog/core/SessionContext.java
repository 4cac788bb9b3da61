package org.strowger.dialog.core;

import java.util.Optional;
import java.util.function.Consumer;
import org.strowger.dialog.SessionListener;
import org.strowger.sdp.SessionDescription;
import org.strowger.transaction.ClientListener;

/**
 * What a session's changes and referrals see of it: where it stands, whom to tell, and what ends it. Runs on its loop.
 */
public interface SessionContext {

    /** The ACK has been seen or sent and nothing has ended the session: changes may begin. */
    boolean isConfirmed();

    /**
     * Whether an early dialog takes UPDATE of ours: its first exchange has been settled by reliable provisional
     * responses (RFC 3311 §5.1).
     */
    boolean mayUpdate();

    /** Whether its INVITE has its 2xx: before, what becomes of a dialog is not what becomes of the session. */
    boolean isAnswered();

    /** Whether its owner has given up while it rang, and is offered nothing any more. */
    boolean isGivenUp();

    /** Whether the session's INVITE, and with it the Call-ID, is ours: who owns it waits longer after glare (§14.1). */
    boolean ownsCallId();

    /** The sender of the dialog that stands, or else of the latest early one. */
    Optional<DialogSender> sender();

    /** Runs a step that others asked for, and tells what came of it. */
    void enter(Runnable step);

    /** Tells the session's listener, once the machines have come to rest. */
    default void tell(String what, Consumer<SessionListener> call) {
        tell(what, call, () -> {});
    }

    /** @param onFault what is done where the listener throws */
    void tell(String what, Consumer<SessionListener> call, Runnable onFault);

    /**
     * A request of ours within the dialog got 481, 408 or no answer, or the peer did what makes the session senseless.
     */
    void peerGone(int status);

    /** A re-INVITE of the peer's that we accepted was never acknowledged: §13.3.1.4 holds for it too. */
    void ackMissing();

    /** How long it lasts (RFC 4028). */
    SessionTimer timer();

    /** Its timer wants it refreshed, by UPDATE or by what was said last. */
    void refresh();

    /** Nobody has refreshed it in time: BYE, and its owner is told. */
    void expired();

    /** What this side last said, as its owner has it. */
    Optional<SessionDescription> described();

    /** Who is told when the session's own part in a transaction is over. */
    ClientListener repeats();
}
