package org.strowger.dialog.provisional;

import java.util.Optional;
import java.util.function.Consumer;
import org.strowger.dialog.Offer;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.SessionContext;
import org.strowger.dialog.message.Body;
import org.strowger.dialog.provisional.ReceivedProvisionalsTable.Effect;
import org.strowger.dialog.provisional.ReceivedProvisionalsTable.Event;
import org.strowger.dialog.provisional.ReceivedProvisionalsTable.State;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.Reliability;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Machine;

/**
 * The reliable provisional responses of one early dialog that our INVITE has made: the owner of a {@link
 * ReceivedProvisionalsTable}. Each in its turn is acknowledged by PRACK. Runs on the session's loop.
 */
public final class ReceivedProvisionals {

    /** Who is told of those in their turn. */
    public interface Told {

        /** One in its turn. */
        void passOn(SipResponse response);
    }

    /** @param offer what it offers, where the INVITE had asked for one */
    private record Received(SipResponse response, Optional<SessionDescription> offer) {}

    /**
     * How many PRACKs of one early dialog may wait for their answer: RFC 3262 §3 lets a callee that has one waited for
     * send nothing more, and each is a transaction of up to eleven datagrams.
     */
    static final int MOST_UNANSWERED = 8;

    private final DialogContext context;
    private final SessionContext session;
    private final DialogSender sender;
    private final Told told;
    private final Consumer<SessionDescription> answering;
    private final Machine<State, Event, Effect> machine;
    /** What the latest offers. */
    private Optional<SessionDescription> offered = Optional.empty();

    private long latest;
    private long cseq;
    /** How many PRACKs have no final response. */
    private int unanswered;

    /**
     * None yet.
     *
     * @param sender of the early dialog
     * @param answering is told the offer of one as our answer goes with its PRACK
     */
    public ReceivedProvisionals(
            DialogContext context,
            SessionContext session,
            DialogSender sender,
            Told told,
            Consumer<SessionDescription> answering) {
        this.context = context;
        this.session = session;
        this.sender = sender;
        this.told = told;
        this.answering = answering;
        this.machine = new Machine<>(
                ReceivedProvisionalsTable.TABLE,
                context.loop,
                context.timings,
                this::perform,
                context.observer,
                session);
    }

    /**
     * Whether it is the next (RFC 3262 §4: "one higher than the value of the sequence number"); any is the first. None
     * is while too many PRACKs have no answer: it comes again.
     */
    public boolean isNext(long sequence) {
        return machine.state() == State.NEW || (sequence == latest + 1 && unanswered < MOST_UNANSWERED);
    }

    /** Whether the latest has offered, and waits for our answer. */
    public boolean isAnswerOwed() {
        return machine.state() == State.ANSWER_OWED;
    }

    /** One that is not next. */
    public void outOfOrder() {
        if (!machine.isOver()) machine.fire(Event.OUT_OF_ORDER);
    }

    /**
     * The next.
     *
     * @param offer what it offers, where the INVITE had asked for one
     */
    public void next(long sequence, SipResponse response, Optional<SessionDescription> offer) {
        if (machine.isOver()) return;
        // what comes while an offer waits for its answer comes again
        if (machine.state() != State.ANSWER_OWED) {
            latest = sequence;
            cseq = response.cseq();
            offered = offer;
        }
        machine.fire(offer.isPresent() ? Event.NEXT_WITH_OFFER : Event.NEXT, new Received(response, offer));
    }

    /** The INVITE has its final response, or the session is over. */
    public void settled() {
        if (!machine.isOver()) machine.post(Event.SETTLED);
    }

    private void perform(Effect effect, Object payload) {
        switch (effect) {
            case SEND_PRACK -> acknowledge(Optional.empty());
            case SEND_ANSWER -> {
                answering.accept(offered.orElseThrow());
                acknowledge(Optional.of((SessionDescription) payload));
            }
            case PASS_ON -> told.passOn(((Received) payload).response());
            case TELL_OFFERED -> {
                EarlyOffer made = new EarlyOffer(((Received) payload).offer().orElseThrow());
                if (session.isGivenUp()) context.loop.execute(() -> made.reject(SipResponse.REQUEST_TERMINATED));
                else session.tell("offered", l -> l.offered(made), () -> made.reject(SipResponse.NOT_ACCEPTABLE_HERE));
            }
        }
    }

    private void acknowledge(Optional<SessionDescription> answer) {
        unanswered++;
        context.counters.acknowledgedProvisionals.increment();
        sender.acknowledgeProvisional(new Reliability.Receipt(latest, cseq, "INVITE"), answer, this::done);
    }

    private void done(int status) {
        session.enter(() -> {
            unanswered--;
            if (unanswered == 0 && !machine.isOver()) machine.fire(Event.PRACK_DONE);
        });
    }

    /** What a reliable provisional response offers (RFC 6337 §2.2, pattern 4). */
    private final class EarlyOffer implements Offer {

        private final SessionDescription offer;

        EarlyOffer(SessionDescription offer) {
            this.offer = offer;
        }

        @Override
        public Optional<SessionDescription> description() {
            return Optional.of(offer);
        }

        @Override
        public void accept(SessionDescription ours) {
            if (machine.state() == State.ANSWER_OWED) machine.post(Event.ANSWER, ours);
        }

        /** RFC 3262 §5 leaves no way to refuse it but an answer that takes nothing of it. */
        @Override
        public void reject(int status) {
            accept(Body.refusing(offer));
        }
    }
}
