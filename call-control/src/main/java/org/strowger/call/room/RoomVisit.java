package org.strowger.call.room;

import java.util.Optional;
import java.util.function.Consumer;
import org.strowger.call.ConferenceOptions;
import org.strowger.call.ConferenceOutcome;
import org.strowger.call.core.Ending;
import org.strowger.call.core.Reply;
import org.strowger.call.sound.CallKeys;
import org.strowger.call.sound.MediaContext;
import org.strowger.media.MediaStream;
import org.strowger.statemachine.OneShot;

/** A caller's stay in a conference, from the door to the end. Runs on the call's loop. */
public final class RoomVisit implements AutoCloseable, CallKeys.Listener {

    private static final char COMMAND = '*';

    /** Takes the caller into a conference, until it is in it no longer. */
    public static void enter(
            MediaContext call,
            Rooms rooms,
            String room,
            ConferenceOptions options,
            GuestSounds sounds,
            Reply<ConferenceOutcome> reply) {
        Optional<MediaStream> audio = call.caller().media.audio();
        if (audio.isEmpty()) {
            reply.failed(new IllegalStateException("conference '" + room + "': the caller has no audio"));
            return;
        }
        call.callerTaken("the caller is in a conference");
        RoomVisit[] held = new RoomVisit[1];
        RoomVisit visit = call.scope()
                .open(() -> new RoomVisit(call, rooms, room, outcome -> {
                    call.scope().release(held[0]);
                    reply.done(outcome);
                }));
        held[0] = visit;
        visit.enter(audio.get(), options, sounds);
    }

    private final MediaContext call;
    private final Rooms rooms;
    private final String room;
    private final Consumer<ConferenceOutcome> done;
    private final OneShot end = new OneShot();
    private boolean commanding;

    private RoomVisit(MediaContext call, Rooms rooms, String room, Consumer<ConferenceOutcome> done) {
        this.call = call;
        this.rooms = rooms;
        this.room = room;
        this.done = done;
    }

    private void enter(MediaStream stream, ConferenceOptions options, GuestSounds sounds) {
        call.keys().listen(this);
        rooms.enter(
                room,
                new RoomGuest(
                        call.id(),
                        call.request().caller().number(),
                        stream,
                        options,
                        sounds,
                        outcome -> call.onLoop(() -> over(outcome))));
    }

    private void over(ConferenceOutcome outcome) {
        end.finish(() -> {
            call.keys().leave(this);
            done.accept(outcome);
        });
    }

    /** Keys are commands behind a star. */
    @Override
    public void pressed(char digit) {
        if (digit == COMMAND) {
            commanding = true;
        } else if (commanding) {
            commanding = false;
            rooms.ask(room, there -> there.command(call.id(), digit));
        }
    }

    /** Leaves, if it is still there. */
    @Override
    public void close() {
        end.finish(() -> new Ending(call.id())
                .step("a guest's keys", () -> call.keys().leave(this))
                .step("a place in a room", () -> rooms.ask(room, there -> there.leave(call.id()))));
    }
}
