package org.strowger.call.talk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Caller;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.EndCause;
import org.strowger.call.RecordMode;
import org.strowger.call.core.CallPart;
import org.strowger.call.core.Ending;
import org.strowger.call.core.Reply;
import org.strowger.call.event.LegEvent;
import org.strowger.call.leg.Bridge;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.CallerLeg;
import org.strowger.call.leg.DialogKey;
import org.strowger.call.leg.GuestLeg;
import org.strowger.call.leg.LegTalk;
import org.strowger.call.sdp.NoMedia;
import org.strowger.call.talk.ConversationTable.Effect;
import org.strowger.call.talk.ConversationTable.Event;
import org.strowger.call.talk.ConversationTable.State;
import org.strowger.dialog.Referral;
import org.strowger.dialog.SessionEnd;
import org.strowger.media.Recording;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;
import org.strowger.statemachine.Timeout;

/**
 * Two legs that talk ({@link ConversationTable}), from the moment that they are connected until one of them leaves.
 * Either may hand its place over: by REFER, or because the program says so; the conversation then goes on with somebody
 * else in its place. Runs on the call's loop.
 */
public final class Conversation implements LegTalk, CalleeLeg.Watcher, CallPart, Effects<Effect>, AutoCloseable {

    /** Told of each digit that is pressed by either. */
    public interface DigitListener {
        void pressed(CallLeg leg, char digit);
    }

    /** Both members are there: what their bridge is asked for then, so that both speak the same. */
    private sealed interface Joined {
        Consumer<Bridge> settles();
    }

    private record Met(Consumer<Bridge> settles) implements Joined {}

    /** {@code by} is in the place of {@code leg}. */
    private record Replaced(CallLeg leg, CallLeg by, Consumer<Bridge> settles) implements Joined {}

    /** A member is to be sent elsewhere. */
    private record Wish(CallLeg from, TransferAsker asker, Consumer<Transfer> begin) {}

    private final TalkContext call;
    private final List<CallLeg> members = new ArrayList<>(2);
    private final Consumer<Duration> over;
    private final long began;
    private final Machine<State, Event, Effect> machine;
    private DigitListener digits = (_, _) -> {};
    private @Nullable Bridge bridge;
    private @Nullable Transfer transfer;
    private Timeout limit = Timeout.NONE;
    private @Nullable Recording tape;
    private long bridged;

    /** @param over told once when a leg has left and the caller is still there; if it isn't, the call ends */
    Conversation(TalkContext call, CallLeg one, CallLeg other, Consumer<Duration> over) {
        this.call = call;
        this.over = over;
        this.began = call.loop().nanos();
        this.bridged = began;
        this.machine = new Machine<>(ConversationTable.TABLE, this, call.home().stories(), this);
        members.add(one);
        members.add(other);
    }

    @Override
    public String call() {
        return call.id();
    }

    /** The caller, and somebody who has just answered: settles the session of both, and connects them. */
    void begin(CalleeLeg leg, SessionDescription description) throws NoMedia {
        CallerLeg caller = call.caller();
        boolean callerChose = caller.isCommitted();
        leg.watchedBy(this);
        if (!leg.offered()) leg.media.offered(description);
        leg.media.hear(description);
        if (leg.offered()) caller.answer(description, Optional.empty());
        else if (!caller.isAnswered()) caller.answer(description, Optional.of(leg));
        else leg.answerForItself(description);
        if (callerChose) connect(between -> between.align(caller));
        else connect(_ -> {});
    }

    /** Two legs that have been answered each for itself, or the caller, who is answered now. */
    void join() throws NoMedia {
        CallLeg one = members.getFirst();
        CallLeg other = members.getLast();
        Optional<CallLeg> gone = members.stream().filter(Conversation::isGone).findFirst();
        if (gone.isPresent()) {
            machine.fire(Event.LEAVE, gone.get());
            return;
        }
        boolean unanswered = members.contains(call.caller()) && !call.caller().isAnswered();
        Optional<SessionDescription> said =
                across(call.caller()).filter(_ -> unanswered).flatMap(leg -> leg.media.heard());
        if (unanswered && said.isPresent() && call.caller().incoming().offer().isPresent()) {
            call.caller().answer(said.get(), Optional.empty());
            showEachOther();
            connect(_ -> {});
            return;
        }
        if (unanswered) call.caller().answer();
        showEachOther();
        connect(between -> between.introduce(other == call.caller() ? one : other));
    }

    private static boolean isGone(CallLeg member) {
        return member instanceof CalleeLeg callee && callee.isOver();
    }

    /** The caller, and somebody of another call who has a session of its own. */
    void join(GuestLeg guest) {
        showEachOther();
        connect(between -> between.introduce(guest));
    }

    /** Lets them hear each other; nothing if it is over already. */
    private void connect(Consumer<Bridge> settles) {
        machine.fire(Event.CONNECT, new Met(settles));
    }

    /** Ends it after this time. */
    public void limit(Duration length) {
        limit.cancel();
        if (!machine.isOver()) limit = call.after(length, () -> machine.fire(Event.TIME_UP));
    }

    /**
     * Records it until it is over, as long as it was however late this comes: the code that records may have to be
     * loaded first.
     */
    void record(RecordMode mode, CalleeLeg leg) {
        if (!machine.isOver()) tape = call.tapes().start(mode, leg, bridged);
    }

    public void digits(DigitListener listener) {
        digits = listener;
    }

    @Override
    public void pressed(CallLeg leg, char digit) {
        digits.pressed(leg, digit);
    }

    /** They have been brought together, and neither's own call says with whom. */
    private void showEachOther() {
        members.forEach(this::shows);
    }

    @Override
    public void shows(CallLeg leg) {
        across(leg).ifPresent(other -> shows(other, leg.shown()));
    }

    /** Where a call of ours is behind the leg, on whichever loop, it is told there, too. */
    private void shows(CallLeg leg, Caller other) {
        leg.meets(other);
        Optional<DialogKey> behind = leg.session().dialog().map(DialogKey::across);
        if (behind.isEmpty()) return;
        Neighbour there = call.neighbour(behind.get().callId());
        there.loop().execute(() -> there.leg(behind.get()).ifPresent(far -> far.represents(other)));
    }

    private Optional<CallLeg> across(CallLeg leg) {
        return members.stream().filter(member -> member != leg).findFirst();
    }

    private boolean isMember(CallLeg leg) {
        return members.contains(leg);
    }

    /** Ends it; whoever is left but the caller is hung up, and nothing is told. */
    @Override
    public void close() {
        machine.post(Event.CLOSE);
    }

    /** A member has left by itself. */
    @Override
    public void left(CallLeg leg) {
        // Who asked for a transfer may leave before it is done: phones do.
        if (isMember(leg)) machine.post(handsOver(leg) ? Event.LEAVE_EARLY : Event.LEAVE, leg);
    }

    private boolean handsOver(CallLeg leg) {
        return transfer != null && transfer.isFrom(leg);
    }

    /** Whether it goes on without this leg. */
    @Override
    public boolean outlives(CallLeg leg) {
        return isMember(leg) && handsOver(leg);
    }

    // Handing a place over.

    @Override
    public void referred(CallLeg leg, Referral referral) {
        TransferAsker asker = TransferAsker.of(referral);
        ReferredTo.of(referral, leg.rights(), call.home())
                .ifPresentOrElse(
                        to -> machine.fire(Event.TRANSFER, new Wish(leg, asker, begun -> begun.start(to))),
                        () -> machine.fire(Event.FORBIDDEN_TRANSFER, new Wish(leg, asker, _ -> {})));
    }

    /** The program sends a member elsewhere: its place is taken by whoever answers. */
    @Override
    public void transfer(CallLeg leg, Destination destination, DialOptions options, Reply<DialOutcome> reply) {
        machine.fire(
                Event.TRANSFER, new Wish(leg, TransferAsker.of(reply), begun -> begun.start(destination, options)));
    }

    /** The transfer has come to nothing: all is as it was, if its author is still there. */
    void transferFailed() {
        machine.post(Event.TRANSFER_FAILED);
    }

    /** Whom the transfer has led to takes the place of who asked for it. */
    void transferred(CallLeg leg, CallLeg by, Consumer<Bridge> settles) {
        machine.post(Event.TRANSFERRED, new Replaced(leg, by, settles));
    }

    @Override
    public void introduces(CallLeg leg, CallLeg by) {
        machine.fire(Event.REPLACE, new Replaced(leg, by, between -> between.introduce(by)));
    }

    /** Whom {@link #giveAway} would give. */
    @Override
    public Optional<CallLeg> given(CallLeg leg) {
        return machine.state() == State.TALKING && isMember(leg) ? across(leg) : Optional.empty();
    }

    /**
     * Its other member is given to another call; {@code leg}, whose place that call takes, is hung up. Nothing if there
     * is no such pair.
     */
    @Override
    public Optional<CallLeg> giveAway(CallLeg leg) {
        Optional<CallLeg> given = given(leg);
        if (given.isPresent()) machine.fire(Event.GIVE, leg);
        return given;
    }

    // What the machine asks for.

    @Override
    public void perform(Effect effect, Object payload) {
        call.safely(() -> done(effect, payload));
    }

    private void done(Effect effect, Object payload) {
        switch (effect) {
            case JOIN -> bringTogether((Joined) payload);
            case BEGIN_TRANSFER -> beginTransfer((Wish) payload);
            case REFUSE_PENDING -> ((Wish) payload).asker().refused(SipResponse.REQUEST_PENDING);
            case REFUSE_FORBIDDEN -> ((Wish) payload).asker().refused(SipResponse.FORBIDDEN);
            case STOP_TRANSFER -> stopTransfer();
            case FORGET_TRANSFER -> transfer = null;
            case UNBRIDGE -> new Ending(call.id()).step("a bridge", this::unbridge);
            case PART -> part((CallLeg) payload);
            case TAKE_PLACE -> takePlace((Replaced) payload);
            case HEAR_RINGING -> members.forEach(call.media()::hearsRinging);
            case RELEASE -> release();
            case TELL_OVER -> tellOver();
        }
    }

    private void bringTogether(Joined joined) {
        Bridge between = new Bridge(members.getFirst(), members.getLast());
        bridge = between;
        for (CallLeg member : members) {
            member.talks(Optional.of(this));
            if (member instanceof CalleeLeg callee) callee.watchedBy(this);
        }
        between.connect();
        bridged = call.loop().nanos();
        call.bridged(members.getFirst(), members.getLast());
        joined.settles().accept(between);
    }

    private void beginTransfer(Wish wish) {
        wish.asker().accepted();
        CallLeg staying = across(wish.from()).orElseThrow();
        Transfer begun = new Transfer(call, this, wish.from(), staying, wish.asker());
        transfer = begun;
        wish.begin().accept(begun);
    }

    private void stopTransfer() {
        Transfer begun = transfer;
        transfer = null;
        if (begun != null) new Ending(call.id()).step("a transfer", () -> begun.stop(SipResponse.REQUEST_TERMINATED));
    }

    private void unbridge() {
        Bridge there = bridge;
        bridge = null;
        if (there != null) there.disconnect();
    }

    private void part(CallLeg leg) {
        members.remove(leg);
        leg.talks(Optional.empty());
        if (leg instanceof CalleeLeg callee) callee.watchedBy(CalleeLeg.Watcher.farewell());
        if (leg == call.caller()) call.callerHandsOver();
    }

    private void takePlace(Replaced change) {
        part(change.leg());
        members.add(change.by());
        showEachOther();
        call.publish(new LegEvent.Transferred(
                call.id(), change.leg().name, change.by().party()));
    }

    private void release() {
        limit.cancel();
        Ending ending = new Ending(call.id());
        Recording taped = tape;
        if (taped != null) ending.step("a recording", () -> call.tapes().stop(taped));
        for (CallLeg member : List.copyOf(members)) {
            member.talks(Optional.empty());
            if (member != call.caller()) ending.step(member.name, member::release);
        }
        members.clear();
    }

    private void tellOver() {
        if (call.isCallerGone()) call.end(new EndCause.Transferred());
        else over.accept(talked());
    }

    private Duration talked() {
        return Duration.ofNanos(call.loop().nanos() - began);
    }

    // What legs that were called tell.

    @Override
    public void leaves(CalleeLeg leg, SessionEnd end) {
        leg.left(end);
        left(leg);
    }

    @Override
    public void rings(CalleeLeg leg, SipResponse response, Optional<SessionDescription> early) {}

    @Override
    public void answers(CalleeLeg leg, Optional<SessionDescription> description) {
        throw new IllegalStateException("the hunt hears of answers");
    }

    @Override
    public void fails(CalleeLeg leg, SipResponse response) {
        throw new IllegalStateException("the hunt hears of failures");
    }
}
