package org.strowger.call.live;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.call.DialOutcome;
import org.strowger.call.EndCause;
import org.strowger.call.core.Ending;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.Happening;
import org.strowger.call.leg.CalleeLeg;
import org.strowger.call.leg.CallerLeg;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipResponse;

/**
 * The end of a call: why it comes, what a caller hears then that was not answered, and all that is given back. Runs on
 * the call's loop.
 */
final class CallEnd {

    private final LiveCall call;
    private @Nullable EndCause cause;
    private List<SipHeader> lastHeaders = List.of();
    private int lastStatus = SipResponse.TEMPORARILY_UNAVAILABLE;

    CallEnd(LiveCall call) {
        this.call = call;
    }

    boolean isOver() {
        return cause != null;
    }

    Optional<EndCause> cause() {
        return Optional.ofNullable(cause);
    }

    /** What the caller is told if the program ends with this. */
    void lastWord(DialOutcome outcome) {
        if (!(outcome instanceof DialOutcome.Answered)) lastStatus = outcome.status();
    }

    /** Headers of the final response, should it be a refusal. */
    void lastWords(List<SipHeader> headers) {
        lastHeaders = List.copyOf(headers);
    }

    /** Gives back all that the call holds, whatever of it throws. The first cause is the one that counts. */
    void comes(EndCause why) {
        if (cause != null) return;
        cause = why;
        call.clockStops();
        int status = finalStatus(why);
        CallerLeg caller = call.caller();
        Ending ending = new Ending(call.id())
                .step("the program", call.program()::interrupt)
                .step("what verbs hold", call.scope()::close);
        for (CalleeLeg leg : call.callees().all())
            ending.step(leg.name, leg::callEnds)
                    .step(leg.name, () -> call.callees().ended(leg, status, "the call is over"));
        ending.step(caller.name, () -> caller.end(status, lastHeaders))
                .step("the caller's quality", () -> call.tellQuality(caller))
                .step("the caller's ports", caller.media::close)
                .step("the call's ports", call.media()::close)
                .step("its place in the exchange", () -> call.home().callEnds(call))
                .step("its last event", () -> call.publish(told(why, status)))
                .step("its record", () -> call.home().callEnded(call))
                .step("the thread", call.program()::over);
    }

    private Happening told(EndCause why, int status) {
        return new CallEvent.CallOver(
                call.id(), why.wire(), status, call.program().version(), call.lasted(), call.talk());
    }

    /** What a caller that was not answered is told; 200 for one that was, whoever hung up. */
    private int finalStatus(EndCause why) {
        if (call.isAnswered()) return SipResponse.OK;
        return switch (why) {
            case EndCause.Refused(int status) -> status;
            case EndCause.Transferred _ -> SipResponse.OK;
            case EndCause.Completed _ -> lastStatus;
            case EndCause.CallerHungUp _,
                    EndCause.CallerCancelled _,
                    EndCause.CallerLost _,
                    EndCause.SessionExpired _ -> SipResponse.REQUEST_TERMINATED;
            case EndCause.MediaTimeout _ -> SipResponse.TEMPORARILY_UNAVAILABLE;
            case EndCause.ProgramFailed _, EndCause.ProgramStalled _ -> SipResponse.SERVER_INTERNAL_ERROR;
            case EndCause.NotAuthenticated _ -> SipResponse.FORBIDDEN;
            case EndCause.CutOff _ -> SipResponse.SERVICE_UNAVAILABLE;
        };
    }
}
