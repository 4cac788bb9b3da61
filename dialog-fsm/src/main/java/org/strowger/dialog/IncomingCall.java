package org.strowger.dialog;

import java.util.List;
import java.util.Optional;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.IncomingInvite.Effect;
import org.strowger.dialog.IncomingInvite.Event;
import org.strowger.dialog.IncomingInvite.State;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Flow;
import org.strowger.statemachine.Machine;
import org.strowger.transaction.ServerListener;
import org.strowger.transaction.ServerTransaction;

/** A session that we are invited to: the owner of an {@link IncomingInvite}. Runs on its loop. */
final class IncomingCall extends InviteSession implements IncomingSession, ServerListener {

    private final Machine<State, Event, Effect> machine;
    private final ServerTransaction transaction;
    private final ServerTransaction guarded;
    private final Courier courier;
    private final boolean offered;
    private final long cseq;
    private final Optional<SessionDescription> offer;
    private Optional<SessionDescription> ours = Optional.empty();
    private Optional<SessionDescription> lateAnswer = Optional.empty();
    private Optional<Request> cancel = Optional.empty();
    private List<Header> headers = List.of();
    private @Nullable Response last;
    private int status;

    IncomingCall(
            Surroundings around,
            DialogLayer layer,
            DialogId id,
            ServerTransaction transaction,
            Optional<SessionDescription> offer) {
        super(around, layer, id);
        Request invite = transaction.request();
        Flow flow = transaction.wire().flow();
        this.transaction = transaction;
        this.offer = offer;
        this.offered = offer.isPresent();
        this.cseq = Fields.cseq(invite);
        this.courier = new Courier(
                around,
                Dialog.asCallee(around.messages, invite, id.localTag()),
                flow.back(),
                Optional.of(flow),
                Courier.Reach.WHERE_IT_SAYS,
                ContactTrust.MET);
        this.guarded = new GuardedTransaction(transaction, id.localTag(), this::answeredElsewhere);
        this.machine =
                new Machine<>(IncomingInvite.TABLE, around.loop, around.timings, this::perform, around.observer, this);
        changes.learn(invite);
        changes.turn(offered ? OfferAnswer.Event.THEY_OFFER : OfferAnswer.Event.THEY_ASK);
        transaction.listener(this);
        machine.start();
    }

    @Override
    public Request invite() {
        return transaction.request();
    }

    @Override
    public Flow flow() {
        return transaction.wire().flow();
    }

    @Override
    public ServerTransaction transaction() {
        return guarded;
    }

    @Override
    public void trusts(ContactTrust trust) {
        courier.trusts(trust);
    }

    @Override
    public Optional<SessionDescription> offer() {
        return offer;
    }

    @Override
    public SessionState state() {
        return switch (machine.state()) {
            case TRYING -> SessionState.TRYING;
            case EARLY -> SessionState.EARLY;
            case ANSWERED -> SessionState.ANSWERED;
            case CONFIRMED -> SessionState.CONFIRMED;
            case BYE_WAITING, LEAVING -> SessionState.LEAVING;
            case ENDED -> SessionState.ENDED;
        };
    }

    // ------------------------------------------------------------------ what the owner asks for

    @Override
    public void progress(int provisional, Optional<SessionDescription> answer, List<Header> extra) {
        if (provisional <= Response.TRYING || provisional > 199)
            throw new IllegalArgumentException("a provisional response is 101 to 199: " + provisional);
        if (!isUnanswered()) return;
        status = provisional;
        // RFC 6337 §2.2: an offer of ours can't travel in an unreliable provisional response
        ours = offered ? answer : Optional.empty();
        headers = List.copyOf(extra);
        machine.post(Event.PROGRESS);
    }

    @Override
    public void accept(SessionDescription description, List<Header> extra) {
        if (!isUnanswered()) return;
        ours = Optional.of(description);
        headers = List.copyOf(extra);
        machine.post(Event.ACCEPT);
    }

    @Override
    public void reject(int failure, List<Header> extra) {
        if (failure < 300 || failure > 699) throw new IllegalArgumentException("a rejection is 300 to 699: " + failure);
        if (!isUnanswered()) return;
        status = failure;
        headers = List.copyOf(extra);
        machine.post(Event.REJECT);
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
    public void cancelled(Request request) {
        enter(() -> {
            cancel = Optional.of(request);
            machine.fire(Event.CANCELLED);
            cancel = Optional.empty();
        });
    }

    @Override
    void acknowledged(Request ack) {
        long number = Fields.cseq(ack);
        boolean awaited = machine.state() == State.ANSWERED || machine.state() == State.BYE_WAITING;
        if (number != cseq || !awaited) return;
        lateAnswer = offered ? Optional.empty() : Body.of(ack).readable();
        boolean usable = offered || lateAnswer.isPresent();
        if (!usable) around.counters.unusableDescriptions.increment();
        else if (!offered) changes.turn(OfferAnswer.Event.THEY_ANSWER);
        machine.fire(usable ? Event.ACK : Event.ACK_UNUSABLE);
        changes.next();
    }

    @Override
    Optional<Courier> courier(String remoteTag) {
        return Optional.of(courier).filter(c -> c.dialog().remoteTag().equals(remoteTag));
    }

    /** Until the caller has seen our tag there is no dialog. */
    @Override
    Optional<Courier> courier() {
        return machine.state() == State.TRYING ? Optional.empty() : Optional.of(courier);
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
    boolean isConfirmed() {
        return machine.state() == State.CONFIRMED;
    }

    @Override
    void peerLeft() {
        machine.fire(Event.PEER_BYE);
    }

    @Override
    void peerGone() {
        machine.post(Event.PEER_GONE);
    }

    /** A 2xx to a re-INVITE of ours that comes after its transaction. */
    @Override
    void strayAnswer(Response response) {
        courier.repeatAcknowledgement(Fields.cseq(response));
    }

    @Override
    void byeDone() {
        machine.post(Event.BYE_DONE);
    }

    // ------------------------------------------------------------------ what is done

    private void perform(Effect effect) {
        switch (effect) {
            case SEND_PROGRESS -> send(describing(status));
            case RESEND_PROGRESS -> resend();
            case SEND_ANSWER -> {
                changes.turn(offered ? OfferAnswer.Event.WE_ANSWER : OfferAnswer.Event.WE_OFFER);
                send(describing(Response.OK));
            }
            case RESEND_ANSWER -> {
                around.counters.resentAnswers.increment();
                resend();
            }
            case SEND_REJECTION -> reject(status);
            case SEND_UNAVAILABLE -> reject(Response.TEMPORARILY_UNAVAILABLE);
            case SEND_TERMINATED -> reject(Response.REQUEST_TERMINATED);
            case SEND_BYE -> sendBye();
            case TELL_CANCELLED -> {
                Optional<Request> request = cancel;
                tellLast("cancelled", l -> l.cancelled(request));
            }
            case TELL_ACKNOWLEDGED -> {
                Optional<SessionDescription> answer = lateAnswer;
                last = null;
                tell("acknowledged", l -> l.acknowledged(answer));
            }
            case TELL_UNUSABLE ->
                tellLast("ended", l -> l.ended(new SessionEnd.PeerGone(Response.NOT_ACCEPTABLE_HERE)));
            case TELL_ACK_MISSING -> tellAckMissing();
            case TELL_PEER_LEFT -> tellPeerLeft();
            case TELL_PEER_GONE -> tellPeerGone();
            case FORGET -> around.loop.execute(this::forget);
        }
    }

    private Response describing(int code) {
        Request invite = transaction.request();
        Response response = around.messages.response(code, invite, id.localTag());
        courier.sign(response);
        Messages.extend(response, headers);
        if (code == Response.OK) around.messages.describe(response);
        ours.ifPresent(description -> Body.put(response, description));
        return response;
    }

    private void send(Response response) {
        headers = List.of();
        ours = Optional.empty();
        last = response;
        transaction.respond(response);
    }

    private void resend() {
        if (last != null) transaction.respond(last);
    }

    private void reject(int code) {
        Response response = around.messages.response(code, transaction.request(), id.localTag());
        Messages.extend(response, headers);
        transaction.respond(response);
    }

    private void forget() {
        last = null;
        try {
            over();
            courier.close();
        } finally {
            layer.forget(this, DialogLayer.Departure.ANSWERED);
        }
    }
}
