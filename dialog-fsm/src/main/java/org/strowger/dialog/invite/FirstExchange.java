package org.strowger.dialog.invite;

import java.util.Optional;
import org.strowger.dialog.change.Changes;
import org.strowger.dialog.change.OfferAnswerTable.Event;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.SessionContext;
import org.strowger.dialog.invite.Forks.Early;
import org.strowger.dialog.provisional.ReceivedProvisionals;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.Reliability;
import org.strowger.sip.message.SipResponse;

/**
 * The first offer and answer of a session that we invited: settled by a reliable provisional response and its PRACK
 * (RFC 3262 §5), or else by the 2xx. Forks may each settle it; there is one turn for all of them. Runs on its loop.
 */
final class FirstExchange {

    private final DialogContext context;
    private final SessionContext session;
    private final Changes changes;
    private final Forks forks;
    private final boolean offering;
    private final ReceivedProvisionals.Told told;
    /** Whether it has been settled, or begun by the callee, before the 2xx. */
    private boolean early;
    /** Whether it is our turn since forks have offered. */
    private boolean owing;

    /** @param offering whether the INVITE brings our offer */
    FirstExchange(
            DialogContext context,
            SessionContext session,
            Changes changes,
            Forks forks,
            boolean offering,
            ReceivedProvisionals.Told told) {
        this.context = context;
        this.session = session;
        this.changes = changes;
        this.forks = forks;
        this.offering = offering;
        this.told = told;
    }

    void begin() {
        changes.turn(offering ? Event.WE_OFFER : Event.WE_ASK);
    }

    /** Another INVITE takes the place of the one that was refused. */
    void again() {
        if (!early) return;
        changes.dialogsOver(Optional.empty());
        changes.turn(Event.ROLL_BACK);
        begin();
        early = false;
        owing = false;
    }

    /**
     * Whether a response is to be acknowledged by PRACK: one without a tag makes no dialog that it could be sent in.
     */
    boolean isReliable(SipResponse response, String tag) {
        return !tag.isEmpty() && Reliability.sequence(response).isPresent();
    }

    /** Whether a reliable response is in its turn in its early dialog. */
    boolean isNext(SipResponse response, String tag) {
        Optional<ReceivedProvisionals> line = forks.early(tag).flatMap(Early::reliable);
        boolean next = line.isEmpty() || line.get().isNext(sequence(response));
        if (!next) line.get().outOfOrder();
        return next;
    }

    /** A reliable response in its turn, of an early dialog that there is. */
    void received(SipResponse response, String tag, Optional<SessionDescription> description) {
        ReceivedProvisionals line = forks.reliable(tag, this::line);
        boolean settled = forks.early(tag).flatMap(Early::settled).isPresent();
        if (settled || description.isEmpty()) line.next(sequence(response), response, Optional.empty());
        else if (offering) {
            turn(Event.THEY_ANSWER);
            forks.settle(tag, description.get());
            line.next(sequence(response), response, Optional.empty());
        } else {
            offers();
            line.next(sequence(response), response, description);
        }
        changes.next();
    }

    private static long sequence(SipResponse response) {
        return Reliability.sequence(response).orElseThrow();
    }

    /** The 2xx describes the session, and nothing did before in its dialog. */
    void described() {
        if (offering) turn(Event.THEY_ANSWER);
        else offers();
    }

    /** Where another fork has offered before, this is one more offer. */
    private void offers() {
        if (!changes.isOpen()) {
            changes.turn(early ? Event.THEY_OFFER : Event.THEY_OFFER_IN_2XX);
            owing = true;
        }
        early = true;
    }

    /** A dialog stands whose exchange has been settled: what others offer is answered no more. */
    void stands() {
        if (owing) changes.turn(Event.ROLL_BACK);
        owing = false;
    }

    private void turn(Event how) {
        if (!early) changes.turn(how);
        early = true;
    }

    private void answered() {
        if (!owing || forks.isAnswerOwed()) return;
        changes.turn(Event.WE_ANSWER);
        owing = false;
    }

    private ReceivedProvisionals line(DialogSender sender) {
        return new ReceivedProvisionals(context, session, sender, told, offer -> {
            forks.settle(sender.dialog().remoteTag(), offer);
            answered();
            context.loop.execute(changes::next);
        });
    }
}
