package org.strowger.call.talk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.CallPart;
import org.strowger.call.core.Ending;
import org.strowger.call.hunt.Hunting;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.GuestLeg;
import org.strowger.call.sdp.NoCommonCodec;
import org.strowger.call.talk.TransferTable.Effect;
import org.strowger.call.talk.TransferTable.Event;
import org.strowger.call.talk.TransferTable.State;
import org.strowger.directory.OnBehalf;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;

/**
 * A leg hands its place in a conversation over ({@link TransferTable}): somebody else is called, and takes the place by
 * answering, or is had of another call. Until then the two go on talking, or, if who asked has hung up, the one who
 * stays waits. Runs on the call's loop.
 */
final class Transfer implements Hunting.Listener, Loans.Asker, CallPart, Effects<Effect> {

    /** Whom it is to lead to. */
    private interface Search {
        void begin(Hunting hunting);
    }

    private record Call(DialOptions options, Search search) {}

    private final TalkContext call;
    private final Conversation conversation;
    private final CallLeg from;
    private final CallLeg staying;
    private final TransferAsker asker;
    private final Machine<State, Event, Effect> machine;
    private @Nullable Hunting hunting;

    Transfer(TalkContext call, Conversation conversation, CallLeg from, CallLeg staying, TransferAsker asker) {
        this.call = call;
        this.conversation = conversation;
        this.from = from;
        this.staying = staying;
        this.asker = asker;
        this.machine = new Machine<>(TransferTable.TABLE, this, call.home().stories(), this);
    }

    @Override
    public String call() {
        return call.id();
    }

    boolean isFrom(CallLeg leg) {
        return leg == from;
    }

    void start(ReferredTo to) {
        switch (to) {
            case ReferredTo.Dialled(String number, OnBehalf dialler) ->
                machine.fire(Event.CALL, new Call(DialOptions.DEFAULT, search -> search.start(number, dialler)));
            case ReferredTo.Conversing conversing -> machine.fire(Event.BORROW, conversing);
        }
    }

    void start(Destination destination, DialOptions options) {
        machine.fire(Event.CALL, new Call(options, search -> search.start(destination)));
    }

    /** Gives up: nobody takes the place any more. */
    void stop(int status) {
        machine.post(Event.STOP, status);
    }

    // What becomes of whom is called.

    @Override
    public void rings(
            CalleeLeg leg, SipResponse response, Optional<SessionDescription> early, Hunting.Company company) {
        machine.post(Event.RINGS, response.status());
    }

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        if (isUnderstood(leg, description)) {
            machine.post(Event.ANSWERED, leg);
            return;
        }
        leg.release();
        machine.post(Event.UNANSWERED, SipResponse.NOT_ACCEPTABLE_HERE);
    }

    private static boolean isUnderstood(CalleeLeg leg, Optional<SessionDescription> description) {
        try {
            if (description.isPresent()) leg.media.hear(description.get());
            return description.isPresent();
        } catch (NoCommonCodec _) {
            return false;
        }
    }

    @Override
    public void lost(DialOutcome outcome) {
        machine.post(Event.UNANSWERED, outcome.status());
    }

    // What the other call says.

    @Override
    public void borrowed(GuestLeg guest) {
        machine.post(Event.LENT, guest);
    }

    @Override
    public void refused(int status) {
        machine.post(Event.NOT_LENT, status);
    }

    // What the machine asks for.

    @Override
    public void perform(Effect effect, Object payload) {
        call.safely(() -> done(effect, payload));
    }

    private void done(Effect effect, Object payload) {
        switch (effect) {
            case HUNT -> hunt((Call) payload);
            case ASK_FOR_LOAN -> ask((ReferredTo.Conversing) payload);
            case TELL_PROGRESS -> asker.progress((Integer) payload);
            case STOP_HUNT -> stopHunt();
            case TELL_DONE -> asker.finished(SipResponse.OK, from::release);
            case HAND_OVER -> handOver((CallLeg) payload);
            case TELL_FAILED -> asker.finished((Integer) payload, () -> {});
            case GO_BACK -> conversation.transferFailed();
            case GIVE_BACK -> ((GuestLeg) payload).release();
        }
    }

    private void hunt(Call wanted) {
        Hunting begun = new Hunting(call, wanted.options(), staying::offerOnward, this);
        hunting = begun;
        wanted.search().begin(begun);
    }

    private void ask(ReferredTo.Conversing with) {
        Loans.borrow(call, with.dialog(), with.author(), this);
    }

    private void stopHunt() {
        Hunting begun = hunting;
        if (begun != null) new Ending(call.id()).step("a hunt", begun::close);
    }

    /** A callee has been offered what the one who stays speaks; a guest has a session of its own. */
    private void handOver(CallLeg to) {
        if (to instanceof CalleeLeg) conversation.transferred(from, to, bridge -> bridge.align(staying));
        else conversation.transferred(from, to, bridge -> bridge.introduce(to));
    }
}
