package org.strowger.call.talk;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.Reply;
import org.strowger.call.hunt.PickupOutcome;
import org.strowger.call.hunt.QueueSounds;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.LegTalk;
import org.strowger.call.leg.Loan;
import org.strowger.call.sdp.NoMedia;
import org.strowger.sip.message.SipUri;
import org.strowger.statemachine.StateTable;

/**
 * Whom a call is being connected with: by dialling, in a queue, at a parking place, by transfer. Runs on the call's
 * loop.
 */
public final class CallConnections {

    private final TalkContext call;
    private Map<String, QueueSounds> queueSounds = Collections.emptyMap();
    private @Nullable Dialing dials;
    private @Nullable Parking parks;

    public CallConnections(TalkContext call) {
        this.call = call;
    }

    /** The machines of who talks with whom. */
    public static List<StateTable<?, ?, ?>> tables() {
        return List.of(DialingTable.TABLE, ParkingTable.TABLE, ConversationTable.TABLE, TransferTable.TABLE);
    }

    public void dial(Destination destination, DialOptions options, DialSounds sounds, Reply<DialOutcome> reply) {
        if (call.refusals().beforeRinging()) return;
        call.keys().forgetPressed();
        call.media().silence(call.caller());
        Dialing dialing = call.scope()
                .open(() -> new Dialing(call, options, sounds, outcome -> {
                    dials = null;
                    call.lastWord(outcome);
                    call.agentGoesOn();
                    reply.done(outcome);
                }));
        dials = dialing;
        dialing.start(destination);
    }

    /** A second leg, for the program's own hands. */
    public void call(Destination destination, DialOptions options, Reply<CalleeLeg> reply) {
        if (call.refusals().beforeRinging()) return;
        call.media().silence(call.caller());
        call.scope().open(() -> new Calling(call, options, reply)).start(destination);
    }

    /** Lets two legs hear each other, and the caller be answered if it is one of them. */
    public Conversation bridge(CallLeg one, CallLeg other, Consumer<Duration> ended) throws NoMedia {
        Conversation talk = new Conversation(call, one, other, ended);
        call.scope().open(() -> talk);
        talk.join();
        return talk;
    }

    /** The caller waits at a parking place. */
    public void park(String slot, Optional<Duration> patience, Playlist music, Reply<DialOutcome> reply)
            throws NoMedia {
        if (call.refusals().forMedia()) return;
        call.callerTaken("the caller has been parked");
        call.caller().answer();
        Parking parking = call.scope()
                .open(() -> new Parking(call, slot, music, patience, new Reply<>() {
                    @Override
                    public void done(DialOutcome outcome) {
                        parks = null;
                        call.lastWord(outcome);
                        reply.done(outcome);
                    }

                    @Override
                    public void failed(RuntimeException why) {
                        reply.failed(why);
                    }
                }));
        parks = parking;
        call.caller().whenHeard(parking::start);
    }

    /** The caller takes somebody else's call. */
    public void pickup(String what, Reply<DialOutcome> reply) throws NoMedia {
        if (call.refusals().forMedia()) return;
        if (!call.gatherings().isThere(what)) { // so that nobody is answered for nothing
            DialOutcome nothing = new DialOutcome.Unreachable(404, "nothing to pick up at " + what);
            call.lastWord(nothing);
            reply.done(nothing);
            return;
        }
        call.caller().answer();
        call.caller().whenHeard(() -> new Pickup(call, reply).take(what));
    }

    /** Somebody of another call takes this one, if it can still be had. */
    public PickupOutcome takes(Loan loan) {
        if (parks != null) return parks.taken(loan);
        return dials != null ? dials.taken(loan) : PickupOutcome.TOO_LATE;
    }

    /** Sends the caller elsewhere: its phone, or if it won't, ourselves. */
    public void transfer(Destination destination, DialOptions options, Reply<DialOutcome> reply) {
        Optional<SipUri> uri = CallerReferral.uri(destination, call);
        boolean byPhone = call.caller().isAnswered() && call.caller().session().peerTakesRefer() && uri.isPresent();
        Runnable ourselves = () -> dial(destination, options, DialSounds.NONE, reply);
        if (!byPhone) ourselves.run();
        else
            call.caller()
                    .whenConfirmed(() -> call.caller()
                            .session()
                            .refer(uri.get(), Optional.empty(), new CallerReferral(call, reply::done, ourselves)));
    }

    /** Somebody else takes the place of a leg in its conversation. */
    public void transferLeg(CallLeg leg, Destination destination, DialOptions options, Reply<DialOutcome> reply) {
        LegTalk talk = leg.conversation()
                .orElseThrow(() -> new IllegalStateException("transferTo: " + leg.name + " talks to nobody"));
        talk.transfer(leg, destination, options, reply);
    }

    /** The sounds of queues, loaded by the program. */
    public void queueSounds(String queue, QueueSounds sounds) {
        if (queueSounds.isEmpty()) queueSounds = new LinkedHashMap<>();
        queueSounds.put(queue, sounds);
    }

    public QueueSounds queueSounds(String queue) {
        return queueSounds.getOrDefault(queue, QueueSounds.NONE);
    }
}
