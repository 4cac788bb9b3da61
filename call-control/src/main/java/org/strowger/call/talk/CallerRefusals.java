package org.strowger.call.talk;

import java.util.List;
import java.util.Optional;
import org.strowger.call.EndCause;
import org.strowger.call.sdp.NoCommonCodec;
import org.strowger.call.sdp.NoMedia;
import org.strowger.call.sdp.NoPort;
import org.strowger.call.sound.MediaContext;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipResponse;

/**
 * Why a caller's own offer is refused, and how it is told: each question that is answered with yes has ended the call,
 * with the reason in a Warning (RFC 3261 §20.43) or a time to try again. Runs on the call's loop.
 */
public final class CallerRefusals {

    private final MediaContext call;

    /** Of this call. */
    public CallerRefusals(MediaContext call) {
        this.call = call;
    }

    /** Whether the caller offers no audio that we speak: 488 (RFC 3261 §21.4.26). */
    public boolean forMedia() {
        if (forSecurity()) return true;
        if (call.caller().canBeAnswered()) return false;
        return isRefused(
                call.caller().offersAudio()
                        ? NoCommonCodec.warning(call.home().domain(), "no audio codec is offered that is spoken here")
                        : warning(304, "no audio over RTP is offered"));
    }

    /** Whether the caller couldn't be connected with anybody who answers, and is told so before anybody rings. */
    public boolean beforeRinging() {
        return forSecurity() || forTransport() || forPorts();
    }

    /** Whether there is no port for the caller's media: 503 with Retry-After. */
    public boolean forPorts() {
        try {
            call.caller().reserve();
            return false;
        } catch (NoPort e) {
            say(e);
            return true;
        }
    }

    /** There is no media for the caller, which has not been answered. */
    public void say(NoMedia failure) {
        call.lacks(failure, call.caller().party());
        call.end(new EndCause.Refused(call.unreachable(failure).status()));
    }

    /** Whether the caller offers its media other than its policy has it. */
    private boolean forSecurity() {
        Optional<String> objection = call.caller().objection();
        return objection.isPresent() && isRefused(warning(399, objection.get()));
    }

    /** Whether the caller offers nothing that could be passed on. */
    private boolean forTransport() {
        return !call.caller().offersAnything()
                && isRefused(warning(304, "nothing is offered over RTP, or SRTP with keys by SDES"));
    }

    private SipHeader warning(int code, String why) {
        return SipHeader.of("Warning", code + " " + call.home().domain() + " \"" + why + "\"");
    }

    private boolean isRefused(SipHeader warning) {
        call.lastWords(List.of(warning));
        call.end(new EndCause.Refused(SipResponse.NOT_ACCEPTABLE_HERE));
        return true;
    }
}
