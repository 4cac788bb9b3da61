package org.strowger.call.hunt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.Outcomes;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.sdp.SessionDescription;
import org.strowger.statemachine.OneShot;

/** Several hunts at once; the first that wins ends the others. Runs on the call's loop. */
final class TogetherHunt implements Hunt {

    /** What a refusal of one means for the others. */
    enum Refusals {
        /** They are different people: each speaks for itself. */
        SINGLE,
        /** They are the phones of one person: 6xx is meant for all (RFC 3261 §16.7 step 5). */
        GLOBAL
    }

    private final List<Hunt> hunts;
    private final Refusals refusals;
    private final List<Hunt> open = new ArrayList<>();
    private final List<DialOutcome> failed = new ArrayList<>();
    private final OneShot end = new OneShot();

    TogetherHunt(List<Hunt> hunts, Refusals refusals) {
        this.hunts = List.copyOf(hunts);
        this.refusals = refusals;
    }

    @Override
    public void start(Owner owner) {
        open.addAll(hunts);
        for (Hunt hunt : hunts) if (!end.isOver()) hunt.start(new Share(hunt, owner));
        if (hunts.isEmpty()) owner.lost(Outcomes.best(failed));
    }

    @Override
    public void stop(CalleeLeg.Ending how) {
        end.finish(() -> {
            List<Hunt> left = List.copyOf(open);
            open.clear();
            for (Hunt hunt : left) hunt.stop(how);
        });
    }

    private final class Share implements Owner {
        private final Hunt hunt;
        private final Owner owner;

        Share(Hunt hunt, Owner owner) {
            this.hunt = hunt;
            this.owner = owner;
        }

        @Override
        public void won(CalleeLeg leg, Optional<SessionDescription> description) {
            open.remove(hunt);
            stop(CalleeLeg.Ending.ANSWERED_ELSEWHERE);
            owner.won(leg, description);
        }

        @Override
        public void lost(DialOutcome outcome) {
            if (end.isOver()) return;
            open.remove(hunt);
            failed.add(outcome);
            boolean forAll = refusals == Refusals.GLOBAL && Outcomes.isGlobal(outcome);
            if (!forAll && !open.isEmpty()) return;
            stop(CalleeLeg.Ending.NO_LONGER_WANTED);
            owner.lost(forAll ? outcome : Outcomes.best(failed));
        }
    }
}
