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
import org.strowger.dialog.message.Body;
import org.strowger.dialog.message.DialogId;
import org.strowger.dialog.message.Fields;
import org.strowger.dialog.message.Messages;
import org.strowger.dialog.provisional.SentProvisionals;
import org.strowger.dialog.provisional.SentProvisionals.Content;
import org.strowger.dialog.provisional.SentProvisionals.Outcome;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Flow;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.Reliability;
import org.strowger.sip.message.SessionTimes;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Machine;
import org.strowger.transaction.ServerListener;
import org.strowger.transaction.ServerTransaction;

/** A session that we are invited to: the owner of an {@link IncomingCallTable}. Runs on its loop. */
public final class IncomingCall extends InviteSession
        implements IncomingSession, ServerListener, SentProvisionals.Owner {

    /** What the owner wants to be answered with a status. */
    private record Answer(int status, Optional<SessionDescription> ours, List<SipHeader> headers) {}

    private final Machine<State, Event, Effect> machine;
    private final ServerTransaction transaction;
    private final ServerTransaction guarded;
    private final DialogSender sender;
    private final boolean offered;
    private final long cseq;
    private final Optional<SessionDescription> offer;
    private @Nullable Response last;
    /** Once it is settled that provisional responses are sent reliably. */
    private @Nullable SentProvisionals reliable;
    /** What is sent once a provisional response has its PRACK. */
    private @Nullable Answer kept;

    private ReliableProvisionals provisionals;
    /**
     * Whether a reliable provisional response has described the session: nothing that follows does (RFC 3261 §13.2.1).
     */
    private boolean described;

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
        this.provisionals = context.settings.provisionals();
        this.offered = offer.isPresent();
        this.cseq = Fields.cseq(invite);
        this.sender = new DialogSender(
                context,
                Dialog.asCallee(context.messages, invite, id.localTag()),
                flow.back(),
                Optional.of(flow),
                DialogSender.Reach.WHERE_IT_SAYS,
                transaction.wire().isTranslated() ? ContactTrust.MAPPED : ContactTrust.MET);
        this.guarded = new GuardedTransaction(transaction, id.localTag(), this::answeredElsewhere);
        this.machine = new Machine<>(
                IncomingCallTable.TABLE, context.loop, context.timings, this::perform, context.observer, this);
        changes.learn(invite);
        changes.turn(offered ? OfferAnswerTable.Event.THEY_OFFER : OfferAnswerTable.Event.THEY_ASK);
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
        if (machine.state() == State.TRYING) provisionals = other;
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
        boolean held = reliable != null && reliable.holdsAnswer();
        machine.post(held ? Event.ACCEPT_LATER : Event.ACCEPT, answer);
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
        boolean answered = offered || described;
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
        return machine.state() == State.EARLY && described && reliable != null && reliable.isAcknowledged();
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
            case SEND_PROGRESS -> progress((Answer) payload);
            case RESEND_PROGRESS -> {
                if (last != null) transaction.respond(last);
            }
            case KEEP_ANSWER -> kept = (Answer) payload;
            case SEND_ANSWER -> accept(payload instanceof Answer answer ? answer : Objects.requireNonNull(kept));
            case RESEND_ANSWER -> {
                context.counters.resentAnswers.increment();
                transaction.respond(Objects.requireNonNull(last));
            }
            case SEND_REJECTION -> reject((Answer) payload);
            case SEND_UNAVAILABLE -> reject(bare(Response.TEMPORARILY_UNAVAILABLE));
            case SEND_TIMEOUT -> reject(bare(Response.SERVER_TIMEOUT));
            case SEND_TERMINATED -> reject(bare(Response.REQUEST_TERMINATED));
            case SEND_BYE -> sendBye();
            case TELL_CANCELLED -> {
                // some callers send BYE instead
                Optional<SipRequest> request =
                        payload instanceof SipRequest cancel ? Optional.of(cancel) : Optional.empty();
                tellLast("cancelled", l -> l.cancelled(request));
            }
            case TELL_ENDED -> tellLast("ended", l -> l.ended(new SessionEnd.Cancelled()));
            case TELL_ACKNOWLEDGED -> {
                last = null;
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

    private static Answer bare(int status) {
        return new Answer(status, Optional.empty(), List.of());
    }

    private void progress(Answer answer) {
        SipRequest invite = transaction.received();
        boolean asked = provisionals != ReliableProvisionals.OFF && Reliability.isSupported(invite);
        // RFC 3261 §13.2.1: where the caller has made no offer, the first reliable response has to
        boolean may = offered || described || answer.ours.isPresent();
        if (asked && may) reliable().send(Content.of(answer.ours), () -> Jain.wrap(reliably(answer)));
        else if (!Reliability.isRequired(invite)) {
            // RFC 6337 §2.2: an offer of ours can't travel in an unreliable provisional response
            last = made(answer.status, offered ? answer.ours : Optional.empty(), answer.headers);
            transaction.respond(last);
        }
    }

    private SentProvisionals reliable() {
        if (reliable == null) reliable = new SentProvisionals(context, this, changes, sender, cseq, this);
        return reliable;
    }

    private Response reliably(Answer answer) {
        Optional<SessionDescription> ours = described ? Optional.empty() : answer.ours;
        if (ours.isPresent()) {
            changes.turn(offered ? OfferAnswerTable.Event.WE_ANSWER : OfferAnswerTable.Event.WE_OFFER);
            described = true;
        }
        Response response = made(answer.status, ours, answer.headers);
        context.messages.allow(response); // RFC 3311 §5.1: so that the caller knows that it may send UPDATE
        return response;
    }

    private void accept(Answer answer) {
        kept = null;
        if (!described) changes.turn(offered ? OfferAnswerTable.Event.WE_ANSWER : OfferAnswerTable.Event.WE_OFFER);
        Response response = made(answer.status, described ? Optional.empty() : answer.ours, answer.headers);
        context.messages.describe(response);
        timer().begins(SessionTimes.of(transaction.request())).into(response);
        last = response;
        if (reliable != null) reliable.answered();
        transaction.respond(response);
    }

    private Response made(int status, Optional<SessionDescription> ours, List<SipHeader> headers) {
        Response response = context.messages.response(status, transaction.request(), id.localTag());
        sender.sign(response);
        Messages.extend(response, headers);
        ours.ifPresent(description -> Body.put(response, description));
        return response;
    }

    @Override
    void pracked(ServerTransaction prack, Body body) {
        if (reliable != null) reliable.received(prack, body);
        else context.noDialog(prack);
    }

    @Override
    public void transmit(SipResponse response) {
        last = Jain.unwrap(response);
        transaction.respond(response);
    }

    @Override
    public void came(Outcome outcome) {
        machine.post(outcome == Outcome.RELEASED ? Event.RELEASED : Event.PRACK_MISSING);
    }

    private void reject(Answer answer) {
        Response response = context.messages.response(answer.status, transaction.request(), id.localTag());
        Messages.extend(response, answer.headers);
        transaction.respond(response);
    }

    @Override
    void sessionOver() {
        kept = null;
        if (reliable != null) reliable.over();
    }

    private void forget() {
        last = null;
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
