package org.strowger.call.talk;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.CallPart;
import org.strowger.call.core.Ending;
import org.strowger.call.core.Reply;
import org.strowger.call.hunt.Hunting;
import org.strowger.call.hunt.PickupOutcome;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.CallerLeg;
import org.strowger.call.leg.GuestLeg;
import org.strowger.call.leg.Loan;
import org.strowger.call.sdp.NoMedia;
import org.strowger.call.talk.DialingTable.Effect;
import org.strowger.call.talk.DialingTable.Event;
import org.strowger.call.talk.DialingTable.State;
import org.strowger.dialog.SessionEnd;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;

/**
 * The verb {@code dial} ({@link DialingTable}), from the first INVITE to the end of the callee's side. Runs on the
 * call's loop.
 */
final class Dialing implements Hunting.Listener, CallPart, Effects<Effect>, AutoCloseable {

    /** States in which somebody else may still answer for those who are called. */
    private static final Set<State> OPEN = EnumSet.of(State.QUIET, State.RINGING);

    /** A callee with what it has said. */
    private record Said(CalleeLeg leg, SessionDescription description) {}

    /** A callee that there is no media for. */
    private record Mute(CalleeLeg leg, NoMedia why) {}

    private final TalkContext call;
    private final DialOptions options;
    private final DialSounds sounds;
    private final Consumer<DialOutcome> done;
    private final Hunting hunting;
    private final Machine<State, Event, Effect> machine;
    private @Nullable Conversation conversation;
    private @Nullable CalleeLeg announcedTo;

    Dialing(TalkContext call, DialOptions options, DialSounds sounds, Consumer<DialOutcome> done) {
        this.call = call;
        this.options = options;
        this.sounds = sounds;
        this.done = done;
        this.hunting = new Hunting(call, options, call.caller()::offerOnward, this);
        this.machine = new Machine<>(DialingTable.TABLE, this, call.home().stories(), this);
    }

    @Override
    public String call() {
        return call.id();
    }

    /** Begins. */
    void start(Destination destination) {
        machine.fire(Event.DIAL, destination);
    }

    /** Ends all legs; nothing is told any more. */
    @Override
    public void close() {
        machine.post(Event.CLOSE);
    }

    // What becomes of the hunt.

    @Override
    public void rings(
            CalleeLeg leg, SipResponse response, Optional<SessionDescription> early, Hunting.Company company) {
        boolean alone = company == Hunting.Company.ALONE && sounds.ringback().isEmpty();
        if (early.isPresent() && alone && call.caller().media.isProven())
            machine.post(Event.EARLY, new Said(leg, early.get()));
        else if (response.status() == SipResponse.RINGING || early.isPresent()) machine.post(Event.RINGS);
    }

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        if (description.isEmpty()) {
            leg.release();
            lost(new DialOutcome.Unreachable(
                    SipResponse.NOT_ACCEPTABLE_HERE, "answered without a session description"));
            return;
        }
        boolean untold = sounds.announce().isPresent() && leg.offered();
        machine.post(untold ? Event.ANSWERED_UNTOLD : Event.ANSWERED, new Said(leg, description.get()));
    }

    @Override
    public void lost(DialOutcome outcome) {
        machine.post(Event.LOST, outcome);
    }

    /** Somebody else answers for those who ring, unless it is too late. */
    PickupOutcome taken(Loan loan) {
        if (!OPEN.contains(machine.state()) || !call.caller().canBeAnswered()) return PickupOutcome.TOO_LATE;
        try {
            GuestLeg guest = loan.take();
            call.caller().answer();
            machine.fire(Event.TAKEN, guest);
            return PickupOutcome.TAKEN;
        } catch (NoMedia _) {
            return PickupOutcome.NO_PORT;
        }
    }

    // What the machine asks for.

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case HUNT -> hunting.start((Destination) payload);
            case RING -> ring();
            case LET_HEAR -> letHear((Said) payload);
            case ANNOUNCE -> orMute((Said) payload, this::announce);
            case CONNECT -> orMute((Said) payload, this::connect);
            case STOP_HUNT_ELSEWHERE -> hunting.stop(CalleeLeg.Ending.ANSWERED_ELSEWHERE);
            case JOIN_GUEST -> join((GuestLeg) payload);
            case LIMIT_AND_RECORD -> limitAndRecord((CalleeLeg) payload);
            case STOP_HUNT -> step("a hunt", hunting::close);
            case SILENCE -> step("the ringing", () -> call.media().silence(call.caller()));
            case RELEASE_LISTENER -> releaseListener();
            case RELEASE_CALLEE -> ((Mute) payload).leg().release();
            case END_TALK -> endTalk();
            case LET_GO -> call.scope().release(this);
            case TELL_OUTCOME -> done.accept((DialOutcome) payload);
            case TELL_NO_MEDIA -> tellMute((Mute) payload);
            case TELL_LEFT -> done.accept(new DialOutcome.Answered(Duration.ZERO));
        }
    }

    /** What is done with what a callee says. */
    private interface Step {
        void run(Said said) throws NoMedia;
    }

    private void orMute(Said said, Step step) {
        try {
            step.run(said);
        } catch (NoMedia e) {
            machine.post(Event.NO_MEDIA, new Mute(said.leg(), e));
        }
    }

    private void step(String name, Ending.Step step) {
        new Ending(call.id()).step(name, step);
    }

    /**
     * One steady ringing all along the hunt: what the dialplan says, or 180, or a tone for who has heard early media,
     * or has been answered.
     */
    private void ring() {
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

    private void letHear(Said early) {
        CallerLeg caller = call.caller();
        try {
            early.leg().media.hear(early.description());
            if (!caller.isCommitted() && caller.incoming().offer().isPresent())
                caller.earlyMedia(caller.media.relay(early.description()));
            caller.media.bridge(early.leg().media);
        } catch (NoMedia _) {
            machine.post(Event.RINGS); // the answer will tell
        }
    }

    /** Only the callee hears it; the caller goes on hearing how it rings. */
    private void announce(Said said) throws NoMedia {
        CalleeLeg leg = said.leg();
        leg.watchedBy(new Listener());
        announcedTo = leg;
        leg.media.hear(said.description());
        call.media().play(leg, sounds.announce().orElseThrow(), Reply.told(_ -> machine.post(Event.ANNOUNCED, said)));
    }

    /** Watches a callee that hears the announcement: it may have enough of it. */
    private final class Listener implements CalleeLeg.Watcher {
        @Override
        public void rings(CalleeLeg leg, SipResponse response, Optional<SessionDescription> early) {}

        @Override
        public void answers(CalleeLeg leg, Optional<SessionDescription> description) {}

        @Override
        public void fails(CalleeLeg leg, SipResponse response) {}

        @Override
        public void leaves(CalleeLeg leg, SessionEnd end) {
            leg.left(end);
            machine.post(Event.CALLEE_LEFT);
        }
    }

    private void connect(Said said) throws NoMedia {
        talk(said.leg()).begin(said.leg(), said.description());
        machine.post(Event.CONNECTED, said.leg());
    }

    private Conversation talk(CallLeg other) {
        Conversation talk = new Conversation(
                call, call.caller(), other, talked -> machine.post(Event.TALKED, new DialOutcome.Answered(talked)));
        conversation = talk;
        return talk;
    }

    private void join(GuestLeg guest) {
        Conversation talk = talk(guest);
        talk.join(guest);
        options.limit().ifPresent(talk::limit);
    }

    private void limitAndRecord(CalleeLeg leg) {
        Conversation talk = conversation;
        if (talk != null) options.limit().ifPresent(talk::limit);
        if (talk != null) options.record().ifPresent(mode -> talk.record(mode, leg));
    }

    private void releaseListener() {
        CalleeLeg listener = announcedTo;
        if (listener != null) step("who hears an announcement", listener::release);
    }

    private void endTalk() {
        Conversation talk = conversation;
        if (talk != null) step("a conversation", talk::close);
    }

    private void tellMute(Mute mute) {
        call.lacks(mute.why(), mute.leg().party());
        done.accept(call.unreachable(mute.why()));
    }
}
