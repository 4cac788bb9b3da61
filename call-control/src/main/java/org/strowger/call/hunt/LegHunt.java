package org.strowger.call.hunt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.CallPart;
import org.strowger.call.core.Outcomes;
import org.strowger.call.event.LegEvent;
import org.strowger.call.hunt.LegHuntTable.Effect;
import org.strowger.call.hunt.LegHuntTable.Event;
import org.strowger.call.hunt.LegHuntTable.State;
import org.strowger.call.hunt.LegHuntTable.Time;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.sdp.NoCommonCodec;
import org.strowger.dialog.SessionEnd;
import org.strowger.directory.MediaPolicy;
import org.strowger.directory.SrtpPolicy;
import org.strowger.directory.Target;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Hop;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;

/**
 * A hunt of one leg ({@link LegHuntTable}), over the hops that its name resolves to (RFC 3263 §4.3), and on to where a
 * 3xx sends it (RFC 3261 §8.1.3.4). Runs on the call's loop.
 */
final class LegHunt implements Hunt, Hunt.Owner, CalleeLeg.Watcher, CallPart, Effects<Effect> {

    /** A phone rings. */
    private record Ringing(CalleeLeg leg, SipResponse response, Optional<SessionDescription> early) {}

    /** Who has answered, and with what. */
    private record Won(CalleeLeg leg, Optional<SessionDescription> description) {}

    /** Who has answered, and why nobody can talk by that. */
    private record Unfit(CalleeLeg leg, String why) {}

    private final Hunting hunting;
    private final HuntContext call;
    private final Machine<State, Event, Effect> machine;
    private final Deque<Hop> hops = new ArrayDeque<>(1);
    private final Runnable mayBegin = this::mayBegin;
    private Target target;
    private Optional<Owner> owner = Optional.empty();
    private @Nullable CalleeLeg leg;
    private @Nullable Hop tried;
    private @Nullable Hunt onward;

    LegHunt(Hunting hunting, Target target) {
        this.hunting = hunting;
        this.call = hunting.call();
        this.target = target;
        this.machine = new Machine<>(
                LegHuntTable.TABLE,
                call.loop(),
                Time.timings(hunting.patience()),
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
        machine.post(Event.START);
    }

    @Override
    public void stop(CalleeLeg.Ending how) {
        machine.post(Event.STOP, how);
    }

    private void resolved(List<Hop> found) {
        hops.addAll(found);
        if (hops.isEmpty())
            machine.post(Event.NOT_FOUND, Outcomes.down(target.nextHop().host() + " can't be resolved"));
        else machine.post(Event.FOUND);
    }

    // What becomes of the leg.

    @Override
    public void rings(CalleeLeg from, SipResponse response, Optional<SessionDescription> early) {
        machine.post(Event.RINGS, new Ringing(from, response, early));
    }

    @Override
    public void answers(CalleeLeg from, Optional<SessionDescription> description) {
        Optional<String> objection = description.isEmpty()
                ? Optional.of("answered without a session description that can be read")
                : description.filter(_ -> from.offered()).flatMap(from.media::objectionToFirst);
        if (objection.isPresent()) machine.post(Event.UNFIT, new Unfit(from, objection.get()));
        else machine.post(Event.ANSWERED, new Won(from, description));
    }

    @Override
    public void fails(CalleeLeg from, SipResponse response) {
        int status = response.status();
        Optional<UnansweredChallenge> challenge = UnansweredChallenge.of(target, response);
        hunting.failed(
                from,
                status,
                challenge
                        .map(UnansweredChallenge::why)
                        .or(() -> Outcomes.ofOurs(status))
                        .orElse("refused"));
        challenge.ifPresent(unanswered -> call.publish(new LegEvent.TrunkLoginRefused(
                call.id(), unanswered.trunk(), unanswered.realm(), unanswered.status(), unanswered.why())));
        boolean hostFailed = status == SipResponse.SERVICE_UNAVAILABLE || status == SipResponse.REQUEST_TIMEOUT;
        DialOutcome outcome = challenge
                .<DialOutcome>map(
                        unanswered -> new DialOutcome.Unreachable(SipResponse.SERVICE_UNAVAILABLE, unanswered.why()))
                .orElseGet(() -> Outcomes.of(status, response.reason()));
        if (hostFailed && !hops.isEmpty()) machine.post(Event.NEXT_HOST, outcome);
        else if (status == SipResponse.NOT_ACCEPTABLE_HERE && otherForm().isPresent()) machine.post(Event.OTHER_FORM);
        else if (status / 100 == 3 && Outcomes.ofOurs(status).isEmpty()) machine.post(Event.REDIRECTED, response);
        else machine.post(Event.FAILED, outcome);
    }

    @Override
    public void leaves(CalleeLeg from, SessionEnd end) {
        // Only who has answered can leave, and then the hunt is over and the conversation watches.
    }

    // What becomes of those whom a redirection led to.

    @Override
    public void won(CalleeLeg winner, Optional<SessionDescription> description) {
        machine.post(Event.ANSWERED, new Won(winner, description));
    }

    @Override
    public void lost(DialOutcome outcome) {
        machine.post(Event.FAILED, outcome);
    }

    // What the machine asks for.

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case RESOLVE -> hunting.resolve(target, this::resolved);
            case ASK_TO_BEGIN -> askToBegin();
            case WITHDRAW -> hunting.withdraw(mayBegin);
            case INVITE -> invite();
            case OFFER_OTHERWISE -> offerOtherwise();
            case FOLLOW -> follow((SipResponse) payload);
            case TELL_RINGS -> {
                Ringing now = (Ringing) payload;
                hunting.rings(now.leg(), now.response(), now.early());
            }
            case DROP -> drop((CalleeLeg.Ending) payload, SipResponse.REQUEST_TERMINATED);
            case DROP_UNFIT ->
                hunting.drop(
                        ((Unfit) payload).leg(), CalleeLeg.Ending.NO_LONGER_WANTED, SipResponse.NOT_ACCEPTABLE_HERE);
            case STOP_ONWARD -> stopOnward((CalleeLeg.Ending) payload);
            case TELL_WON -> {
                Won won = (Won) payload;
                owner.ifPresent(told -> told.won(won.leg(), won.description()));
            }
            case TELL_LOST -> tellLost((DialOutcome) payload);
            case TELL_UNFIT -> tellLost(call.unreachable(new NoCommonCodec(((Unfit) payload).why())));
            // By a timer: nobody else takes what they throw.
            case DROP_LATE -> call.safely(() -> drop(CalleeLeg.Ending.NO_LONGER_WANTED, SipResponse.REQUEST_TIMEOUT));
            case STOP_ONWARD_LATE -> call.safely(() -> stopOnward(CalleeLeg.Ending.NO_LONGER_WANTED));
            case TELL_NO_ANSWER -> call.safely(() -> tellLost(new DialOutcome.NoAnswer()));
            case TELL_NO_RESPONSE -> call.safely(() -> tellLost(Outcomes.down("no response")));
        }
    }

    private void askToBegin() {
        try {
            hunting.askToBegin(target, mayBegin);
        } catch (Hunting.CannotCall e) {
            machine.post(Event.UNCALLABLE, e.outcome());
        }
    }

    /** By a timer, as a rule. */
    private void mayBegin() {
        call.safely(() -> machine.post(Event.MAY_BEGIN));
    }

    private void invite() {
        Hop hop = hops.remove();
        tried = hop;
        try {
            leg = hunting.invite(target, hop, this);
        } catch (Hunting.CannotCall e) {
            machine.post(Event.UNCALLABLE, e.outcome());
        }
    }

    /** Where encryption is preferred, but not as it was offered. */
    private Optional<SrtpPolicy> otherForm() {
        return target.media().srtp().otherForm();
    }

    /** To the same host. */
    private void offerOtherwise() {
        target = target.withMedia(new MediaPolicy(
                target.media().codecs(),
                otherForm().orElseThrow(),
                target.media().browser()));
        if (tried != null) hops.addFirst(tried);
    }

    private void follow(SipResponse response) {
        List<Hunt> hunts = hunting.planner().redirections(target, response);
        if (hunts.isEmpty()) {
            machine.post(
                    Event.NOWHERE,
                    new DialOutcome.Unreachable(SipResponse.TEMPORARILY_UNAVAILABLE, "its redirection leads nowhere"));
            return;
        }
        Hunt next = new InTurnHunt(hunts, InTurnHunt.Persistence.ONE_PERSON);
        onward = next;
        next.start(this);
    }

    private void stopOnward(CalleeLeg.Ending how) {
        if (onward != null) onward.stop(how);
    }

    private void drop(CalleeLeg.Ending how, int status) {
        if (leg != null) hunting.drop(leg, how, status);
    }

    private void tellLost(DialOutcome outcome) {
        owner.ifPresent(told -> told.lost(outcome));
    }
}
