package org.strowger.call.talk;

import java.util.Optional;
import java.util.function.Consumer;
import org.strowger.call.Destination;
import org.strowger.call.DialOutcome;
import org.strowger.call.EndCause;
import org.strowger.call.core.Outcomes;
import org.strowger.call.hunt.HuntPlanner;
import org.strowger.dialog.ReferralListener;
import org.strowger.sip.message.SipUri;

/** The verb {@code transfer} by REFER: what the caller's phone makes of it. Runs on the call's loop. */
final class CallerReferral implements ReferralListener {

    private final TalkContext call;
    private final Consumer<DialOutcome> failed;
    private final Runnable refused;

    /**
     * A referral.
     *
     * @param failed told if the phone has tried, and is still there
     * @param refused told if the phone won't
     */
    CallerReferral(TalkContext call, Consumer<DialOutcome> failed, Runnable refused) {
        this.call = call;
        this.failed = failed;
        this.refused = refused;
    }

    /** The URI that a phone can be sent to: trunks take calls from us alone. */
    static Optional<SipUri> uri(Destination destination, TalkContext call) {
        return switch (destination) {
            case Destination.User(String name) ->
                Optional.of(SipUri.of(name, call.home().domain()));
            case Destination.Uri(String uri) -> HuntPlanner.sipUri(uri);
            default -> Optional.empty();
        };
    }

    @Override
    public void finished(int status) {
        if (call.over().isPresent()) return;
        if (status < 300) call.end(new EndCause.Transferred());
        else failed.accept(Outcomes.of(status, "the caller's phone could not get there"));
    }

    @Override
    public void refused(int status) {
        if (call.over().isEmpty()) refused.run();
    }
}
