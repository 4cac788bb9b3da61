package org.strowger.dialog.change;

import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.Offer;
import org.strowger.dialog.change.IncomingChangeTable.Effect;
import org.strowger.dialog.change.IncomingChangeTable.Event;
import org.strowger.dialog.change.IncomingChangeTable.State;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.Payload;
import org.strowger.dialog.core.SessionContext;
import org.strowger.dialog.message.Body;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SessionTimes;
import org.strowger.sip.message.SipRequest;
import org.strowger.statemachine.Machine;
import org.strowger.transaction.ServerListener;
import org.strowger.transaction.ServerTransaction;

/** One re-INVITE or UPDATE of the peer's. Runs on its loop. */
final class IncomingChange implements Offer, ServerListener {

    private final DialogContext context;
    private final SessionContext session;
    private final Changes changes;
    private final ServerTransaction transaction;
    private final DialogSender sender;
    private final Optional<SessionDescription> description;
    private final boolean invite;
    private final long cseq;
    private final Machine<State, Event, Effect> machine;
    private @Nullable Response success;

    IncomingChange(
            DialogContext context,
            SessionContext session,
            Changes changes,
            ServerTransaction transaction,
            DialogSender sender,
            Optional<SessionDescription> description) {
        this.context = context;
        this.session = session;
        this.changes = changes;
        this.transaction = transaction;
        this.sender = sender;
        this.description = description;
        this.invite = transaction.wire().method().equals(Request.INVITE);
        this.cseq = transaction.wire().cseq();
        this.machine = new Machine<>(
                IncomingChangeTable.TABLE, context.loop, context.timings, this::perform, context.observer, session);
        transaction.listener(this);
    }

    /** Until it has its final response. */
    Request request() {
        return transaction.request();
    }

    /** Whether it is the re-INVITE of this CSeq. */
    boolean isInvite(long number) {
        return invite && number == cseq;
    }

    /** Answers without asking the owner. */
    void refuse(Response response) {
        transaction.respond(response);
    }

    void sessionOver() {
        machine.post(Event.SESSION_OVER);
    }

    /** Its early dialog is over, unless it is this one. */
    void dialogOver(Optional<DialogSender> standing) {
        if (standing.filter(dialog -> dialog == sender).isEmpty()) machine.post(Event.CANCELLED);
    }

    void acknowledged(Request ack) {
        if (machine.state() != State.UNACKNOWLEDGED) return;
        if (description.isPresent()) {
            machine.fire(Event.ACK);
            return;
        }
        Optional<SessionDescription> lateAnswer = Body.of(ack).readable();
        if (lateAnswer.isPresent()) changes.turn(OfferAnswerTable.Event.THEY_ANSWER);
        else context.counters.unusableDescriptions.increment();
        machine.fire(lateAnswer.isPresent() ? Event.ACK : Event.ACK_UNUSABLE, Payload.of(lateAnswer));
    }

    @Override
    public void cancelled(SipRequest cancel) {
        session.enter(() -> machine.fire(Event.CANCELLED));
    }

    // ------------------------------------------------------------------ what the owner decides

    @Override
    public Optional<SessionDescription> description() {
        return description;
    }

    /** Once; and not any more when the peer has taken its request back, or the session is over. */
    @Override
    public void accept(SessionDescription answer) {
        if (machine.state() != State.OPEN) return;
        machine.post(invite ? Event.ACCEPT_INVITE : Event.ACCEPT_UPDATE, answer);
    }

    @Override
    public void reject(int status) {
        if (status < 400 || status > 699) throw new IllegalArgumentException("a refusal is 400 to 699: " + status);
        if (machine.state() != State.OPEN) return;
        machine.post(Event.REJECT, status);
    }

    // ------------------------------------------------------------------ what is done

    private void perform(Effect effect, Object payload) {
        switch (effect) {
            case SEND_ANSWER -> answer((SessionDescription) payload);
            case RESEND_ANSWER -> {
                context.counters.resentAnswers.increment();
                if (success != null) transaction.respond(success);
            }
            case SEND_REJECTION -> refuse((Integer) payload);
            case SEND_TERMINATED -> respond(Response.REQUEST_TERMINATED);
            case ROLL_BACK -> changes.turn(OfferAnswerTable.Event.ROLL_BACK);
            case TELL_ACKNOWLEDGED -> {
                Optional<SessionDescription> lateAnswer = Payload.description(payload);
                if (lateAnswer.isPresent()) session.tell("acknowledged", l -> l.acknowledged(lateAnswer));
            }
            case TELL_UNUSABLE -> session.peerGone(Response.NOT_ACCEPTABLE_HERE);
            case TELL_ACK_MISSING -> session.ackMissing();
            case CLOSE -> {
                success = null;
                transaction.listener(ServerListener.NONE);
                changes.closed(this);
            }
        }
    }

    private void answer(SessionDescription ours) {
        Request request = transaction.request();
        // RFC 6141 §4.9: the target is refreshed when the request succeeds
        sender.dialog().refreshTarget(request);
        Response ok = context.messages.response(Response.OK, request);
        sender.sign(ok);
        context.messages.describe(ok);
        session.timer().answers(SessionTimes.of(request)).into(ok);
        Body.put(ok, ours);
        changes.said(sender, description);
        changes.turn(description.isPresent() ? OfferAnswerTable.Event.WE_ANSWER : OfferAnswerTable.Event.WE_OFFER);
        success = ok;
        transaction.respond(ok);
    }

    // §21.5.1: "If the condition is temporary, the server MAY indicate when the client may retry". No 503, which
    // would keep the peer from all else that it wants of us meanwhile, a BYE included (§21.5.4).
    private void refuse(int refusal) {
        Response response = context.messages.response(refusal, transaction.request());
        if (refusal == Response.SERVER_INTERNAL_ERROR) response.addHeader(changes.retryLater());
        transaction.respond(response);
    }

    private void respond(int status) {
        transaction.respond(context.messages.response(status, transaction.request()));
    }
}
