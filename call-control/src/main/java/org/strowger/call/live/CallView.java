package org.strowger.call.live;

import java.util.ArrayList;
import java.util.List;
import org.strowger.call.CallSnapshot;
import org.strowger.call.leg.CallLeg;
import org.strowger.call.leg.CalleeLeg;

/** A running call as administration sees it. Runs on the call's loop. */
public final class CallView {

    private CallView() {}

    /** As it is now. */
    public static CallSnapshot of(LiveCall call) {
        List<CallSnapshot.LegSnapshot> legs = new ArrayList<>();
        legs.add(leg(call.caller(), call.request().caller().number()));
        for (CalleeLeg leg : call.callees().all()) legs.add(leg(leg, leg.party()));
        return new CallSnapshot(
                call.id(),
                call.request().caller().number(),
                call.request().number(),
                call.program().route(),
                call.program().version(),
                call.lasted(),
                call.talk(),
                legs);
    }

    private static CallSnapshot.LegSnapshot leg(CallLeg leg, String party) {
        return new CallSnapshot.LegSnapshot(
                leg.name, party, leg.session().state().name(), leg.session().callId());
    }
}
