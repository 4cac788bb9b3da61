package org.strowger.call.talk;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.Ending;
import org.strowger.call.core.Reply;
import org.strowger.call.hunt.Hunting;
import org.strowger.call.hunt.PickupOutcome;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.CallerLeg;
import org.strowger.call.leg.GuestLeg;
import org.strowger.call.leg.Loan;
import org.strowger.call.sdp.NoMedia;
import org.strowger.dialog.SessionEnd;
import org.strowger.media.Recording;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.OneShot;

/** The verb {@code dial}, from the first INVITE to the end of the callee's side. Runs on the call's loop. */
final class Dialing implements Hunting.Listener, AutoCloseable {

    private final TalkContext call;
    private final DialOptions options;
    private final DialSounds sounds;
    private final Consumer<DialOutcome> done;
    private final Hunting hunting;
    private @Nullable Conversation conversation;
    private boolean ringing;
    private @Nullable Recording recording;
    private Optional<CalleeLeg> announcedTo = Optional.empty();
    private final OneShot end = new OneShot();

    Dialing(TalkContext call, DialOptions options, DialSounds sounds, Consumer<DialOutcome> done) {
        this.call = call;
        this.options = options;
        this.sounds = sounds;
        this.done = done;
        this.hunting = new Hunting(call, options, call.caller()::offerOnward, this);
    }

    /** Begins. */
    void start(Destination destination) {
        hunting.start(destination);
    }

    /** Ends all legs; nothing is told any more. */
    @Override
    public void close() {
        end.finish(this::endAll);
    }

    private void endAll() {
        Ending ending = new Ending(call.id()).step("a hunt", hunting::close);
        Recording tape = recording;
        if (tape != null) ending.step("a recording", () -> call.tapes().stop(tape));
        Conversation talk = conversation;
        if (talk != null) ending.step("a conversation", talk::close);
        else ending.step("the ringing", this::endRinging);
    }

    @Override
    public void rings(CalleeLeg leg, Response response, Optional<SessionDescription> early, Hunting.Company company) {
        try {
            boolean alone =
                    company == Hunting.Company.ALONE && sounds.ringback().isEmpty();
            if (early.isPresent() && alone && call.caller().media.isProven()) letHear(leg, early.get());
            else if (response.getStatusCode() == Response.RINGING || early.isPresent()) ring();
        } catch (NoMedia _) {
            ring(); // the answer will tell
        }
    }

    /** One steady ringing all along the hunt: what the dialplan says, or 180, or a tone for who has heard early media, or has been answered. */
    private void ring() {
        if (ringing) return;
        ringing = true;
        if (sounds.ringback().isPresent() && opensMedia())
            call.media().play(call.caller(), sounds.ringback().get(), Reply.told(_ -> {}));
        else call.media().hearsRinging(call.caller());
    }

    private boolean opensMedia() {
        CallerLeg caller = call.caller();
        try {
            return caller.isAnswered() || (caller.canBeAnswered() && caller.earlyMedia());
        } catch (NoMedia _) {
            return false;
        }
    }

    private void endRinging() {
        if (ringing) call.media().silence(call.caller());
        announcedTo.ifPresent(CalleeLeg::release);
    }

    private void letHear(CalleeLeg leg, SessionDescription early) throws NoMedia {
        ringing = false; // what is heard now takes its place; whoever rings after it brings the tone
        leg.media.hear(early);
        if (!call.caller().isCommitted() && call.caller().incoming().offer().isPresent())
            call.caller().earlyMedia(call.caller().media.relay(early));
        call.caller().media.bridge(leg.media);
    }

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        if (description.isEmpty()) {
            leg.release();
            finish(new DialOutcome.Unreachable(Response.NOT_ACCEPTABLE_HERE, "answered without a session description"));
            return;
        }
        orReleased(leg, () -> {
            if (sounds.announce().isPresent() && leg.offered())
                announce(leg, description.get(), sounds.announce().get());
            else connect(leg, description.get());
        });
    }

    /** What is done with a callee that has answered. */
    private interface Step {
        void run() throws NoMedia;
    }

    private void orReleased(CalleeLeg leg, Step step) {
        try {
            step.run();
        } catch (NoMedia e) {
            leg.release();
            call.lacks(e, leg.party());
            finish(call.unreachable(e));
        }
    }

    @Override
    public void lost(DialOutcome outcome) {
        finish(outcome);
    }

    /** Only the callee hears it; the caller goes on hearing how it rings. */
    private void announce(CalleeLeg leg, SessionDescription description, Playlist announcement) throws NoMedia {
        leg.watchedBy(new Listener());
        announcedTo = Optional.of(leg);
        leg.media.hear(description);
        call.media().play(leg, announcement, Reply.told(_ -> {
            if (end.isOver()) return;
            announcedTo = Optional.empty();
            orReleased(leg, () -> connect(leg, description));
        }));
    }

    /** Watches a callee that hears the announcement: it may have enough of it. */
    private final class Listener implements CalleeLeg.Watcher {
        @Override
        public void rings(CalleeLeg leg, Response response, Optional<SessionDescription> early) {}

        @Override
        public void answers(CalleeLeg leg, Optional<SessionDescription> description) {}

        @Override
        public void fails(CalleeLeg leg, Response response) {}

        @Override
        public void leaves(CalleeLeg leg, SessionEnd end) {
            announcedTo = Optional.empty();
            leg.left(end);
            finish(new DialOutcome.Answered(Duration.ZERO));
        }
    }

    private void connect(CalleeLeg leg, SessionDescription description) throws NoMedia {
        Conversation talk =
                new Conversation(call, call.caller(), leg, talked -> finish(new DialOutcome.Answered(talked)));
        conversation = talk;
        talk.begin(leg, description);
        if (!end.isOver()) options.limit().ifPresent(talk::limit);
        if (!end.isOver())
            options.record().ifPresent(mode -> recording = call.tapes().start(mode, leg));
    }

    /** Somebody else answers for those who ring; false if it is too late. */
    PickupOutcome taken(Loan loan) {
        if (end.isOver() || conversation != null || !call.caller().canBeAnswered()) return PickupOutcome.TOO_LATE;
        GuestLeg guest;
        try {
            guest = loan.take();
            call.caller().answer();
        } catch (NoMedia _) {
            return PickupOutcome.NO_PORT;
        }
        hunting.stop(CalleeLeg.Ending.ANSWERED_ELSEWHERE);
        Conversation talk =
                new Conversation(call, call.caller(), guest, talked -> finish(new DialOutcome.Answered(talked)));
        conversation = talk;
        talk.join(guest);
        options.limit().ifPresent(talk::limit);
        return PickupOutcome.TAKEN;
    }

    private void finish(DialOutcome outcome) {
        if (end.isOver()) return;
        call.scope().release(this);
        if (ringing) call.media().silence(call.caller());
        done.accept(outcome);
    }
}
