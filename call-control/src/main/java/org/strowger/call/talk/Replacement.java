package org.strowger.call.talk;

import java.util.Optional;
import java.util.function.Predicate;
import org.strowger.call.EndCause;
import org.strowger.call.hunt.CalledLeg;
import org.strowger.call.hunt.HuntContext;
import org.strowger.call.hunt.PickupOutcome;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.DialogKey;
import org.strowger.call.leg.GuestLeg;
import org.strowger.call.leg.LegContext;
import org.strowger.call.leg.LegTalk;
import org.strowger.call.leg.Loan;
import org.strowger.call.sdp.NoMedia;
import org.strowger.call.sdp.NoPort;
import org.strowger.sip.message.SipResponse;

/**
 * The caller takes the place of a leg of another call (RFC 3891 §3): it is answered, lent to that call, and the leg
 * that it replaces is hung up; or it takes a call that rings for somebody else, by what a lamp has told of it. The
 * dialog is looked for on its own loop; everything else runs on the caller's.
 */
public final class Replacement {

    private final TalkContext call;
    private final DialogKey dialog;

    public Replacement(TalkContext call, DialogKey dialog) {
        this.call = call;
        this.dialog = dialog;
    }

    public void start() {
        Neighbour there = call.neighbour(dialog.callId());
        there.loop().execute(() -> {
            Optional<CalledLeg> ringing = there.ringing(dialog).filter(found -> found.call() != call);
            if (ringing.isPresent()) {
                pickUp(there, ringing.get());
                return;
            }
            Optional<CallLeg> leg = there.leg(dialog).filter(Replacement::talks).filter(found -> found.call != call);
            if (leg.isEmpty()) call.onLoop(() -> refuse(SipResponse.CALL_OR_TRANSACTION_DOES_NOT_EXIST));
            else if (!mayReplace(leg.get())) call.onLoop(() -> refuse(SipResponse.FORBIDDEN));
            // §3: "If the Replaces header field contains an "early-only" flag" and the dialog is confirmed: 486
            else if (dialog.isEarlyOnly()) call.onLoop(() -> refuse(SipResponse.BUSY_HERE));
            else {
                LegContext host = leg.get().call;
                call.onLoop(() -> answer(host, loan -> isTaken(there, host, loan)));
            }
        });
    }

    /** Who waits for the end of a transfer talks to nobody who could be talked to in its place. */
    private static boolean talks(CallLeg leg) {
        return leg.loan().isEmpty()
                && leg.conversation().isPresent()
                && leg.partner().isPresent();
    }

    // RFC 3891 §3: "the UA MUST verify that the initiator of the new INVITE is authorized to replace" the dialog.
    // Who calls has proved to be whose leg that is. Knowing the tags proves nothing: whoever reads along knows them.
    private boolean mayReplace(CallLeg leg) {
        Optional<String> account = call.request().caller().account();
        return account.isPresent() && account.equals(leg.account());
    }

    /** Somebody's phone rings: where accounts may, another takes the call (RFC 5359 §2.11). On its loop. */
    private void pickUp(Neighbour there, CalledLeg ringing) {
        if (!mayPickUp(ringing)) call.onLoop(() -> refuse(SipResponse.FORBIDDEN));
        else {
            HuntContext host = ringing.call();
            call.onLoop(() -> answer(host, loan -> isPickedUp(there, host, loan)));
        }
    }

    private boolean mayPickUp(CalledLeg ringing) {
        return switch (call.home().settings().subscriptions().pickup()) {
            case ACCOUNTS -> call.request().caller().account().isPresent();
            case OWNER -> mayReplace(ringing.leg());
        };
    }

    /** On the host's loop. */
    private boolean isPickedUp(Neighbour there, HuntContext host, Loan loan) {
        return host.over().isEmpty() && there.ringing(dialog).isPresent() && host.takes(loan) == PickupOutcome.TAKEN;
    }

    private void refuse(int status) {
        call.end(new EndCause.Refused(status));
    }

    /** @param taken whether the host takes what it is lent; asked on its loop */
    private void answer(LegContext host, Predicate<Loan> taken) {
        if (call.refusals().forPorts()) return;
        try {
            call.caller().answer();
        } catch (NoMedia e) {
            call.refusals().say(e);
            return;
        }
        call.caller().whenHeard(() -> {
            Loan loan = Loan.of(call.caller(), host);
            host.loop().execute(() -> {
                if (!taken.test(loan)) loan.giveBack();
            });
        });
    }

    /** On the host's loop. */
    private boolean isTaken(Neighbour there, LegContext host, Loan loan) {
        Optional<CallLeg> leg =
                host.over().isPresent() ? Optional.empty() : there.leg(dialog).filter(Replacement::talks);
        Optional<LegTalk> talk = leg.flatMap(CallLeg::conversation);
        if (leg.isEmpty() || talk.isEmpty()) return false;
        GuestLeg guest;
        try {
            guest = loan.take();
        } catch (NoPort _) {
            return false;
        }
        talk.get().introduces(leg.get(), guest);
        leg.get().release();
        return true;
    }
}
