package org.strowger.call;

import java.util.function.Supplier;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/** A hunt that sends the call on: it takes a turn of the original call's budget, when it is its turn, or is lost. Runs on the call's loop. */
final class TurnHunt implements Hunt {

    private final Hunting hunting;
    private final String number;
    private final Supplier<Hunt> onward;
    private @Nullable Hunt begun;

    TurnHunt(Hunting hunting, String number, Supplier<Hunt> onward) {
        this.hunting = hunting;
        this.number = number;
        this.onward = onward;
    }

    @Override
    public void start(Owner owner) {
        LiveCall call = hunting.call();
        if (!call.descent().budget().takesTurn(call.loop().nanos())) {
            String why = "the call has been sent on too often";
            call.refused(RefusalCause.TURNS, number, why);
            owner.lost(new DialOutcome.Unreachable(Response.TOO_MANY_HOPS, why));
            return;
        }
        begun = onward.get();
        begun.start(owner);
    }

    @Override
    public void stop(CalleeLeg.Ending how) {
        if (begun != null) begun.stop(how);
    }
}
