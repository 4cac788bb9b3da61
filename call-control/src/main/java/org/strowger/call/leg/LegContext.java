package org.strowger.call.leg;

import java.util.List;
import java.util.function.Consumer;
import org.strowger.call.Caller;
import org.strowger.call.DialOutcome;
import org.strowger.call.core.CallContext;
import org.strowger.call.sdp.NoCommonCodec;
import org.strowger.call.sdp.NoMedia;
import org.strowger.call.sdp.NoPort;
import org.strowger.dialog.Offer;
import org.strowger.media.MediaSession;
import org.strowger.sip.message.SipRequest;

/** What the legs of a call ask of it and tell it. Runs on the call's loop. */
public interface LegContext extends CallContext {

    /** The ports of this call, of which there are none until the first leg needs them. */
    MediaSession ports();

    /** The name of a leg to come: b, c, and so on. */
    String nextLegName();

    /** Lets the program look at an offer; what it does not refuse goes on. */
    void considers(CallLeg from, Offer offer, Consumer<Offer> goesOn);

    /** Whether an INFO was a digit, and has been taken. */
    boolean informed(CallLeg leg, SipRequest info);

    /** Whatever a leg is being played comes to its end. */
    void silence(CallLeg leg);

    /**
     * A leg gets no media: where a port was wanting, that is counted, and the caller may try again, should this be the
     * end.
     */
    default void lacks(NoMedia failure, String party) {
        if (failure instanceof NoPort) withoutPorts(party);
    }

    /**
     * What has become of whom was called: where nothing is spoken in common, the caller is told so, should this be the
     * end.
     */
    default DialOutcome.Unreachable unreachable(NoMedia failure) {
        if (failure instanceof NoCommonCodec codec) lastWords(List.of(codec.warning(home().domain())));
        return new DialOutcome.Unreachable(failure.status(), failure.why());
    }

    void callerAnswered();

    /** The caller, as far as others may know. */
    Caller callerShown();

    /** A caller who knows the tag of our answer is where it seems to be. */
    void callerConfirmed();

    /** A leg that was called is over: what was kept for it is given back. */
    void legEnded(CalleeLeg leg, int status, String why);
}
