package org.strowger.call.hunt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.Outcomes;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.sdp.NoCommonCodec;
import org.strowger.dialog.SessionEnd;
import org.strowger.directory.MediaPolicy;
import org.strowger.directory.SrtpPolicy;
import org.strowger.directory.Target;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Hop;
import org.strowger.statemachine.OneShot;

/**
 * A hunt of one leg, over the hops that its name resolves to (RFC 3263 §4.3), and on to where a 3xx sends it (RFC 3261 §8.1.3.4). Runs on the call's loop.
 */
final class LegHunt implements Hunt, CalleeLeg.Watcher {

    private final Hunting hunting;
    private Target target;
    private final Deque<Hop> hops = new ArrayDeque<>();
    private @Nullable Owner owner;
    private @Nullable CalleeLeg leg;
    private @Nullable Hop tried;
    private @Nullable Hunt redirected;
    private boolean rang;
    private final OneShot end = new OneShot();

    LegHunt(Hunting hunting, Target target) {
        this.hunting = hunting;
        this.target = target;
    }

    @Override
    public void start(Owner starter) {
        owner = starter;
        end.runs(hunting.patience(this::outOfPatience));
        hunting.resolve(target, this::resolved);
    }

    @Override
    public void stop(CalleeLeg.Ending how) {
        end.finish(() -> {
            if (redirected != null) redirected.stop(how);
            else if (leg != null) hunting.drop(leg, how, Response.REQUEST_TERMINATED);
        });
    }

    @Override
    public void rings(CalleeLeg from, Response response, Optional<SessionDescription> early) {
        rang = true;
        hunting.rings(from, response, early);
    }

    @Override
    public void answers(CalleeLeg from, Optional<SessionDescription> description) {
        Optional<String> objection = description.isEmpty()
                ? Optional.of("answered without a session description that can be read")
                : description.filter(_ -> from.offered()).flatMap(from.media::objectionToFirst);
        if (objection.isPresent()) {
            hunting.drop(from, CalleeLeg.Ending.NO_LONGER_WANTED, Response.NOT_ACCEPTABLE_HERE);
            lose(hunting.call().unreachable(new NoCommonCodec(objection.get())));
            return;
        }
        end.finish(() -> {
            if (owner != null) owner.won(from, description);
        });
    }

    @Override
    public void fails(CalleeLeg from, Response response) {
        int status = response.getStatusCode();
        hunting.failed(from, status);
        if (end.isOver()) return;
        leg = null;
        boolean another = (status == Response.SERVICE_UNAVAILABLE || status == Response.REQUEST_TIMEOUT) && !rang;
        if (another && !hops.isEmpty()) invite();
        else if (status == Response.NOT_ACCEPTABLE_HERE && hasOtherForm()) invite();
        else if (status / 100 == 3 && Outcomes.ofOurs(status).isEmpty()) follow(response);
        else
            lose(Outcomes.of(
                    status, Optional.ofNullable(response.getReasonPhrase()).orElse("")));
    }

    @Override
    public void leaves(CalleeLeg from, SessionEnd end) {
        // Only who has answered can leave, and then the hunt is over and the conversation watches.
    }

    private void follow(Response response) {
        List<Hunt> onward = hunting.planner().redirections(target, response);
        if (onward.isEmpty() || owner == null) {
            lose(new DialOutcome.Unreachable(Response.TEMPORARILY_UNAVAILABLE, "its redirection leads nowhere"));
            return;
        }
        // the time to ring goes on: it is the caller's, not the redirected phone's
        Hunt next = new InTurnHunt(onward, InTurnHunt.Persistence.ONE_PERSON);
        redirected = next;
        Owner asked = owner;
        next.start(new Owner() {
            @Override
            public void won(CalleeLeg winner, Optional<SessionDescription> description) {
                end.finish(() -> asked.won(winner, description));
            }

            @Override
            public void lost(DialOutcome outcome) {
                lose(outcome);
            }
        });
    }

    private void resolved(List<Hop> found) {
        if (end.isOver()) return;
        hops.addAll(found);
        if (hops.isEmpty()) lose(Outcomes.down(target.nextHop().getHost() + " can't be resolved"));
        else invite();
    }

    /** Where encryption is preferred, but not as it was offered, it is offered in the other form, to the same host. */
    private boolean hasOtherForm() {
        Optional<SrtpPolicy> other = target.media().srtp().otherForm();
        if (other.isEmpty() || tried == null) return false;
        target = target.withMedia(new MediaPolicy(target.media().codecs(), other.get()));
        hops.addFirst(tried);
        return true;
    }

    private void invite() {
        Hop hop = hops.remove();
        tried = hop;
        try {
            leg = hunting.invite(target, hop, this);
        } catch (Hunting.CannotCall e) {
            lose(e.outcome());
        }
    }

    private void outOfPatience() {
        if (redirected != null) {
            redirected.stop(CalleeLeg.Ending.NO_LONGER_WANTED);
            lose(new DialOutcome.NoAnswer());
            return;
        }
        if (leg != null) hunting.drop(leg, CalleeLeg.Ending.NO_LONGER_WANTED, Response.REQUEST_TIMEOUT);
        lose(rang ? new DialOutcome.NoAnswer() : Outcomes.down("no response"));
    }

    private void lose(DialOutcome outcome) {
        end.finish(() -> {
            if (owner != null) owner.lost(outcome);
        });
    }
}
