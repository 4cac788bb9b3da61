package org.strowger.call.talk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.DialOutcome;
import org.strowger.call.EndCause;
import org.strowger.call.core.Ending;
import org.strowger.call.core.Reply;
import org.strowger.call.event.Happening;
import org.strowger.call.leg.Bridge;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.CallerLeg;
import org.strowger.call.leg.LegTalk;
import org.strowger.dialog.Referral;
import org.strowger.dialog.SessionEnd;
import org.strowger.rtp.PortsExhaustedException;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.Timeout;

/**
 * Two legs that talk, from the moment that they are connected until one of them leaves. Either may hand its place over: by REFER, or because the program says so;
 * the conversation then goes on with somebody else in its place. Runs on the call's loop.
 */
public final class Conversation implements LegTalk, CalleeLeg.Watcher, AutoCloseable {

    /** Told of each digit that is pressed by either. */
    public interface DigitListener {
        void pressed(CallLeg leg, char digit);
    }

    private final TalkContext call;
    private final List<CallLeg> members = new ArrayList<>(2);
    private final Consumer<Duration> over;
    private final long began;
    private DigitListener digits = (_, _) -> {};
    private @Nullable Bridge bridge;
    private @Nullable Transfer transfer;
    private Timeout limit = Timeout.NONE;
    private boolean closed;

    /** @param over told once when a leg has left and the caller is still there; if it isn't, the call ends */
    Conversation(TalkContext call, CallLeg one, CallLeg other, Consumer<Duration> over) {
        this.call = call;
        this.over = over;
        this.began = call.loop().nanos();
        members.add(one);
        members.add(other);
    }

    /** The caller, and somebody who has just answered: settles the session of both, and connects them. */
    void begin(CalleeLeg leg, SessionDescription description) throws PortsExhaustedException {
        CallerLeg caller = call.caller();
        boolean callerChose = caller.isCommitted();
        leg.watchedBy(this);
        if (!leg.offered()) leg.media.offered(description);
        leg.media.hear(description);
        if (leg.offered()) caller.answer(description, Optional.empty());
        else if (!caller.isAnswered()) caller.answer(description, Optional.of(leg));
        else leg.answerForItself(description);
        if (closed) return;
        Bridge between = connect();
        if (callerChose) between.align(caller);
    }

    /** Two legs that have been answered each for itself, or the caller, who is answered now. */
    void join() throws PortsExhaustedException {
        CallLeg one = members.getFirst();
        CallLeg other = members.getLast();
        if (members.stream().anyMatch(member -> member instanceof CalleeLeg callee && callee.isOver())) {
            finish();
            return;
        }
        boolean unanswered = members.contains(call.caller()) && !call.caller().isAnswered();
        Optional<SessionDescription> said =
                across(call.caller()).filter(_ -> unanswered).flatMap(leg -> leg.media.heard());
        if (unanswered && said.isPresent() && call.caller().incoming().offer().isPresent()) {
            call.caller().answer(said.get(), Optional.empty());
            connect();
            return;
        }
        if (unanswered) call.caller().answer();
        connect().introduce(other == call.caller() ? one : other);
    }

    /** Lets them hear each other. */
    Bridge connect() {
        Bridge joined = new Bridge(members.getFirst(), members.getLast());
        bridge = joined;
        for (CallLeg member : members) {
            member.talks(Optional.of(this));
            if (member instanceof CalleeLeg callee) callee.watchedBy(this);
        }
        joined.connect();
        call.bridged(members.getFirst(), members.getLast());
        return joined;
    }

    /** Ends it after this time. */
    public void limit(Duration length) {
        limit.cancel();
        if (!closed) limit = call.after(length, this::finish);
    }

    public void digits(DigitListener listener) {
        digits = listener;
    }

    @Override
    public void pressed(CallLeg leg, char digit) {
        digits.pressed(leg, digit);
    }

    Optional<CallLeg> across(CallLeg leg) {
        return members.stream().filter(member -> member != leg).findFirst();
    }

    boolean isMember(CallLeg leg) {
        return members.contains(leg);
    }

    /** Ends it; whoever is left but the caller is hung up, and nothing is told. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        limit.cancel();
        Ending ending = new Ending(call.id());
        Transfer begun = transfer;
        transfer = null;
        if (begun != null) ending.step("a transfer", () -> begun.stop(Response.REQUEST_TERMINATED));
        ending.step("a bridge", this::unbridge);
        for (CallLeg member : List.copyOf(members)) {
            member.talks(Optional.empty());
            if (member != call.caller()) ending.step(member.name, member::release);
        }
        members.clear();
    }

    /** Ends it, and says so. */
    void finish() {
        if (closed) return;
        close();
        if (call.isCallerGone()) call.end(new EndCause.Transferred());
        else over.accept(talked());
    }

    /** A member has left by itself. */
    @Override
    public void left(CallLeg leg) {
        if (closed || !members.remove(leg)) return;
        leg.talks(Optional.empty());
        unbridge();
        // Who asked for a transfer may leave before it is done: phones do.
        if (transfer == null || !transfer.isFrom(leg)) finish();
        else members.forEach(call.media()::hearsRinging);
    }

    /** Whether it goes on without this leg. */
    @Override
    public boolean outlives(CallLeg leg) {
        return !closed && transfer != null && transfer.isFrom(leg) && members.contains(leg);
    }

    // Handing a place over.

    @Override
    public void referred(CallLeg leg, Referral referral) {
        Optional<CallLeg> staying = across(leg);
        if (staying.isEmpty() || transfer != null) {
            referral.refuse(Response.REQUEST_PENDING);
            return;
        }
        ReferredTo.of(referral, leg.rights(), call.home())
                .ifPresentOrElse(
                        to -> {
                            referral.accept();
                            Transfer begun = new Transfer(call, this, leg, staying.get(), Transfer.Asker.of(referral));
                            transfer = begun;
                            begun.start(to);
                        },
                        () -> referral.refuse(Response.FORBIDDEN));
    }

    /** The program sends a member elsewhere: its place is taken by whoever answers. */
    @Override
    public void transfer(CallLeg leg, Destination destination, DialOptions options, Reply<DialOutcome> reply) {
        Transfer.Asker asker = Transfer.Asker.of(reply);
        Optional<CallLeg> staying = across(leg);
        if (staying.isEmpty() || transfer != null) {
            asker.finished(Response.REQUEST_PENDING, () -> {});
            return;
        }
        Transfer begun = new Transfer(call, this, leg, staying.get(), asker);
        transfer = begun;
        begun.start(destination, options);
    }

    /** The transfer has come to nothing: all is as it was, if its author is still there. */
    void transferFailed() {
        transfer = null;
        if (!closed && members.size() < 2) finish();
    }

    /** Somebody has taken the place of a leg, which is no member from now on. */
    Bridge replaced(CallLeg leg, CallLeg by) {
        transfer = null;
        unbridge();
        members.remove(leg);
        leg.talks(Optional.empty());
        if (leg instanceof CalleeLeg callee) callee.watchedBy(CalleeLeg.Watcher.farewell());
        if (leg == call.caller()) call.callerHandsOver();
        members.add(by);
        call.publish(new Happening.Transferred(call.id(), leg.name, by.party()));
        return connect();
    }

    @Override
    public void introduces(CallLeg leg, CallLeg by) {
        replaced(leg, by).introduce(by);
    }

    /** Whom {@link #giveAway} would give. */
    @Override
    public Optional<CallLeg> given(CallLeg leg) {
        return across(leg).filter(_ -> transfer == null && members.contains(leg));
    }

    /** Its other member is given to another call; {@code leg}, whose place that call takes, is hung up. Nothing if there is no such pair. */
    @Override
    public Optional<CallLeg> giveAway(CallLeg leg) {
        Optional<CallLeg> given = given(leg);
        if (given.isEmpty()) return given;
        unbridge();
        members.remove(leg);
        leg.talks(Optional.empty());
        if (leg instanceof CalleeLeg callee) callee.watchedBy(CalleeLeg.Watcher.farewell());
        if (leg == call.caller()) call.callerHandsOver();
        return given;
    }

    private void unbridge() {
        Bridge there = bridge;
        bridge = null;
        if (there != null) there.disconnect();
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
    public void rings(CalleeLeg leg, Response response, Optional<SessionDescription> early) {}

    @Override
    public void answers(CalleeLeg leg, Optional<SessionDescription> description) {
        throw new IllegalStateException("the hunt hears of answers");
    }

    @Override
    public void fails(CalleeLeg leg, Response response) {
        throw new IllegalStateException("the hunt hears of failures");
    }
}
