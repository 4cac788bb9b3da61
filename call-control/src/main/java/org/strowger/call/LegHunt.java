package org.strowger.call;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.dialog.SessionEnd;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Hop;
import org.strowger.statemachine.Timeout;

/** A hunt of one leg, over the hops that its name resolves to (RFC 3263 §4.3). Runs on the call's loop. */
final class LegHunt implements Hunt, CalleeLeg.Watcher {

    private final Dialing dialing;
    private final Target target;
    private final Queue<Hop> hops = new ArrayDeque<>();
    private @Nullable Owner owner;
    private @Nullable CalleeLeg leg;
    private Timeout patience = Timeout.NONE;
    private boolean rang;
    private boolean over;

    LegHunt(Dialing dialing, Target target) {
        this.dialing = dialing;
        this.target = target;
    }

    @Override
    public void start(Owner starter) {
        owner = starter;
        patience = dialing.patience(this::outOfPatience);
        dialing.resolve(target, this::resolved);
    }

    @Override
    public void stop(CalleeLeg.Ending how) {
        over = true;
        patience.cancel();
        if (leg != null) dialing.drop(leg, how, Response.REQUEST_TERMINATED);
    }

    @Override
    public void rings(CalleeLeg from, Response response, Optional<SessionDescription> early) {
        rang = true;
        dialing.rings(from, response, early);
    }

    @Override
    public void answers(CalleeLeg from, Optional<SessionDescription> description) {
        over = true;
        patience.cancel();
        if (owner != null) owner.won(from, description);
    }

    @Override
    public void fails(CalleeLeg from, Response response) {
        dialing.failed(from, response.getStatusCode());
        if (over) return;
        leg = null;
        int status = response.getStatusCode();
        boolean another = (status == Response.SERVICE_UNAVAILABLE || status == Response.REQUEST_TIMEOUT) && !rang;
        if (another && !hops.isEmpty()) invite();
        else
            lose(Outcomes.of(
                    status, Optional.ofNullable(response.getReasonPhrase()).orElse("")));
    }

    @Override
    public void leaves(CalleeLeg from, SessionEnd end) {
        // Only who has answered can leave, and then the hunt is over and the dialling watches.
    }

    private void resolved(List<Hop> found) {
        if (over) return;
        hops.addAll(found);
        if (hops.isEmpty())
            lose(new DialOutcome.Unreachable(480, target.nextHop().getHost() + " can't be resolved"));
        else invite();
    }

    private void invite() {
        Hop hop = hops.remove();
        try {
            leg = dialing.invite(target, hop, this);
        } catch (Dialing.CannotCall e) {
            lose(new DialOutcome.Unreachable(e.status(), e.why()));
        }
    }

    private void outOfPatience() {
        if (leg != null) dialing.drop(leg, CalleeLeg.Ending.NO_LONGER_WANTED, Response.REQUEST_TIMEOUT);
        lose(rang ? new DialOutcome.NoAnswer() : new DialOutcome.Unreachable(480, "no response"));
    }

    private void lose(DialOutcome outcome) {
        over = true;
        patience.cancel();
        if (owner != null) owner.lost(outcome);
    }
}
