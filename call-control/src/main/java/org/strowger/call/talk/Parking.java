package org.strowger.call.talk;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.CallPart;
import org.strowger.call.core.Ending;
import org.strowger.call.core.Reply;
import org.strowger.call.event.CallEvent;
import org.strowger.call.hunt.PickupOutcome;
import org.strowger.call.leg.GuestLeg;
import org.strowger.call.leg.Loan;
import org.strowger.call.sdp.NoPort;
import org.strowger.call.talk.ParkingTable.Effect;
import org.strowger.call.talk.ParkingTable.Event;
import org.strowger.call.talk.ParkingTable.State;
import org.strowger.call.talk.ParkingTable.Time;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;

/**
 * The verb {@code park} ({@link ParkingTable}): the caller waits at a parking place until somebody takes it, and then
 * talks to that one. Runs on the call's loop.
 */
final class Parking implements CallPart, Effects<Effect>, AutoCloseable {

    private final TalkContext call;
    private final String slot;
    private final Playlist music;
    private final Reply<DialOutcome> reply;
    private final Machine<State, Event, Effect> machine;
    private @Nullable Conversation conversation;

    /** @param patience how long the caller stays there; empty for ever */
    Parking(TalkContext call, String slot, Playlist music, Optional<Duration> patience, Reply<DialOutcome> reply) {
        this.call = call;
        this.slot = slot;
        this.music = music;
        this.reply = reply;
        this.machine = new Machine<>(
                ParkingTable.TABLE,
                call.loop(),
                Time.timings(patience),
                this,
                call.home().stories(),
                this);
    }

    @Override
    public String call() {
        return call.id();
    }

    /** The caller's media is there: it takes its place. */
    void start() {
        if (machine.state() != State.NEW) return; // the call has ended meanwhile
        machine.fire(call.gatherings().park(slot, call) ? Event.PARK : Event.OCCUPIED);
    }

    /** Somebody takes the caller; false if somebody else has been quicker. */
    PickupOutcome taken(Loan loan) {
        if (machine.state() != State.PARKED) return PickupOutcome.TOO_LATE;
        try {
            machine.fire(Event.TAKEN, loan.take());
            return PickupOutcome.TAKEN;
        } catch (NoPort _) {
            return PickupOutcome.NO_PORT;
        }
    }

    @Override
    public void close() {
        machine.post(Event.CLOSE);
    }

    // What the machine asks for.

    @Override
    public void perform(Effect effect, Object payload) {
        call.safely(() -> done(effect, payload));
    }

    private void done(Effect effect, Object payload) {
        switch (effect) {
            case ENTERTAIN -> entertain();
            case LEAVE_PLACE -> step("a parking place", () -> call.gatherings().unpark(slot, call));
            case SILENCE -> step("music", () -> call.media().silence(call.caller()));
            case JOIN -> join((GuestLeg) payload);
            case END_TALK -> {
                Conversation talk = conversation;
                if (talk != null) step("a conversation", talk::close);
            }
            case LET_GO -> call.scope().release(this);
            case TELL_OCCUPIED -> reply.done(new DialOutcome.Busy(486));
            case TELL_FORGOTTEN -> reply.done(new DialOutcome.NoAnswer());
            case TELL_TALKED -> reply.done(new DialOutcome.Answered((Duration) payload));
        }
    }

    private void step(String name, Ending.Step step) {
        new Ending(call.id()).step(name, step);
    }

    private void entertain() {
        call.publish(new CallEvent.Parked(call.id(), slot));
        call.caller().media.audio().ifPresent(stream -> stream.play(music));
    }

    private void join(GuestLeg guest) {
        Conversation talk = new Conversation(call, call.caller(), guest, talked -> machine.post(Event.TALKED, talked));
        conversation = talk;
        talk.join(guest);
    }
}
