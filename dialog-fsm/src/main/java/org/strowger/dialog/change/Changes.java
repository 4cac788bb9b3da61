package org.strowger.dialog.change;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import java.util.Set;
import javax.sip.header.AllowHeader;
import javax.sip.header.Header;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.core.Courier;
import org.strowger.dialog.core.SessionContext;
import org.strowger.dialog.core.Surroundings;
import org.strowger.dialog.message.Body;
import org.strowger.dialog.message.Fields;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.Sip;
import org.strowger.statemachine.Machine;
import org.strowger.transaction.ServerTransaction;

/** Offers and answers of one session after the first, in both directions; the rules of who may when. Runs on its loop. */
public final class Changes {

    private static final int LONGEST_RETRY_AFTER_SECONDS = 10;

    private final Surroundings around;
    private final SessionContext session;
    private final Machine<OfferAnswerTable.State, OfferAnswerTable.Event, OfferAnswerTable.Effect> offerAnswer;
    private final ArrayDeque<OutgoingChange> queue = new ArrayDeque<>(2);
    private final List<IncomingChange> peerChanges = new ArrayList<>(1);
    private @Nullable OutgoingChange current;
    private final Set<String> allowed = new HashSet<>();

    public Changes(Surroundings around, SessionContext session) {
        this.around = around;
        this.session = session;
        this.offerAnswer = new Machine<>(
                OfferAnswerTable.TABLE, around.loop, around.timings, this::perform, around.observer, session);
    }

    /** The first offer and answer are the session's own; their turns are kept here. */
    public void turn(OfferAnswerTable.Event event) {
        offerAnswer.post(event);
    }

    /** Learns from an INVITE or a 2xx what the peer takes, UPDATE among it (RFC 3311 §4). */
    public void learn(Message message) {
        ListIterator<?> methods = message.getHeaders(AllowHeader.NAME);
        while (methods.hasNext()) if (methods.next() instanceof AllowHeader allow) allowed.add(allow.getMethod());
    }

    // ------------------------------------------------------------------ ours

    public void reinvite(Optional<SessionDescription> offer) {
        queue.add(new OutgoingChange(around, session, this, OutgoingChange.Way.REINVITE, offer));
        next();
    }

    /** A peer that has not said that it takes UPDATE gets a re-INVITE, which all take. */
    public void update(SessionDescription offer) {
        queue.add(new OutgoingChange(around, session, this, OutgoingChange.Way.UPDATE, Optional.of(offer)));
        next();
    }

    boolean peerTakesUpdate() {
        return peerTakes(Request.UPDATE);
    }

    public boolean peerTakes(String method) {
        return allowed.contains(method);
    }

    /** Lets the next change of ours begin, if nothing else is open (§14.1, RFC 6337 §4). */
    public void next() {
        if (current == null) current = queue.poll();
        if (current != null && isQuiet()) current.turn();
    }

    /** A change of ours is over. */
    void finished(OutgoingChange change) {
        if (current == change) current = null;
        around.loop.execute(this::next);
    }

    private boolean isQuiet() {
        return session.isConfirmed() && offerAnswer.state() == OfferAnswerTable.State.STABLE && peerChanges.isEmpty();
    }

    // ------------------------------------------------------------------ the peer's

    public void invited(ServerTransaction transaction, Courier courier) {
        Request request = transaction.request();
        Body body = Body.of(request);
        if (body instanceof Body.Unreadable(String why)) {
            unreadable(transaction, request, why);
            return;
        }
        transaction.respond(around.messages.response(Response.TRYING, request));
        arrive(new IncomingChange(around, session, this, transaction, courier, body.readable()));
    }

    public void updated(ServerTransaction transaction, Courier courier) {
        Request request = transaction.request();
        switch (Body.of(request)) {
            case Body.Unreadable(String why) -> unreadable(transaction, request, why);
            case Body.Described(SessionDescription offer) ->
                arrive(new IncomingChange(around, session, this, transaction, courier, Optional.of(offer)));
            case Body.None _ -> {
                // RFC 3311 §5.2: without an offer it only refreshes the target
                courier.dialog().refreshTarget(request);
                Response ok = around.messages.response(Response.OK, request);
                courier.sign(ok);
                transaction.respond(ok);
            }
        }
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
        around.loop.execute(this::next);
    }

    private void arrive(IncomingChange change) {
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
                around.counters.glares.increment();
                change.refuse(around.messages.response(Response.REQUEST_PENDING, change.request()));
            }
            case REFUSE_BUSY -> {
                Response busy = around.messages.response(Response.SERVER_INTERNAL_ERROR, change.request());
                busy.addHeader(retryLater());
                change.refuse(busy);
            }
        }
    }

    /** §14.2: between nought and ten seconds, by chance. */
    Header retryLater() {
        return Sip.header("Retry-After", String.valueOf(around.random.nextInt(LONGEST_RETRY_AFTER_SECONDS + 1)));
    }

    private void unreadable(ServerTransaction transaction, Request request, String why) {
        around.counters.unusableDescriptions.increment();
        transaction.respond(around.messages.unreadable(request, why));
    }

    // ------------------------------------------------------------------

    /** §15: what is open ends with the session. */
    public void sessionOver() {
        queue.clear();
        OutgoingChange mine = current;
        current = null;
        if (mine != null) mine.sessionOver();
        List.copyOf(peerChanges).forEach(IncomingChange::sessionOver);
    }
}
