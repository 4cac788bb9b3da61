package org.strowger.dialog.change;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.Offer;
import org.strowger.dialog.change.OutgoingChangeTable.Effect;
import org.strowger.dialog.change.OutgoingChangeTable.Event;
import org.strowger.dialog.change.OutgoingChangeTable.State;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.FinalStatus;
import org.strowger.dialog.core.Payload;
import org.strowger.dialog.core.SessionContext;
import org.strowger.dialog.core.SipTime;
import org.strowger.dialog.message.Body;
import org.strowger.dialog.message.Fields;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.digest.DigestClient;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.Reliability;
import org.strowger.sip.message.SessionTimes;
import org.strowger.sip.message.Sip;
import org.strowger.statemachine.Machine;
import org.strowger.transaction.ClientListener;
import org.strowger.transaction.ClientTransaction;

/** One re-INVITE or UPDATE of ours, with its retries. Runs on its loop. */
final class OutgoingChange implements ClientListener {

    /** How it is asked for. */
    enum Way {
        REINVITE,
        UPDATE,
        /** Says nothing new (RFC 4028 §7.4): by UPDATE without an offer, or else by what was said last. */
        REFRESH
    }

    /** After so many times in a row, 491 is no glare any more but a refusal. */
    private static final int MOST_ATTEMPTS = 8;

    private final DialogContext context;
    private final SessionContext session;
    private final Changes changes;
    private final Way way;
    private final Optional<SessionDescription> offer;
    private final Machine<State, Event, Effect> machine;
    private @Nullable DialogSender sender;
    private @Nullable ClientTransaction transaction;
    /** Of the offer in a 2xx: what its ACK says unless the owner answers. */
    private Optional<SessionDescription> refusal = Optional.empty();

    private String method = "";
    private long cseq;
    private Optional<DigestClient.Round> round = Optional.empty();
    private int attempts;
    /** Whether the request that is under way offers nothing, and asks for nothing. */
    private boolean bare;

    OutgoingChange(
            DialogContext context,
            SessionContext session,
            Changes changes,
            Way way,
            Optional<SessionDescription> offer) {
        this.context = context;
        this.session = session;
        this.changes = changes;
        this.way = way;
        this.offer = offer;
        this.machine = new Machine<>(
                OutgoingChangeTable.TABLE,
                context.loop,
                SipTime.timings(context.settings.transactions(), glareWait()),
                this::perform,
                context.observer,
                session);
    }

    boolean isRefresh() {
        return way == Way.REFRESH;
    }

    /** Whether it goes by UPDATE, which an early dialog takes. */
    boolean isUpdate() {
        return way == Way.UPDATE && changes.peerTakesUpdate();
    }

    /** Nothing else is open. */
    void turn() {
        if (machine.state() == State.WAITING) machine.post(Event.TURN);
    }

    void sessionOver() {
        machine.post(Event.SESSION_OVER);
    }

    /** Its early dialog is over, unless it is this one: it is to be asked again in that which comes of the INVITE. */
    void dialogOver(Optional<DialogSender> standing) {
        if (machine.state() != State.SENT
                || standing.filter(dialog -> dialog == sender).isPresent()) return;
        letGo();
        sender = null;
        machine.post(Event.AGAIN);
    }

    /** §14.1, in units of 10 ms: the owner of the Call-ID waits for 2.1 to 4 s, the other for 0 to 2 s. */
    private Duration glareWait() {
        int units = session.ownsCallId() ? context.random.nextInt(210, 401) : context.random.nextInt(0, 201);
        return units == 0 ? Duration.ofNanos(1) : Duration.ofMillis(10L * units);
    }

    // ------------------------------------------------------------------ what comes

    @Override
    public void provisional(Response provisional) {}

    @Override
    public void answered(Response finalResponse) {
        session.enter(() -> take(finalResponse));
    }

    @Override
    public void timedOut() {
        failed(Response.REQUEST_TIMEOUT);
    }

    @Override
    public void transportFailed() {
        failed(Response.SERVICE_UNAVAILABLE);
    }

    private void failed(int status) {
        ClientTransaction sent = transaction;
        if (sent == null) session.enter(() -> gone(Response.REQUEST_TIMEOUT));
        else session.enter(() -> take(Sip.response(status, sent.request())));
    }

    private void gone(int status) {
        machine.fire(Event.GONE, status);
    }

    private void take(Response came) {
        int status = came.getStatusCode();
        if (status < 300 && machine.state() == State.ANSWER_OWED) {
            machine.fire(Event.SUCCESS_WITH_OFFER);
            return;
        }
        if (status < 300 && isRepeated()) return;
        if (status < 300) succeeded(came);
        else if (session.isAnswered() && FinalStatus.meansGone(status)) gone(status);
        else if (attempts < MOST_ATTEMPTS && isToBeSentAgain(came)) machine.fire(Event.AGAIN, came);
        else if (status != Response.REQUEST_PENDING) machine.fire(Event.REFUSAL, came);
        else {
            context.counters.glares.increment();
            machine.fire(attempts < MOST_ATTEMPTS ? Event.GLARE : Event.REFUSAL, came);
        }
    }

    private boolean isToBeSentAgain(Response refusal) {
        int status = refusal.getStatusCode();
        if (status == SessionTimes.TOO_BRIEF) return session.timer().rises(SessionTimes.of(refusal));
        if (answersChallenge(refusal)) return true;
        boolean unknown = status == Response.METHOD_NOT_ALLOWED || status == Response.NOT_IMPLEMENTED;
        if (!bare || !unknown || session.described().isEmpty()) return false;
        changes.peerTakesNoUpdate();
        return true;
    }

    private boolean answersChallenge(Response refusal) {
        if (sender == null || transaction == null) return false;
        return sender.answers(round, Jain.wrap(refusal), transaction.hop());
    }

    /** A 2xx again, or one that came when its session had gone: it wants its ACK all the same. */
    private boolean isRepeated() {
        if (!method.equals(Request.INVITE) || sender == null) return machine.isOver();
        if (sender.repeatAcknowledgement(cseq)) return true;
        if (machine.isOver()) sender.acknowledge(cseq, Optional.empty());
        return machine.isOver();
    }

    private void succeeded(Response success) {
        requireSender().dialog().refreshTarget(success);
        changes.learn(success);
        // an early dialog has no timer yet
        if (session.isConfirmed()) session.timer().agreed(SessionTimes.of(success));
        Optional<SessionDescription> description = Body.of(success).readable();
        if (isRefresh()) {
            // whose answer lacks a description means what it said before
            if (!bare) changes.turn(OfferAnswerTable.Event.THEY_ANSWER);
            machine.fire(Event.SUCCESS, success);
            return;
        }
        if (description.isEmpty()) {
            context.counters.unusableDescriptions.increment();
            if (session.isAnswered()) machine.fire(Event.SUCCESS_UNUSABLE, success);
            else failed(Response.NOT_ACCEPTABLE_HERE);
            return;
        }
        changes.said(requireSender(), description);
        changes.turn(offer.isPresent() ? OfferAnswerTable.Event.THEY_ANSWER : OfferAnswerTable.Event.THEY_OFFER_IN_2XX);
        machine.fire(offer.isPresent() ? Event.SUCCESS : Event.SUCCESS_WITH_OFFER, success);
    }

    // ------------------------------------------------------------------ what is done

    private void perform(Effect effect, Object payload) {
        switch (effect) {
            case SEND_REQUEST -> send();
            case SEND_CANCEL -> cancel();
            case SEND_ACK -> acknowledge(payload);
            case ROLL_BACK -> {
                // what the peer has offered meanwhile stands
                if (!bare) changes.turn(OfferAnswerTable.Event.ROLL_BACK);
            }
            case LINE_UP -> context.loop.execute(changes::next);
            case TELL_MODIFIED -> {
                Optional<SessionDescription> theirs =
                        Body.of((Response) payload).readable();
                if (!isRefresh()) session.tell("modified", l -> l.modified(theirs, Optional.empty()));
                else if (theirs.isPresent()) session.tell("refreshed", l -> l.refreshed(theirs.get()));
                finish();
            }
            case TELL_OFFERED -> {
                Optional<SessionDescription> theirs =
                        Body.of((Response) payload).readable();
                refusal = theirs.map(Body::refusing);
                session.tell("modified", l -> l.modified(theirs, Optional.of(new Late(theirs))), this::decline);
            }
            case TELL_REFUSED -> {
                if (isRefresh()) session.timer().refused(((Response) payload).getStatusCode());
                else session.tell("refused", l -> l.refused(Jain.wrap((Response) payload)));
                finish();
            }
            case TELL_GONE -> {
                finish();
                session.peerGone((Integer) payload);
            }
            case TELL_UNUSABLE -> {
                finish();
                session.peerGone(Response.NOT_ACCEPTABLE_HERE);
            }
        }
    }

    private void send() {
        attempts++;
        DialogSender mine = session.sender().orElseThrow();
        sender = mine;
        if (round.isEmpty()) round = mine.round();
        Optional<SessionDescription> said = isRefresh() ? repeated() : offer;
        bare = isRefresh() && said.isEmpty();
        boolean update = bare || (way == Way.UPDATE && changes.peerTakesUpdate());
        method = update ? Request.UPDATE : Request.INVITE;
        Request request = mine.dialog().request(method);
        cseq = Fields.cseq(request);
        mine.sign(request);
        context.messages.describe(request);
        // nothing but the INVITE that makes a session rings
        Reliability.unsupport(Jain.wrap(request));
        if (session.isConfirmed()) session.timer().asks().into(request);
        said.ifPresent(description -> Body.put(request, description));
        if (!bare) changes.turn(said.isPresent() ? OfferAnswerTable.Event.WE_OFFER : OfferAnswerTable.Event.WE_ASK);
        mine.send(request, this, begun -> {
            if (sender == mine) transaction = begun;
            else begun.listener(session.repeats()); // it was let go of before its name was resolved
        });
    }

    /** What a refresh says: nothing by UPDATE; by re-INVITE what the peer knows, to the letter (RFC 3264 §8). */
    private Optional<SessionDescription> repeated() {
        return changes.peerTakesUpdate() ? Optional.empty() : session.described();
    }

    private void cancel() {
        if (transaction != null && method.equals(Request.INVITE)) transaction.cancel(List.of());
    }

    /** @param payload our answer, where the owner has given one */
    private void acknowledge(Object payload) {
        Optional<SessionDescription> answer = Payload.description(payload);
        if (answer.isPresent()) changes.turn(OfferAnswerTable.Event.WE_ANSWER);
        if (method.equals(Request.INVITE)) requireSender().acknowledge(cseq, answer.or(() -> refusal));
        if (answer.isPresent()) finish();
    }

    private void finish() {
        // its transaction waits for repeated answers longer than its session may live
        letGo();
        changes.finished(this);
    }

    private void letGo() {
        if (transaction != null) transaction.listener(session.repeats());
        transaction = null;
    }

    private void decline() {
        if (machine.state() == State.ANSWER_OWED) machine.post(Event.DECLINE);
    }

    private DialogSender requireSender() {
        if (sender == null) throw new IllegalStateException("nothing has been sent: " + session);
        return sender;
    }

    /** The offer of a 2xx, whose answer goes with the ACK. */
    private final class Late implements Offer {

        private final Optional<SessionDescription> description;

        Late(Optional<SessionDescription> description) {
            this.description = description;
        }

        @Override
        public Optional<SessionDescription> description() {
            return description;
        }

        @Override
        public void accept(SessionDescription ours) {
            if (machine.state() != State.ANSWER_OWED) return;
            machine.post(Event.ANSWER, ours);
        }

        @Override
        public void reject(int status) {
            decline();
        }
    }
}
