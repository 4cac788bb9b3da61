package org.strowger.call.talk;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.Ending;
import org.strowger.call.core.Reply;
import org.strowger.call.event.Happening;
import org.strowger.call.hunt.PickupOutcome;
import org.strowger.call.leg.GuestLeg;
import org.strowger.call.leg.Loan;
import org.strowger.call.sdp.NoPort;
import org.strowger.statemachine.OneShot;
import org.strowger.statemachine.Timeout;

/** The verb {@code park}: the caller waits at a parking place until somebody takes it, and then talks to that one. Runs on the call's loop. */
final class Parking implements AutoCloseable {

    private final TalkContext call;
    private final String slot;
    private final Playlist music;
    private final Reply<DialOutcome> reply;
    private @Nullable Conversation conversation;
    private final OneShot end = new OneShot();

    Parking(TalkContext call, String slot, Playlist music, Reply<DialOutcome> reply) {
        this.call = call;
        this.slot = slot;
        this.music = music;
        this.reply = reply;
    }

    void start(Optional<Duration> patience) {
        if (!call.gatherings().park(slot, call)) {
            end.finish(() -> reply.done(new DialOutcome.Busy(486)));
            return;
        }
        call.publish(new Happening.Parked(call.id(), slot));
        call.caller().media.audio().ifPresent(stream -> stream.play(music));
        patience.ifPresent(length -> end.runs(call.after(length, () -> finish(new DialOutcome.NoAnswer()))));
    }

    /** Somebody takes the caller; false if somebody else has been quicker. */
    PickupOutcome taken(Loan loan) {
        if (end.isOver() || conversation != null) return PickupOutcome.TOO_LATE;
        GuestLeg guest;
        try {
            guest = loan.take();
        } catch (NoPort _) {
            return PickupOutcome.NO_PORT;
        }
        end.runs(Timeout.NONE);
        call.gatherings().unpark(slot, call);
        call.media().silence(call.caller());
        Conversation talk =
                new Conversation(call, call.caller(), guest, talked -> finish(new DialOutcome.Answered(talked)));
        conversation = talk;
        talk.join(guest);
        return PickupOutcome.TAKEN;
    }

    private void finish(DialOutcome outcome) {
        if (end.isOver()) return;
        call.scope().release(this);
        reply.done(outcome);
    }

    @Override
    public void close() {
        end.finish(this::endAll);
    }

    private void endAll() {
        Conversation talk = conversation;
        Ending ending = new Ending(call.id())
                .step("a parking place", () -> call.gatherings().unpark(slot, call));
        if (talk == null) ending.step("music", () -> call.media().silence(call.caller()));
        else ending.step("a conversation", talk::close);
    }
}
