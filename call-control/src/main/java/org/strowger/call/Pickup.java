package org.strowger.call;

import java.util.Optional;

/** The verb {@code pickup}: the caller takes a parked call, or one that rings for somebody else. Its leg is lent to that call, until the end. Runs on the call's loop. */
final class Pickup {

    private final LiveCall call;
    private final Reply<DialOutcome> reply;

    Pickup(LiveCall call, Reply<DialOutcome> reply) {
        this.call = call;
        this.reply = reply;
    }

    /** Takes what is parked there, else what rings there. The caller has been answered. */
    void take(String what) {
        Gatherings gatherings = call.home().gatherings();
        Optional<LiveCall> parked = gatherings.parkedAt(what).filter(other -> other != call);
        Optional<LiveCall> found =
                parked.isPresent() ? parked : gatherings.ringingFor(what).filter(other -> other != call);
        if (found.isEmpty()) {
            reply.done(new DialOutcome.Unreachable(404, "nothing to pick up at " + what));
            return;
        }
        LiveCall host = found.get();
        Loan loan = call.connections().lends(call.caller(), host);
        host.loop().execute(() -> {
            Outcome outcome = host.over().isEmpty() ? host.connections().takes(loan) : Outcome.TOO_LATE;
            switch (outcome) {
                case TAKEN -> {}
                case TOO_LATE -> call.onLoop(() -> comesBack(loan, 404, what + " was picked up by somebody else"));
                case NO_PORT -> call.onLoop(() -> comesBack(loan, 503, "no media port is free"));
            }
        });
    }

    private void comesBack(Loan loan, int status, String why) {
        call.connections().takesBack(loan);
        reply.done(new DialOutcome.Unreachable(status, why));
    }

    /** Whether a call that was to be picked up has been. */
    enum Outcome {
        TAKEN,
        /** Somebody else has it, or it is over. */
        TOO_LATE,
        /** There is no port for the two to speak by: it waits or rings on. */
        NO_PORT
    }
}
