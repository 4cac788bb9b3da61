package org.strowger.call;

import java.util.Optional;
import javax.sip.message.Response;
import org.strowger.media.MediaSession.PortsExhaustedException;

/**
 * The caller takes the place of a leg of another call (RFC 3891 §3): it is answered, lent to that call, and the leg that it replaces is hung up. The dialog is looked
 * for on its own loop; everything else runs on the caller's.
 */
final class Replacement {

    private final LiveCall call;
    private final DialogKey dialog;

    Replacement(LiveCall call, DialogKey dialog) {
        this.call = call;
        this.dialog = dialog;
    }

    void start() {
        ExchangeLoop there = call.home().loopOf(dialog.callId());
        there.loop().execute(() -> {
            Optional<LiveCall> host = there.leg(dialog)
                    .filter(Replacement::talks)
                    .map(leg -> leg.call)
                    .filter(other -> other != call);
            call.onLoop(() -> host.ifPresentOrElse(this::answer, this::refuse));
        });
    }

    private static boolean talks(CallLeg leg) {
        return leg.loan().isEmpty() && leg.conversation().isPresent();
    }

    private void refuse() {
        call.end(new EndCause.Refused(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST));
    }

    private void answer(LiveCall host) {
        if (call.refusedForPorts()) return;
        try {
            call.caller().answer();
        } catch (PortsExhaustedException _) {
            call.end(new EndCause.Refused(Response.SERVICE_UNAVAILABLE));
            return;
        }
        call.caller().whenHeard(() -> {
            Loan loan = call.connections().lends(call.caller(), host);
            host.loop().execute(() -> {
                if (!isTaken(host, loan)) loan.giveBack();
            });
        });
    }

    /** On the host's loop. */
    private boolean isTaken(LiveCall host, Loan loan) {
        Optional<CallLeg> leg = host.over().isPresent()
                ? Optional.empty()
                : host.callees().leg(dialog).filter(Replacement::talks);
        Optional<Conversation> talk = leg.flatMap(CallLeg::conversation);
        if (leg.isEmpty() || talk.isEmpty()) return false;
        GuestLeg guest = loan.guest();
        talk.get().replaced(leg.get(), guest).introduce(guest);
        leg.get().release();
        return true;
    }
}
