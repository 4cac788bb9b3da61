package org.strowger.dialog.invite;

import java.util.List;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.ContactTrust;
import org.strowger.dialog.Invitation;
import org.strowger.dialog.OutgoingSession;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.SessionEnd;
import org.strowger.dialog.SessionListener;
import org.strowger.dialog.SessionState;
import org.strowger.dialog.change.OfferAnswerTable;
import org.strowger.dialog.core.Dialog;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.DialogSender.Reach;
import org.strowger.dialog.core.Payload;
import org.strowger.dialog.core.SessionProof;
import org.strowger.dialog.invite.Forks.Early;
import org.strowger.dialog.invite.OutgoingCallTable.Effect;
import org.strowger.dialog.invite.OutgoingCallTable.Event;
import org.strowger.dialog.invite.OutgoingCallTable.State;
import org.strowger.dialog.message.Body;
import org.strowger.dialog.message.DialogId;
import org.strowger.dialog.message.Fields;
import org.strowger.dialog.message.FirstRequest;
import org.strowger.dialog.provisional.ReceivedProvisionals;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.digest.DigestClient;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.SessionTimes;
import org.strowger.sip.message.Sip;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Machine;
import org.strowger.transaction.ClientListener;
import org.strowger.transaction.ClientTransaction;
import org.strowger.transaction.ServerTransaction;

/** A session that we invited: the owner of an {@link OutgoingCallTable}. Runs on its loop. */
public final class OutgoingCall extends InviteSession
        implements OutgoingSession, ClientListener, ReceivedProvisionals.Told {

    /** A 2xx, and what it describes. */
    private record Success(Response response, Optional<SessionDescription> theirs) {}

    private final Machine<State, Event, Effect> machine;
    private final Hop hop;
    private final Optional<Flow> flow;
    private final boolean secure;
    private final ContactTrust trust;
    private final SessionProof proof;
    private final Optional<DigestClient.Round> round;
    private final ReliableProvisionals provisionals;
    private final boolean offering;
    private final Forks forks = new Forks();
    private final FirstExchange exchange;
    private final LateAnswers late;
    private @Nullable ClientTransaction transaction;
    private @Nullable DialogSender standing;
    /** Of the offer in a 2xx: what its ACK says until the owner has answered. */
    private Optional<SessionDescription> refusal = Optional.empty();

    private List<SipHeader> cancelHeaders = List.of();
    private long cseq;

    public OutgoingCall(
            DialogContext context, Sessions sessions, DialogId id, Invitation invitation, SessionListener listener) {
        super(context, sessions, id, listener);
        invitation.timers().ifPresent(this::timed);
        this.hop = invitation.hop();
        this.flow = invitation.flow();
        this.trust = invitation.trust();
        this.proof = SessionProof.of(invitation.credentials());
        this.round = proof.round();
        this.secure = invitation.target().isSecure();
        this.provisionals = invitation.provisionals().orElse(context.settings.provisionals());
        this.offering = invitation.offer().isPresent();
        this.late = new LateAnswers(context, hop, flow, secure, trust, proof);
        this.machine = new Machine<>(
                OutgoingCallTable.TABLE, context.loop, context.timings, this::perform, context.observer, this);
        this.exchange = new FirstExchange(context, this, changes, forks, offering, this);
        exchange.begin();
        machine.start();
    }

    public void begin(Request invite) {
        cseq = Fields.cseq(invite);
        timer().asks().into(invite);
        provisionals.into(Jain.wrap(invite));
        proof.into(Jain.wrap(invite), hop);
        transaction = context.transactions.send(invite, hop, flow, this);
    }

    @Override
    public SessionState state() {
        return switch (machine.state()) {
            case CALLING, PROCEEDING -> SessionState.TRYING;
            case EARLY -> SessionState.EARLY;
            case CANCEL_WAITING, CANCELLING -> SessionState.CANCELLING;
            case ANSWERED -> SessionState.ANSWERED;
            case CONFIRMED -> SessionState.CONFIRMED;
            case LEAVING -> SessionState.LEAVING;
            case ENDED -> SessionState.ENDED;
        };
    }

    // ------------------------------------------------------------------ what the owner asks for

    @Override
    public String localTag() {
        return id.localTag();
    }

    @Override
    public void cancel(List<SipHeader> extra) {
        if (isLeaving()) return;
        cancelHeaders = List.copyOf(extra);
        machine.post(Event.CANCEL);
    }

    @Override
    public void acknowledge(SessionDescription description) {
        if (machine.state() != State.ANSWERED) return;
        changes.turn(OfferAnswerTable.Event.WE_ANSWER);
        machine.post(Event.ACKNOWLEDGE, description);
        changes.next();
    }

    /** Before there is a dialog to be ended, hanging up is giving up. */
    @Override
    void leave() {
        machine.post(standing == null ? Event.CANCEL : Event.BYE);
    }

    // ------------------------------------------------------------------ what the INVITE's transaction tells

    @Override
    public void provisional(Response provisional) {
        enter(() -> {
            SipResponse response = Jain.wrap(provisional);
            String tag = Fields.toTag(provisional);
            boolean reliable = standing == null && exchange.isReliable(response, tag);
            if (reliable && !exchange.isNext(response, tag)) return;
            boolean rings = provisional.getStatusCode() > Response.TRYING && (standing != null || open(provisional));
            if (reliable && rings) {
                changes.learn(provisional);
                exchange.received(response, tag, Body.of(provisional).readable());
            } else machine.fire(rings ? Event.PROGRESS : Event.TRYING, provisional);
        });
    }

    @Override
    public void passOn(SipResponse response) {
        machine.post(Event.PROGRESS, Jain.unwrap(response));
    }

    @Override
    public void answered(Response finalResponse) {
        enter(() -> {
            if (finalResponse.getStatusCode() < 300) succeeded(finalResponse);
            else if (isToBeSentAgain(finalResponse)) machine.fire(Event.AGAIN, finalResponse);
            else machine.fire(Event.FAILURE, finalResponse);
        });
    }

    @Override
    public void timedOut() {
        enter(() -> machine.fire(Event.TIMEOUT));
    }

    @Override
    public void transportFailed() {
        enter(() -> machine.fire(Event.TRANSPORT_ERROR));
    }

    @Override
    void strayAnswer(Response stray) {
        succeeded(stray);
    }

    private boolean open(Response provisional) {
        Optional<SessionDescription> seen = offering ? Body.of(provisional).readable() : Optional.empty();
        boolean kept = forks.heard(provisional, () -> newSender(provisional, Reach.WHERE_IT_SAYS), seen);
        if (!kept) context.counters.forksIgnored.increment();
        return kept;
    }

    private void succeeded(Response success) {
        String tag = Fields.toTag(success);
        long number = Fields.cseq(success);
        if (standing != null && standing.dialog().remoteTag().equals(tag)) standing.repeatAcknowledgement(number);
        else if (standing != null || machine.isOver() || number != cseq) late.hangUp(success);
        else establish(success, tag);
    }

    private void establish(Response success, String tag) {
        Optional<Early> chosen = forks.early(tag);
        DialogSender sender = chosen.map(Early::sender).orElseGet(() -> newSender(success, Reach.WHERE_IT_SAYS));
        sender.dialog().established(success);
        standing = sender;
        late.stands(tag);
        changes.dialogsOver(Optional.of(sender));
        Optional<SessionDescription> shown = chosen.or(() -> forks.early("")).flatMap(Early::answer);
        Optional<SessionDescription> settled = chosen.flatMap(Early::settled)
                .map(first -> changes.saidEarly(tag).orElse(first));
        if (settled.isPresent()) exchange.stands();
        forks.settled();
        changes.learn(success);
        timer().agreed(SessionTimes.of(success));
        Body body = Body.of(success);
        // some callees answer in a provisional response only, and say nothing in the 2xx
        Optional<SessionDescription> description =
                settled.or(() -> body instanceof Body.None ? shown : body.readable());
        // until its owner answers, an offer is answered by refusing all that it offers
        if (!offering && settled.isEmpty()) refusal = description.map(Body::refusing);
        Event event = settled.isPresent() ? Event.SUCCESS : classify(description.isPresent());
        machine.fire(event, new Success(success, description));
        changes.next();
    }

    private Event classify(boolean described) {
        if (!described) {
            context.counters.unusableDescriptions.increment();
            return Event.SUCCESS_UNUSABLE;
        }
        exchange.described();
        return offering ? Event.SUCCESS : Event.SUCCESS_WITH_OFFER;
    }

    private boolean isToBeSentAgain(Response refusal) {
        if (refusal.getStatusCode() == SessionTimes.TOO_BRIEF) return timer().rises(SessionTimes.of(refusal));
        return proof.answers(round, Jain.wrap(refusal), hop);
    }

    /** §22.2, RFC 4028 §7.3: the same Call-ID and tag, the next CSeq. Who rang has been refused with it. */
    private void inviteAgain() {
        ClientTransaction refused = transaction;
        if (refused == null) throw new IllegalStateException("no INVITE has been sent: " + this);
        refused.listener(late);
        forks.settled();
        exchange.again();
        begin(FirstRequest.again(refused.request()));
    }

    private DialogSender newSender(Response by, Reach reach) {
        return new DialogSender(context, Dialog.asCaller(context.messages, by, secure), hop, flow, reach, trust)
                .proves(proof);
    }

    // ------------------------------------------------------------------ what the dialog tells

    @Override
    Optional<DialogSender> sender(String remoteTag) {
        if (standing != null)
            return Optional.of(standing).filter(c -> c.dialog().remoteTag().equals(remoteTag));
        return forks.early(remoteTag).map(Early::sender);
    }

    @Override
    public Optional<DialogSender> sender() {
        if (standing != null) return Optional.of(standing);
        return forks.latest().map(Early::sender);
    }

    @Override
    boolean canEnd() {
        return standing != null && !machine.isOver();
    }

    @Override
    boolean isLeaving() {
        return machine.state() == State.LEAVING || machine.isOver();
    }

    @Override
    public boolean isConfirmed() {
        return machine.state() == State.CONFIRMED;
    }

    /** Where several ring, it is not known yet whose session an UPDATE would be about. */
    @Override
    public boolean mayUpdate() {
        return machine.state() == State.EARLY && forks.isSettled();
    }

    @Override
    public boolean ownsCallId() {
        return true;
    }

    /** We send no provisional responses that would have to be acknowledged. */
    @Override
    void pracked(ServerTransaction prack, Body body) {
        context.noDialog(prack);
    }

    @Override
    void peerLeft(SessionEnd.PeerLeft bye) {
        machine.fire(Event.PEER_BYE, bye);
    }

    @Override
    void peerGone(SessionEnd why) {
        machine.post(Event.PEER_GONE, why);
    }

    @Override
    void acknowledged(Request ack) {}

    @Override
    void byeDone() {
        machine.post(Event.BYE_DONE);
    }

    // ------------------------------------------------------------------ what is done

    private void perform(Effect effect, Object payload) {
        switch (effect) {
            case SEND_AGAIN -> inviteAgain();
            case SEND_CANCEL -> {
                if (transaction != null) transaction.cancel(cancelHeaders);
            }
            case SEND_ACK -> acknowledgeInvite(payload);
            case SEND_BYE -> sendBye();
            case TELL_PROGRESS -> {
                Response progress = (Response) payload;
                String fork = Fields.toTag(progress);
                Optional<SessionDescription> media = forks.early(fork).flatMap(Early::answer);
                tell("progressed", l -> l.progressed(Jain.wrap(progress), fork, media));
            }
            case TELL_ANSWERED -> {
                Success success = (Success) payload;
                tell("answered", l -> l.answered(Jain.wrap(success.response), success.theirs));
            }
            case TELL_REJECTED -> rejected((Response) payload);
            case TELL_TIMEOUT -> rejected(madeUp(Response.REQUEST_TIMEOUT));
            case TELL_TRANSPORT_ERROR -> rejected(madeUp(Response.SERVICE_UNAVAILABLE));
            case TELL_CANCELLED -> rejected(madeUp(Response.REQUEST_TERMINATED));
            case TELL_UNUSABLE -> rejected(madeUp(Response.NOT_ACCEPTABLE_HERE));
            case TELL_PEER_LEFT, TELL_PEER_GONE -> tellEnded(payload);
            case FORGET -> context.loop.execute(this::forgetIfOver);
        }
    }

    /** @param payload our answer, where the owner has given one */
    private void acknowledgeInvite(Object payload) {
        requireStanding().acknowledge(cseq, Payload.description(payload).or(() -> refusal));
        refusal = Optional.empty();
    }

    private void rejected(Response why) {
        tellLast("rejected", l -> l.rejected(Jain.wrap(why)));
    }

    private Response madeUp(int status) {
        ClientTransaction sent = transaction;
        if (sent == null) throw new IllegalStateException("no INVITE has been sent: " + this);
        return Sip.response(status, sent.request());
    }

    private void forgetIfOver() {
        if (!machine.isOver()) return;
        if (transaction != null) transaction.listener(late);
        transaction = null;
        try {
            over();
            forks.settled();
            if (standing != null) standing.close();
        } finally {
            sessions.forget(this);
            if (standing == null) sessions.departed(id, late);
        }
    }

    private DialogSender requireStanding() {
        if (standing == null) throw new IllegalStateException("no dialog stands: " + this);
        return standing;
    }
}
