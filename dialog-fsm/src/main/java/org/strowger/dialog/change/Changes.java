package org.strowger.dialog.change;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.sip.header.AllowHeader;
import javax.sip.header.Header;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.SessionContext;
import org.strowger.dialog.message.Body;
import org.strowger.dialog.message.Fields;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SessionTimes;
import org.strowger.sip.message.Sip;
import org.strowger.statemachine.Machine;
import org.strowger.transaction.ServerTransaction;

/**
 * Offers and answers of one session after the first, in both directions; the rules of who may when. Runs on its loop.
 */
public final class Changes {

    private static final int LONGEST_RETRY_AFTER_SECONDS = 10;

    private final DialogContext context;
    private final SessionContext session;
    private final Machine<OfferAnswerTable.State, OfferAnswerTable.Event, OfferAnswerTable.Effect> offerAnswer;
    private final ArrayDeque<OutgoingChange> queue = new ArrayDeque<>(2);
    private final List<IncomingChange> peerChanges = new ArrayList<>(0);
    private @Nullable OutgoingChange current;
    private Optional<SessionDescription> saidEarly = Optional.empty();
    private String earlyTag = "";
    private boolean takesUpdate;
    private boolean takesRefer;

    public Changes(DialogContext context, SessionContext session) {
        this.context = context;
        this.session = session;
        this.offerAnswer = new Machine<>(
                OfferAnswerTable.TABLE, context.loop, context.timings, this::perform, context.observer, session);
    }

    /** The first offer and answer are the session's own; their turns are kept here. */
    public void turn(OfferAnswerTable.Event event) {
        offerAnswer.post(event);
    }

    /** Learns from an INVITE or a 2xx what the peer takes, of what we would send (RFC 3311 §4). */
    public void learn(Message message) {
        ListIterator<?> methods = message.getHeaders(AllowHeader.NAME);
        while (methods.hasNext()) if (methods.next() instanceof AllowHeader allow) takes(allow.getMethod());
    }

    private void takes(String method) {
        switch (method) {
            case Request.UPDATE -> takesUpdate = true;
            case Request.REFER -> takesRefer = true;
            default -> {}
        }
    }

    // ------------------------------------------------------------------ ours

    public void reinvite(Optional<SessionDescription> offer) {
        queue.add(new OutgoingChange(context, session, this, OutgoingChange.Way.REINVITE, offer));
        next();
    }

    /** A peer that has not said that it takes UPDATE gets a re-INVITE, which all take. */
    public void update(SessionDescription offer) {
        queue.add(new OutgoingChange(context, session, this, OutgoingChange.Way.UPDATE, Optional.of(offer)));
        next();
    }

    /** A refresh (RFC 4028 §7.4); one is enough. */
    public void refresh() {
        boolean asked =
                Stream.concat(Stream.ofNullable(current), queue.stream()).anyMatch(OutgoingChange::isRefresh);
        if (asked) return;
        queue.add(new OutgoingChange(context, session, this, OutgoingChange.Way.REFRESH, Optional.empty()));
        next();
    }

    /** Whether an offer of ours waits for its answer. */
    public boolean isOffering() {
        return offerAnswer.state() == OfferAnswerTable.State.OFFER_SENT;
    }

    /** Whether an offer of either side waits for its answer. */
    public boolean isOpen() {
        return isOffering() || offerAnswer.state() == OfferAnswerTable.State.OFFER_RECEIVED;
    }

    public boolean peerTakesUpdate() {
        return takesUpdate;
    }

    /** It has refused one, whatever its Allow says. */
    void peerTakesNoUpdate() {
        takesUpdate = false;
    }

    public boolean peerTakesRefer() {
        return takesRefer;
    }

    /** Lets the next change of ours begin, if nothing else is open (§14.1, RFC 6337 §4). */
    public void next() {
        if (current == null) current = queue.poll();
        if (current != null && isQuiet(current)) current.turn();
    }

    /** A change of ours is over. */
    void finished(OutgoingChange change) {
        if (current == change) current = null;
        context.loop.execute(this::next);
    }

    private boolean isQuiet(OutgoingChange next) {
        boolean may = session.isConfirmed() || (next.isUpdate() && session.mayUpdate());
        return may && offerAnswer.state() == OfferAnswerTable.State.STABLE && peerChanges.isEmpty();
    }

    /** What the peer has said in an early dialog since the first exchange: this stands when the 2xx comes. */
    public Optional<SessionDescription> saidEarly(String remoteTag) {
        return remoteTag.equals(earlyTag) ? saidEarly : Optional.empty();
    }

    void said(DialogSender sender, Optional<SessionDescription> theirs) {
        if (session.isConfirmed() || theirs.isEmpty()) return;
        earlyTag = sender.dialog().remoteTag();
        saidEarly = theirs;
    }

    // ------------------------------------------------------------------ the peer's

    public void invited(ServerTransaction transaction, DialogSender sender) {
        Request request = transaction.request();
        if (isTooBrief(transaction, request)) return;
        Body body = Body.of(request);
        if (body instanceof Body.Unreadable(String why)) {
            unreadable(transaction, request, why);
            return;
        }
        transaction.respond(context.messages.response(Response.TRYING, request));
        arrive(new IncomingChange(context, session, this, transaction, sender, body.readable()));
    }

    public void updated(ServerTransaction transaction, DialogSender sender) {
        Request request = transaction.request();
        if (isTooBrief(transaction, request)) return;
        switch (Body.of(request)) {
            case Body.Unreadable(String why) -> unreadable(transaction, request, why);
            case Body.Described(SessionDescription offer) ->
                arrive(new IncomingChange(context, session, this, transaction, sender, Optional.of(offer)));
            case Body.None _ -> {
                // RFC 3311 §5.2: without an offer it only refreshes the target
                sender.dialog().refreshTarget(request);
                Response ok = context.messages.response(Response.OK, request);
                sender.sign(ok);
                context.messages.describe(ok);
                session.timer().answers(SessionTimes.of(request)).into(ok);
                transaction.respond(ok);
            }
        }
    }

    /** The peer's PRACK offers (RFC 6337 §2.2, pattern 5). */
    public void offeredIn(ServerTransaction prack, DialogSender sender) {
        arrive(new IncomingChange(
                context, session, this, prack, sender, Body.of(prack.request()).readable()));
    }

    private boolean isTooBrief(ServerTransaction transaction, Request request) {
        OptionalLong least = session.timer().least(SessionTimes.of(request));
        if (least.isEmpty()) return false;
        transaction.respond(context.messages.tooBrief(request, least.getAsLong()));
        return true;
    }

    /** Takes the ACK of a re-INVITE; false if it belongs to none. */
    public boolean acknowledged(Request ack) {
        long cseq = Fields.cseq(ack);
        for (IncomingChange change : List.copyOf(peerChanges)) {
            if (!change.isInvite(cseq)) continue;
            change.acknowledged(ack);
            return true;
        }
        return false;
    }

    /** A change of the peer's is over. */
    void closed(IncomingChange change) {
        peerChanges.remove(change);
        context.loop.execute(this::next);
    }

    private void arrive(IncomingChange change) {
        if (session.isGivenUp()) {
            change.refuse(context.messages.response(Response.REQUEST_TERMINATED, change.request()));
            return;
        }
        boolean described = change.description().isPresent();
        offerAnswer.fire(described ? OfferAnswerTable.Event.THEY_OFFER : OfferAnswerTable.Event.THEY_ASK, change);
    }

    private void perform(OfferAnswerTable.Effect effect, Object payload) {
        // the first offer of all is delivered with its INVITE
        if (!(payload instanceof IncomingChange change)) return;
        switch (effect) {
            case DELIVER -> {
                peerChanges.add(change);
                session.tell("offered", l -> l.offered(change), () -> change.reject(Response.SERVER_INTERNAL_ERROR));
            }
            case REFUSE_GLARE -> {
                context.counters.glares.increment();
                change.refuse(context.messages.response(Response.REQUEST_PENDING, change.request()));
            }
            case REFUSE_BUSY -> {
                Response busy = context.messages.response(Response.SERVER_INTERNAL_ERROR, change.request());
                busy.addHeader(retryLater());
                change.refuse(busy);
            }
        }
    }

    /** §14.2: between nought and ten seconds, by chance. */
    Header retryLater() {
        return Sip.header("Retry-After", String.valueOf(context.random.nextInt(LONGEST_RETRY_AFTER_SECONDS + 1)));
    }

    /** 488: what a request says of the session can't be read. */
    public void unreadable(ServerTransaction transaction, String why) {
        unreadable(transaction, transaction.request(), why);
    }

    private void unreadable(ServerTransaction transaction, Request request, String why) {
        context.counters.unusableDescriptions.increment();
        transaction.respond(context.messages.unreadable(request, why));
    }

    // ------------------------------------------------------------------

    /**
     * The early dialogs of our INVITE are over but that which stands, if one does: what the peer has offered in them is
     * refused, and what we have is offered again.
     */
    public void dialogsOver(Optional<DialogSender> standing) {
        if (standing.isEmpty()) saidEarly = Optional.empty();
        if (current != null) current.dialogOver(standing);
        for (IncomingChange change : List.copyOf(peerChanges)) change.dialogOver(standing);
    }

    /** §15: what is open ends with the session. */
    public void sessionOver() {
        queue.clear();
        OutgoingChange mine = current;
        current = null;
        if (mine != null) mine.sessionOver();
        List.copyOf(peerChanges).forEach(IncomingChange::sessionOver);
    }
}
