package org.strowger.dialog.provisional;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.change.Changes;
import org.strowger.dialog.change.OfferAnswerTable;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.SessionContext;
import org.strowger.dialog.message.Body;
import org.strowger.dialog.provisional.SentProvisionalsTable.Effect;
import org.strowger.dialog.provisional.SentProvisionalsTable.Event;
import org.strowger.dialog.provisional.SentProvisionalsTable.State;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.Reliability;
import org.strowger.sip.message.Reliability.Receipt;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Machine;
import org.strowger.transaction.ServerTransaction;

/**
 * The reliable provisional responses to an INVITE that we are sent: the owner of a {@link SentProvisionalsTable}. One
 * after the other, each repeated until its PRACK comes. Runs on the session's loop.
 */
public final class SentProvisionals {

    /** What the session that they belong to does of them. */
    public interface Owner {

        /** Brings one on its way, for the first time or again. */
        void transmit(SipResponse response);

        /** What has come of one that describes the session, or of waiting for its PRACK. */
        void came(Outcome outcome);
    }

    /** What ends the waiting for a PRACK. */
    public enum Outcome {
        /** It has come: a 2xx needs wait no more. */
        RELEASED,
        /** None has come within 64·T1. */
        PRACK_MISSING
    }

    /** Whether a response describes the session. */
    public enum Content {
        NONE,
        DESCRIPTION;

        /** Of what is said of the session. */
        public static Content of(Optional<SessionDescription> description) {
            return description.isPresent() ? DESCRIPTION : NONE;
        }
    }

    private record Waiting(Event event, Supplier<SipResponse> response) {}

    /** How many may wait for the PRACK of those before them; what is more is left out. */
    static final int MOST_WAITING = 8;

    private final DialogContext context;
    private final SessionContext session;
    private final Changes changes;
    private final DialogSender sender;
    private final Owner owner;
    private final long cseq;
    private final Machine<State, Event, Effect> machine;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(2);
    private @Nullable SipResponse latest;
    /** Whether the latest has made an offer: its PRACK answers it. */
    private boolean offering;

    private long sequence;

    /** @param cseq of the INVITE */
    public SentProvisionals(
            DialogContext context,
            SessionContext session,
            Changes changes,
            DialogSender sender,
            long cseq,
            Owner owner) {
        this.context = context;
        this.session = session;
        this.changes = changes;
        this.sender = sender;
        this.owner = owner;
        this.cseq = cseq;
        // §3: "The initial value […] MUST be chosen between 1 and 2**31 - 1"
        this.sequence = context.random.nextInt(1, Integer.MAX_VALUE) - 1L;
        this.machine = new Machine<>(
                SentProvisionalsTable.TABLE, context.loop, context.timings, this::perform, context.observer, session);
        machine.start();
    }

    /** Sends one, as soon as all before it have their PRACK; {@code response} makes it then. */
    public void send(Content content, Supplier<SipResponse> response) {
        post(new Waiting(content == Content.NONE ? Event.SEND : Event.SEND_DESCRIPTION, response));
    }

    private void post(Waiting next) {
        machine.post(next.event, next);
    }

    /** Whether all that was sent has its PRACK. */
    public boolean isAcknowledged() {
        return machine.state() == State.READY;
    }

    /**
     * The INVITE is about to be answered by 2xx: what has not been sent so far is not sent any more. True if the 2xx
     * has to wait (§3: "it MUST NOT send a final response until" a description has its PRACK).
     */
    public boolean holdsAnswer() {
        waiting.clear();
        return machine.state() == State.UNACKNOWLEDGED_DESCRIPTION;
    }

    /** A 2xx is sent. */
    public void answered() {
        machine.post(Event.FINAL);
    }

    /** The session is over, or its INVITE refused. */
    public void over() {
        waiting.clear();
        latest = null;
        if (!machine.isOver()) machine.post(Event.SESSION_OVER);
    }

    /** PRACK. */
    public void received(ServerTransaction prack, Body body) {
        if (machine.isOver()) context.noDialog(prack);
        else if (!isAwaited(prack)) machine.fire(Event.PRACK_STRAY, prack);
        else if (body instanceof Body.Unreadable(String why)) changes.unreadable(prack, why);
        else if (!offering) machine.fire(body.readable().isPresent() ? Event.PRACK_WITH_OFFER : Event.PRACK, prack);
        else if (body.readable().isPresent()) answered(prack, body.readable().get());
        else context.respond(prack, SipResponse.BAD_REQUEST); // §5: it lacks the answer to our offer
    }

    private void answered(ServerTransaction prack, SessionDescription answer) {
        changes.turn(OfferAnswerTable.Event.THEY_ANSWER);
        session.tell("answered early", l -> l.answeredEarly(answer));
        machine.fire(Event.PRACK, prack);
    }

    /** Whether a PRACK acknowledges the latest (§3, §7.2). */
    private boolean isAwaited(ServerTransaction prack) {
        Optional<Receipt> receipt = Reliability.receipt(prack.received());
        return machine.state() != State.READY
                && machine.state() != State.ANSWERED
                && receipt.filter(new Receipt(sequence, cseq, "INVITE")::equals).isPresent();
    }

    private void perform(Effect effect, Object payload) {
        switch (effect) {
            case TRANSMIT -> transmit((Waiting) payload);
            case TRANSMIT_AGAIN -> {
                context.counters.resentProvisionals.increment();
                if (latest != null) owner.transmit(latest);
            }
            case LINE_UP -> {
                if (waiting.size() < MOST_WAITING) waiting.add((Waiting) payload);
            }
            case FOLLOW_UP -> {
                Optional.ofNullable(waiting.poll()).ifPresent(this::post);
            }
            case ACCEPT_PRACK -> {
                context.respond((ServerTransaction) payload, SipResponse.OK);
                context.loop.execute(changes::next);
            }
            case REFUSE_PRACK -> context.noDialog((ServerTransaction) payload);
            case TELL_OFFERED -> changes.offeredIn((ServerTransaction) payload, sender);
            case TELL_RELEASED -> owner.came(Outcome.RELEASED);
            case TELL_EXPIRED -> {
                context.counters.missingPracks.increment();
                owner.came(Outcome.PRACK_MISSING);
            }
        }
    }

    private void transmit(Waiting next) {
        boolean updating = changes.isOffering();
        SipResponse response = next.response.get();
        offering = changes.isOffering() && !updating;
        sequence++;
        Reliability.number(response, sequence);
        latest = response;
        owner.transmit(response);
    }
}
