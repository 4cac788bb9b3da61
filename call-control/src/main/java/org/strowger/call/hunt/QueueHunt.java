package org.strowger.call.hunt;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.CallPart;
import org.strowger.call.core.Ending;
import org.strowger.call.event.CallEvent;
import org.strowger.call.hunt.QueueCallerTable.Effect;
import org.strowger.call.hunt.QueueCallerTable.Event;
import org.strowger.call.hunt.QueueCallerTable.State;
import org.strowger.call.hunt.QueueCallerTable.Time;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.sdp.NoMedia;
import org.strowger.directory.CallQueue;
import org.strowger.directory.Target;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;

/**
 * A caller in a queue ({@link QueueCallerTable}): hears music and its place, until a member answers, it has waited for
 * too long, or gives up. Runs on the call's loop.
 */
final class QueueHunt implements Hunt, Hunt.Owner, QueueDesk.Waiter, CallPart, Effects<Effect> {

    /** Who has answered, and with what. */
    private record Won(CalleeLeg leg, Optional<SessionDescription> description) {}

    private final Hunting hunting;
    private final HuntContext call;
    private final QueueDesk desk;
    private final CallQueue queue;
    private final WaitingMusic music;
    private final Machine<State, Event, Effect> machine;
    private Optional<Owner> owner = Optional.empty();
    private @Nullable Hunt current;

    QueueHunt(Hunting hunting, QueueDesk desk, QueueSounds sounds) {
        this.hunting = hunting;
        this.call = hunting.call();
        this.desk = desk;
        this.queue = desk.queue();
        this.music = new WaitingMusic(call, queue, sounds);
        this.machine = new Machine<>(
                QueueCallerTable.TABLE,
                call.loop(),
                Time.timings(queue.maxWait()),
                this,
                call.home().stories(),
                this);
    }

    @Override
    public String call() {
        return call.id();
    }

    @Override
    public void start(Owner starter) {
        owner = Optional.of(starter);
        try {
            call.caller().answer();
            machine.fire(Event.BEGIN);
        } catch (NoMedia e) {
            machine.fire(Event.REFUSED, call.unreachable(e));
        }
    }

    @Override
    public void stop(CalleeLeg.Ending how) {
        machine.post(Event.STOP, how);
    }

    // What the desk tells, on its own loop.

    @Override
    public void isTurnedAway() {
        call.onLoop(() -> machine.fire(Event.FULL, new DialOutcome.Busy(486)));
    }

    @Override
    public void isAt(int position) {
        call.onLoop(() -> machine.fire(Event.PLACE, position));
    }

    @Override
    public void rings(List<String> users) {
        call.onLoop(() -> machine.fire(Event.CALLED, users));
    }

    // What becomes of the ringing: of members, or of those whom the caller was sent on to.

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        machine.post(Event.ANSWERED, new Won(leg, description));
    }

    @Override
    public void lost(DialOutcome outcome) {
        machine.post(Event.UNANSWERED, outcome);
    }

    // What the machine asks for.

    @Override
    public void perform(Effect effect, Object payload) {
        call.safely(() -> done(effect, payload));
    }

    @SuppressWarnings("unchecked") // what CALLED brings
    private void done(Effect effect, Object payload) {
        switch (effect) {
            case ENTERTAIN -> entertain();
            case JOIN -> desk.joins(this);
            case TELL_PLACE -> place((Integer) payload);
            case RING -> ring((List<String>) payload);
            case TELL_FULL -> left("full");
            case TELL_TOO_LATE -> left("waited too long");
            case TELL_UNANSWERED -> desk.unanswered(this);
            case STOP_RINGING -> stopRinging(payload);
            case LEAVE_LINE -> desk.leaves(this);
            case ENTERTAIN_NO_MORE -> hunting.entertainsNoMore();
            case STOP_MUSIC -> music.close();
            case FIND_WAY_ON -> findWayOn(payload);
            case SEND_ON -> sendOn();
            case TAKE_MEMBER -> take(((Won) payload).leg());
            case TELL_WON -> won((Won) payload);
            case TELL_LOST -> owner.ifPresent(told -> told.lost((DialOutcome) payload));
        }
    }

    private void entertain() {
        hunting.entertains();
        call.caller().whenHeard(music::start);
    }

    private void place(int position) {
        call.publish(new CallEvent.QueuePosition(call.id(), queue.name(), position));
        music.position(position);
    }

    private void ring(List<String> users) {
        List<Hunt> each = users.stream().map(hunting.planner()::user).toList();
        Hunt all = each.size() == 1 ? each.getFirst() : new TogetherHunt(each, TogetherHunt.Refusals.SINGLE);
        begin(new TimedHunt(all, call, queue.group().memberTimeout()));
    }

    private void begin(Hunt hunt) {
        current = hunt;
        hunt.start(this);
    }

    private void left(String why) {
        call.publish(new CallEvent.QueueLeft(call.id(), queue.name(), why));
    }

    private void stopRinging(Object how) {
        Hunt rings = current;
        if (rings == null) return;
        CalleeLeg.Ending ending = how instanceof CalleeLeg.Ending told ? told : CalleeLeg.Ending.NO_LONGER_WANTED;
        new Ending(call.id()).step("a queue's hunt", () -> rings.stop(ending));
    }

    private void findWayOn(Object outcome) {
        if (queue.overflow().isPresent()) machine.post(Event.SENT_ON);
        else machine.post(Event.NOWHERE, outcome instanceof DialOutcome told ? told : new DialOutcome.NoAnswer());
    }

    private void sendOn() {
        String number = queue.overflow().orElseThrow();
        begin(hunting.planner().through(number, call.caller().rights(), Target.Way.THROUGH_THE_DIALPLAN));
    }

    private void take(CalleeLeg leg) {
        String user = leg.user().orElse(leg.party());
        left("answered by " + user);
        leg.whenGone(() -> desk.free(user));
        desk.answered(this, user);
    }

    private void won(Won won) {
        owner.ifPresent(told -> told.won(won.leg(), won.description()));
    }
}
