package org.strowger.call;

import java.util.Optional;
import java.util.function.Consumer;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.strowger.media.MediaSession.PortsExhaustedException;
import org.strowger.sdp.SessionDescription;

/** The verb {@code dial}, from the first INVITE to the end of the callee's side. Runs on the call's loop. */
final class Dialing implements Hunting.Listener, AutoCloseable {

    private final LiveCall call;
    private final DialOptions options;
    private final Consumer<DialOutcome> done;
    private final Hunting hunting;
    private @Nullable Conversation conversation;
    private boolean ringing;
    private boolean over;

    Dialing(LiveCall call, DialOptions options, Consumer<DialOutcome> done) {
        this.call = call;
        this.options = options;
        this.done = done;
        this.hunting = new Hunting(call, options, call.caller()::offerOnward, this);
    }

    /** Begins. */
    void start(Destination destination) {
        hunting.start(destination);
    }

    /** Ends all legs; nothing is told any more. */
    @Override
    public void close() {
        if (over) return;
        over = true;
        hunting.close();
        if (conversation != null) conversation.close();
    }

    @Override
    public void rings(CalleeLeg leg, Response response, Optional<SessionDescription> early, Hunting.Company company) {
        try {
            if (early.isPresent() && company == Hunting.Company.ALONE) letHear(leg, early.get());
            else if (response.getStatusCode() == Response.RINGING) ring();
        } catch (PortsExhaustedException _) {
            ring();
        }
    }

    /** One steady ringing all along the hunt: by 180, or by a tone for who has heard early media, or has been answered. */
    private void ring() {
        if (ringing) return;
        ringing = true;
        call.hearsRinging(call.caller());
    }

    private void letHear(CalleeLeg leg, SessionDescription early) throws PortsExhaustedException {
        ringing = false; // what is heard now takes its place; whoever rings after it brings the tone
        leg.media.hear(early);
        if (!call.caller().isCommitted() && call.caller().incoming().offer().isPresent())
            call.caller().earlyMedia(call.caller().media.relay(early));
        call.caller().media.bridge(leg.media);
    }

    @Override
    public void won(CalleeLeg leg, Optional<SessionDescription> description) {
        if (description.isEmpty()) {
            leg.release();
            finish(new DialOutcome.Unreachable(Response.NOT_ACCEPTABLE_HERE, "answered without a session description"));
            return;
        }
        try {
            connect(leg, description.get());
        } catch (PortsExhaustedException e) {
            leg.release();
            finish(new DialOutcome.Unreachable(Response.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void lost(DialOutcome outcome) {
        if (!over) finish(outcome);
    }

    private void connect(CalleeLeg leg, SessionDescription description) throws PortsExhaustedException {
        Conversation talk =
                new Conversation(call, call.caller(), leg, talked -> finish(new DialOutcome.Answered(talked)));
        conversation = talk;
        talk.begin(leg, description);
        if (!over) options.limit().ifPresent(talk::limit);
    }

    /** Somebody else answers for those who ring; false if it is too late. */
    boolean taken(Loan loan) {
        if (over || conversation != null) return false;
        try {
            call.caller().answer();
        } catch (PortsExhaustedException _) {
            return false;
        }
        hunting.stop(CalleeLeg.Ending.ANSWERED_ELSEWHERE);
        GuestLeg guest = loan.guest();
        Conversation talk =
                new Conversation(call, call.caller(), guest, talked -> finish(new DialOutcome.Answered(talked)));
        conversation = talk;
        talk.connect().introduce(guest);
        options.limit().ifPresent(talk::limit);
        return true;
    }

    private void finish(DialOutcome outcome) {
        close();
        if (ringing) call.silence(call.caller());
        done.accept(outcome);
    }
}
