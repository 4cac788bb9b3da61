package org.strowger.call.hunt;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.Ending;
import org.strowger.call.directory.CallQueue;
import org.strowger.call.directory.Target;
import org.strowger.call.event.Happening;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.sdp.NoCommonCodec;
import org.strowger.rtp.PortsExhaustedException;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.Timeout;

/** A caller in a queue: hears music and its place, until a member answers, it has waited for too long, or gives up. Runs on the call's loop. */
final class QueueHunt implements Hunt, Hunt.Owner, QueueDesk.Waiter {

    private final Hunting hunting;
    private final HuntContext call;
    private final QueueDesk desk;
    private final CallQueue queue;
    private final QueueSounds sounds;
    private Optional<Owner> owner = Optional.empty();
    private @Nullable Hunt current;
    private @Nullable WaitingMusic music;
    private Timeout waiting = Timeout.NONE;
    private boolean waits;
    private boolean over;

    QueueHunt(Hunting hunting, QueueDesk desk, QueueSounds sounds) {
        this.hunting = hunting;
        this.call = hunting.call();
        this.desk = desk;
        this.queue = desk.queue();
        this.sounds = sounds;
    }

    /** Runs this on the call's loop, while it waits. From the desk's loop. */
    @Override
    public void tell(Runnable what) {
        call.onLoop(() -> {
            if (!over && waits) what.run();
        });
    }

    @Override
    public void start(Owner starter) {
        owner = Optional.of(starter);
        try {
            call.caller().answer();
        } catch (PortsExhaustedException e) {
            lose(new DialOutcome.Unreachable(503, String.valueOf(e.getMessage())));
            return;
        } catch (NoCommonCodec e) {
            lose(new DialOutcome.Unreachable(488, call.warns(e)));
            return;
        }
        waits = true;
        hunting.entertains();
        WaitingMusic begun = new WaitingMusic(call, queue, sounds);
        music = begun;
        call.caller().whenHeard(() -> {
            if (!over) begun.start();
        });
        waiting = queue.maxWait()
                .map(most -> call.after(most, this::hasWaitedEnough))
                .orElse(Timeout.NONE);
        desk.joins(this);
    }

    @Override
    public void stop(CalleeLeg.Ending how) {
        if (over) return;
        Hunt rings = current;
        Ending ending =
                new Ending(call.id()).step("a place in a queue", this::ends).step("a queue", () -> desk.leaves(this));
        if (rings != null) ending.step("a queue's hunt", () -> rings.stop(how));
    }

    // What the desk tells.

    @Override
    public void isTurnedAway() {
        call.publish(new Happening.QueueLeft(call.id(), queue.name(), "full"));
        overflows(new DialOutcome.Busy(486));
    }

    @Override
    public void isAt(int position) {
        call.publish(new Happening.QueuePosition(call.id(), queue.name(), position));
        if (music != null) music.position(position);
    }

    @Override
    public void rings(List<String> users) {
        List<Hunt> each = users.stream().map(hunting.planner()::user).toList();
        Hunt all = each.size() == 1 ? each.getFirst() : new TogetherHunt(each, TogetherHunt.Refusals.SINGLE);
        Hunt timed = new TimedHunt(all, call, queue.group().memberTimeout());
        current = timed;
        timed.start(this);
    }

    // What becomes of the ringing.

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        if (over) return;
        ends();
        String user = leg.user().orElse(leg.party());
        call.publish(new Happening.QueueLeft(call.id(), queue.name(), "answered by " + user));
        leg.whenGone(() -> desk.free(user));
        desk.answered(this, user);
        owner.ifPresent(told -> told.won(leg, description));
    }

    @Override
    public void lost(DialOutcome outcome) {
        current = null;
        if (!over && waits) desk.unanswered(this);
    }

    private void hasWaitedEnough() {
        call.publish(new Happening.QueueLeft(call.id(), queue.name(), "waited too long"));
        overflows(new DialOutcome.NoAnswer());
    }

    /** To the number that takes what is too much, or away. */
    private void overflows(DialOutcome otherwise) {
        if (current != null) current.stop(CalleeLeg.Ending.NO_LONGER_WANTED);
        current = null;
        waits = false;
        waiting.cancel();
        desk.leaves(this);
        hunting.entertainsNoMore();
        if (music != null) music.close();
        if (queue.overflow().isEmpty() || owner.isEmpty()) {
            lose(otherwise);
            return;
        }
        Hunt onward = hunting.planner()
                .through(queue.overflow().get(), call.caller().rights(), Target.Way.THROUGH_THE_DIALPLAN);
        current = onward;
        onward.start(owner.get());
    }

    private void lose(DialOutcome outcome) {
        ends();
        owner.ifPresent(told -> told.lost(outcome));
    }

    private void ends() {
        over = true;
        waits = false;
        waiting.cancel();
        if (music != null) music.close();
    }
}
