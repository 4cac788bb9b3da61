package org.strowger.dialog.invite;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.change.Changes;
import org.strowger.dialog.change.OfferAnswerTable;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.SessionContext;
import org.strowger.dialog.message.Body;
import org.strowger.dialog.message.DialogId;
import org.strowger.dialog.message.Messages;
import org.strowger.dialog.provisional.SentProvisionals;
import org.strowger.dialog.provisional.SentProvisionals.Content;
import org.strowger.dialog.provisional.SentProvisionals.Outcome;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.Reliability;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.transaction.ServerTransaction;

/**
 * What is said to an INVITE that we are sent: provisional responses, reliably or not, the 2xx or a refusal; and which
 * of them describes the session. Runs on its loop.
 */
final class InviteResponses implements SentProvisionals.Owner {

    /** What the owner of the session wants to be answered with a status. */
    record Answer(int status, Optional<SessionDescription> ours, List<SipHeader> headers) {

        /** One that its status says all of. */
        static Answer bare(int status) {
            return new Answer(status, Optional.empty(), List.of());
        }
    }

    private final DialogContext context;
    private final SessionContext session;
    private final Changes changes;
    private final DialogId id;
    private final ServerTransaction transaction;
    private final DialogSender sender;
    private final boolean offered;
    private final Consumer<Outcome> told;
    /** What is repeated until the caller has heard it. */
    private @Nullable SipResponse last;
    /** Once it is settled that provisional responses are sent reliably. */
    private @Nullable SentProvisionals reliable;

    private ReliableProvisionals provisionals;
    /**
     * Whether a reliable provisional response has described the session: nothing that follows does (RFC 3261 §13.2.1).
     */
    private boolean described;

    /**
     * None yet.
     *
     * @param offered whether the INVITE brings an offer
     * @param told what has come of waiting for PRACK
     */
    InviteResponses(
            DialogContext context,
            SessionContext session,
            Changes changes,
            DialogId id,
            ServerTransaction transaction,
            DialogSender sender,
            boolean offered,
            Consumer<Outcome> told) {
        this.context = context;
        this.session = session;
        this.changes = changes;
        this.id = id;
        this.transaction = transaction;
        this.sender = sender;
        this.offered = offered;
        this.told = told;
        this.provisionals = context.settings.provisionals();
    }

    /** Before the first: whether provisional ones are sent reliably. */
    void provisionals(ReliableProvisionals policy) {
        provisionals = policy;
    }

    /** Whether the ACK is to answer the offer of our 2xx. */
    boolean awaitsAnswer() {
        return !offered && !described;
    }

    /** Whether we have described the session, and the caller has acknowledged it (RFC 3311 §5.1). */
    boolean isSettled() {
        return described && reliable != null && reliable.isAcknowledged();
    }

    /** Whether the 2xx has to wait for a PRACK (RFC 3262 §3); nothing provisional is sent any more. */
    boolean holdsSuccess() {
        return reliable != null && reliable.holdsAnswer();
    }

    /** A provisional one. */
    void progress(Answer answer) {
        SipRequest invite = transaction.received();
        boolean asked = provisionals != ReliableProvisionals.OFF && Reliability.isSupported(invite);
        // RFC 3261 §13.2.1: where the caller has made no offer, the first reliable response has to
        boolean may = offered || described || answer.ours.isPresent();
        if (asked && may) reliable().send(Content.of(answer.ours), () -> reliably(answer));
        else if (!Reliability.isRequired(invite)) {
            // RFC 6337 §2.2: an offer of ours can't travel in an unreliable provisional response
            last = made(answer.status, offered ? answer.ours : Optional.empty(), answer.headers);
            transaction.respond(last);
        }
    }

    private SentProvisionals reliable() {
        if (reliable == null)
            reliable = new SentProvisionals(
                    context, session, changes, sender, transaction.wire().cseq(), this);
        return reliable;
    }

    private SipResponse reliably(Answer answer) {
        Optional<SessionDescription> ours = described ? Optional.empty() : answer.ours;
        if (ours.isPresent()) {
            describe();
            described = true;
        }
        SipResponse response = made(answer.status, ours, answer.headers);
        context.inspector.allow(response); // RFC 3311 §5.1: so that the caller knows that it may send UPDATE
        return response;
    }

    /** The 2xx. */
    void accept(Answer answer) {
        if (!described) describe();
        SipResponse response = made(answer.status, described ? Optional.empty() : answer.ours, answer.headers);
        context.inspector.describe(response);
        Messages.time(response, session.timer().begins(Messages.times(transaction.received())));
        last = response;
        if (reliable != null) reliable.answered();
        transaction.respond(response);
    }

    private void describe() {
        changes.turn(offered ? OfferAnswerTable.Event.WE_ANSWER : OfferAnswerTable.Event.WE_OFFER);
    }

    private SipResponse made(int status, Optional<SessionDescription> ours, List<SipHeader> headers) {
        SipResponse response = context.messages.answer(status, transaction.received(), id.localTag());
        sender.sign(response);
        headers.forEach(response::add);
        ours.ifPresent(description -> Body.put(response, description));
        return response;
    }

    /** A refusal. */
    void reject(Answer answer) {
        SipResponse response = context.messages.answer(answer.status, transaction.received(), id.localTag());
        answer.headers.forEach(response::add);
        transaction.respond(response);
    }

    /** The last once more, if it is kept. */
    void repeat() {
        if (last != null) transaction.respond(last);
    }

    /** Nothing is repeated any more. */
    void forget() {
        last = null;
    }

    /** PRACK. */
    void pracked(ServerTransaction prack, Body body) {
        if (reliable != null) reliable.received(prack, body);
        else context.noDialog(prack);
    }

    /** The session is over. */
    void over() {
        if (reliable != null) reliable.over();
    }

    @Override
    public void transmit(SipResponse response) {
        last = response;
        transaction.respond(response);
    }

    @Override
    public void came(Outcome outcome) {
        told.accept(outcome);
    }
}
