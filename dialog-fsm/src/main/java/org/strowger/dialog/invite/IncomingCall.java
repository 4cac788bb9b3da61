package org.strowger.dialog.invite;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.ContactTrust;
import org.strowger.dialog.IncomingSession;
import org.strowger.dialog.PeerCredentials;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.SessionEnd;
import org.strowger.dialog.SessionState;
import org.strowger.dialog.SessionTimers;
import org.strowger.dialog.change.OfferAnswerTable;
import org.strowger.dialog.core.Dialog;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.Payload;
import org.strowger.dialog.core.SessionProof;
import org.strowger.dialog.invite.IncomingCallTable.Effect;
import org.strowger.dialog.invite.IncomingCallTable.Event;
import org.strowger.dialog.invite.IncomingCallTable.State;
import org.strowger.dialog.invite.InviteResponses.Answer;
import org.strowger.dialog.message.Body;
import org.strowger.dialog.message.DialogId;
import org.strowger.dialog.message.Fields;
import org.strowger.dialog.provisional.SentProvisionals.Outcome;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Flow;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.statemachine.Machine;
import org.strowger.transaction.ServerListener;
import org.strowger.transaction.ServerTransaction;

/** A session that we are invited to: the owner of an {@link IncomingCallTable}. Runs on its loop. */
public final class IncomingCall extends InviteSession implements IncomingSession, ServerListener {

    private final Machine<State, Event, Effect> machine;
    private final ServerTransaction transaction;
    private final ServerTransaction guarded;
    private final DialogSender sender;
    private final InviteResponses responses;
    private final long cseq;
    private final Optional<SessionDescription> offer;
    /** What is sent once a provisional response has its PRACK. */
    private @Nullable Answer kept;

    public IncomingCall(
            DialogContext context,
            Sessions sessions,
            DialogId id,
            ServerTransaction transaction,
            Optional<SessionDescription> offer) {
        super(context, sessions, id);
        Request invite = transaction.request();
        Flow flow = transaction.wire().flow();
        this.transaction = transaction;
        this.offer = offer;
        this.cseq = Fields.cseq(invite);
        this.sender = new DialogSender(
                context,
                Dialog.asCallee(context.messages, invite, id.localTag()),
                flow.back(),
                Optional.of(flow),
                DialogSender.Reach.WHERE_IT_SAYS,
                transaction.wire().isTranslated() ? ContactTrust.MAPPED : ContactTrust.MET);
        this.responses = new InviteResponses(
                context, this, changes, id, transaction, sender, offer.isPresent(), this::heardOfPrack);
        this.guarded = new GuardedTransaction(transaction, id.localTag(), this::answeredElsewhere);
        this.machine = new Machine<>(
                IncomingCallTable.TABLE, context.loop, context.timings, this::perform, context.observer, this);
        changes.learn(invite);
        changes.turn(offer.isPresent() ? OfferAnswerTable.Event.THEY_OFFER : OfferAnswerTable.Event.THEY_ASK);
        transaction.listener(this);
        machine.start();
    }

    @Override
    public SipRequest invite() {
        return transaction.received();
    }

    @Override
    public Flow flow() {
        return transaction.flow();
    }

    @Override
    public ServerTransaction transaction() {
        return guarded;
    }

    @Override
    public void trusts(ContactTrust trust) {
        sender.trusts(trust);
    }

    @Override
    public void credentials(PeerCredentials ours) {
        sender.proves(SessionProof.of(Optional.of(ours)));
    }

    @Override
    public void timers(SessionTimers timers) {
        if (isUnanswered()) timed(timers);
    }

    @Override
    public void provisionals(ReliableProvisionals other) {
        if (machine.state() == State.TRYING) responses.provisionals(other);
    }

    @Override
    public Optional<SessionDescription> offer() {
        return offer;
    }

    @Override
    public SessionState state() {
        return switch (machine.state()) {
            case TRYING -> SessionState.TRYING;
            case EARLY, ACCEPTED -> SessionState.EARLY;
            case ANSWERED -> SessionState.ANSWERED;
            case CONFIRMED -> SessionState.CONFIRMED;
            case BYE_WAITING, LEAVING -> SessionState.LEAVING;
            case ENDED -> SessionState.ENDED;
        };
    }

    // ------------------------------------------------------------------ what the owner asks for

    @Override
    public void progress(int provisional, Optional<SessionDescription> answer, List<SipHeader> extra) {
        if (provisional <= Response.TRYING || provisional > 199)
            throw new IllegalArgumentException("a provisional response is 101 to 199: " + provisional);
        if (!isUnanswered()) return;
        machine.post(Event.PROGRESS, new Answer(provisional, answer, List.copyOf(extra)));
    }

    @Override
    public void accept(SessionDescription description, List<SipHeader> extra) {
        if (!isUnanswered()) return;
        Answer answer = new Answer(Response.OK, Optional.of(description), List.copyOf(extra));
        machine.post(responses.holdsSuccess() ? Event.ACCEPT_LATER : Event.ACCEPT, answer);
    }

    @Override
    public void reject(int failure, List<SipHeader> extra) {
        if (failure < 300 || failure > 699) throw new IllegalArgumentException("a rejection is 300 to 699: " + failure);
        if (!isUnanswered()) return;
        machine.post(Event.REJECT, new Answer(failure, Optional.empty(), List.copyOf(extra)));
    }

    /** Before the 2xx, hanging up is rejecting. */
    @Override
    void leave() {
        machine.post(Event.BYE);
    }

    private boolean isUnanswered() {
        return machine.state() == State.TRYING || machine.state() == State.EARLY;
    }

    private void answeredElsewhere() {
        machine.post(Event.ANSWERED_ELSEWHERE);
    }

    // ------------------------------------------------------------------ what comes

    @Override
    public void cancelled(SipRequest request) {
        enter(() -> machine.fire(Event.CANCELLED, request));
    }

    @Override
    void acknowledged(Request ack) {
        long number = Fields.cseq(ack);
        boolean awaited = machine.state() == State.ANSWERED || machine.state() == State.BYE_WAITING;
        if (number != cseq || !awaited) return;
        boolean answered = !responses.awaitsAnswer();
        Optional<SessionDescription> lateAnswer =
                answered ? Optional.empty() : Body.of(ack).readable();
        boolean usable = answered || lateAnswer.isPresent();
        if (!usable) context.counters.unusableDescriptions.increment();
        else if (!answered) changes.turn(OfferAnswerTable.Event.THEY_ANSWER);
        machine.fire(usable ? Event.ACK : Event.ACK_UNUSABLE, Payload.of(lateAnswer));
        changes.next();
    }

    @Override
    Optional<DialogSender> sender(String remoteTag) {
        return Optional.of(sender).filter(c -> c.dialog().remoteTag().equals(remoteTag));
    }

    /** Until the caller has seen our tag there is no dialog. */
    @Override
    public Optional<DialogSender> sender() {
        return machine.state() == State.TRYING ? Optional.empty() : Optional.of(sender);
    }

    @Override
    boolean canEnd() {
        return !machine.isOver();
    }

    @Override
    boolean isLeaving() {
        return machine.state() == State.LEAVING || machine.isOver();
    }

    @Override
    public boolean isConfirmed() {
        return machine.state() == State.CONFIRMED;
    }

    @Override
    public boolean mayUpdate() {
        return machine.state() == State.EARLY && responses.isSettled();
    }

    @Override
    public boolean ownsCallId() {
        return false;
    }

    @Override
    void peerLeft(SessionEnd.PeerLeft bye) {
        machine.fire(Event.PEER_BYE, bye);
    }

    @Override
    void peerGone(SessionEnd why) {
        machine.post(Event.PEER_GONE, why);
    }

    /** A 2xx to a re-INVITE of ours that comes after its transaction. */
    @Override
    void strayAnswer(Response response) {
        sender.repeatAcknowledgement(Fields.cseq(response));
    }

    @Override
    void byeDone() {
        machine.post(Event.BYE_DONE);
    }

    // ------------------------------------------------------------------ what is done

    private void perform(Effect effect, Object payload) {
        switch (effect) {
            case SEND_PROGRESS -> responses.progress((Answer) payload);
            case RESEND_PROGRESS -> responses.repeat();
            case KEEP_ANSWER -> kept = (Answer) payload;
            case SEND_ANSWER -> {
                Answer answer = payload instanceof Answer now ? now : Objects.requireNonNull(kept);
                kept = null;
                responses.accept(answer);
            }
            case RESEND_ANSWER -> {
                context.counters.resentAnswers.increment();
                responses.repeat();
            }
            case SEND_REJECTION -> responses.reject((Answer) payload);
            case SEND_UNAVAILABLE -> responses.reject(Answer.bare(Response.TEMPORARILY_UNAVAILABLE));
            case SEND_TIMEOUT -> responses.reject(Answer.bare(Response.SERVER_TIMEOUT));
            case SEND_TERMINATED -> responses.reject(Answer.bare(Response.REQUEST_TERMINATED));
            case SEND_BYE -> sendBye();
            case TELL_CANCELLED -> {
                // some callers send BYE instead
                Optional<SipRequest> request =
                        payload instanceof SipRequest cancel ? Optional.of(cancel) : Optional.empty();
                tellLast("cancelled", l -> l.cancelled(request));
            }
            case TELL_ENDED -> tellLast("ended", l -> l.ended(new SessionEnd.Cancelled()));
            case TELL_ACKNOWLEDGED -> {
                responses.forget();
                Optional<SessionDescription> lateAnswer = Payload.description(payload);
                tell("acknowledged", l -> l.acknowledged(lateAnswer));
            }
            case TELL_UNUSABLE ->
                tellLast("ended", l -> l.ended(new SessionEnd.PeerGone(Response.NOT_ACCEPTABLE_HERE)));
            case TELL_ACK_MISSING -> tellAckMissing();
            case TELL_PRACK_MISSING -> tellLast("ended", l -> l.ended(new SessionEnd.PrackMissing()));
            case TELL_PEER_LEFT, TELL_PEER_GONE -> tellEnded(payload);
            case FORGET -> context.loop.execute(this::forget);
        }
    }

    @Override
    void pracked(ServerTransaction prack, Body body) {
        responses.pracked(prack, body);
    }

    private void heardOfPrack(Outcome outcome) {
        machine.post(outcome == Outcome.RELEASED ? Event.RELEASED : Event.PRACK_MISSING);
    }

    @Override
    void sessionOver() {
        kept = null;
        responses.over();
    }

    private void forget() {
        responses.forget();
        try {
            over();
            sender.close();
        } finally {
            // its transaction waits for ACKs for half a minute more, and would hold all that belonged to the call
            transaction.listener(ServerListener.NONE);
            sessions.forget(this);
        }
    }
}
