package org.strowger.call.hunt;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.Admission;
import org.strowger.call.event.RefusalCause;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.directory.OnBehalf;
import org.strowger.sip.message.SipResponse;

/**
 * A hunt that sends the call on: it takes a turn of the original call's budget, when it is its turn, or is lost. So it
 * is where the call would be refused as soon as it came back to us, by the quota of whoever sends it on: no leg is
 * spent on that. Runs on the call's loop.
 */
final class TurnHunt implements Hunt {

    private final Hunting hunting;
    private final String number;
    private final OnBehalf dialler;
    private final Supplier<Hunt> onward;
    private @Nullable Hunt begun;

    TurnHunt(Hunting hunting, String number, OnBehalf dialler, Supplier<Hunt> onward) {
        this.hunting = hunting;
        this.number = number;
        this.dialler = dialler;
        this.onward = onward;
    }

    @Override
    public void start(Owner owner) {
        HuntContext call = hunting.call();
        Optional<Admission.Shut> shut = call.refusesOnward(dialler, number);
        if (shut.isPresent()) {
            lose(call, shut.get(), owner);
            return;
        }
        if (!call.descent().budget().takesTurn(call.loop().nanos())) {
            String why = "the call has been sent on too often";
            call.refused(RefusalCause.TURNS, number, why);
            owner.lost(new DialOutcome.Unreachable(SipResponse.TOO_MANY_HOPS, why));
            return;
        }
        begun = onward.get();
        begun.start(owner);
    }

    private void lose(HuntContext call, Admission.Shut shut, Owner owner) {
        call.refused(shut.cause(), number, shut.why());
        if (shut.status() == SipResponse.SERVICE_UNAVAILABLE)
            call.lastWords(List.of(call.home().retryAfter()));
        owner.lost(new DialOutcome.Unreachable(shut.status(), shut.why()));
    }

    @Override
    public void stop(CalleeLeg.Ending how) {
        if (begun != null) begun.stop(how);
    }
}
