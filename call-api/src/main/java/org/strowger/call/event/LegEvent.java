package org.strowger.call.event;

import org.strowger.media.MuteCause;

/** What becomes of the legs of a call, and what is heard of them. */
public sealed interface LegEvent extends Happening {

    /**
     * A leg was called. Legs of a call are numbered; the caller is {@code a}.
     *
     * @param destination a SIP URI
     * @param callId the Call-ID of this leg, to find it in traces
     */
    record LegCalled(String call, String leg, String destination, String callId) implements LegEvent {
        public LegCalled {
            destination = Text.bounded(destination);
        }
    }

    /**
     * A leg rings (or has early media).
     *
     * @param status of the provisional response
     */
    record LegRinging(String call, String leg, int status) implements LegEvent {}

    /** A leg, or the caller, was answered. */
    record LegAnswered(String call, String leg) implements LegEvent {}

    /**
     * A leg is over: 200 for one that was answered, otherwise the status that it ended with.
     *
     * @param why for one that was answered: {@code PeerLeft}, {@code PeerGone}, {@code AckMissing}, {@code Expired},
     *     {@code PrackMissing}, {@code Cancelled}, {@code answered elsewhere}, {@code ended by us} or
     *     {@code the call is over}; otherwise the reason phrase
     */
    record LegEnded(String call, String leg, int status, String why) implements LegEvent {
        public LegEnded {
            why = Text.bounded(why);
        }
    }

    /** How a leg was heard, at its end. */
    record LegHeard(String call, String leg, LegQuality quality) implements LegEvent {}

    /**
     * Nothing has been heard of a leg for the first five seconds in which it was sent to: its audio goes one way. Once
     * for each leg.
     */
    record LegMute(String call, String leg, MuteCause cause, String why) implements LegEvent {}

    /**
     * What came of a leg's pictures in a second: each second, while a browser shows any.
     *
     * @param format VP8, H264, VP9 or AV1
     * @param width of the latest picture that needs no other, pixels; 0 where that isn't told in the clear: VP8 tells
     *     it
     * @param height the same
     * @param frames pictures that began within the second
     * @param keyFrames those of them that need no other
     * @param bitRate of their payload, bit/s
     */
    record LegSeen(
            String call, String leg, String format, int width, int height, int frames, int keyFrames, long bitRate)
            implements LegEvent {}

    /**
     * A leg was not called, or a redirection not followed, because of a limit. The first few of a call; all are
     * counted.
     *
     * @param destination a SIP URI
     * @param cause the limit; each has a figure, as {@code refused_legs}
     */
    record LegRefused(String call, String destination, RefusalCause cause, String why) implements LegEvent {
        public LegRefused {
            destination = Text.bounded(destination);
            why = Text.bounded(why);
        }
    }

    /**
     * A trunk has asked for credentials in a call, and there are none, or they are not taken: that leg has failed.
     *
     * @param trunk its name in the configuration
     * @param realm that they are for, as the trunk names it
     * @param status 401 or 407
     * @param why what to look at
     */
    record TrunkLoginRefused(String call, String trunk, String realm, int status, String why) implements LegEvent {
        public TrunkLoginRefused {
            realm = Text.bounded(realm);
            why = Text.bounded(why);
        }
    }

    /**
     * Somebody has taken the place of a leg.
     *
     * @param leg whose place it was
     * @param to who has it now
     */
    record Transferred(String call, String leg, String to) implements LegEvent {
        public Transferred {
            to = Text.bounded(to);
        }
    }

    /**
     * A leg pressed a digit: each press once, in whatever way it was told. A digit that is not to be shown is
     * {@code •}.
     *
     * @param digit 0 to 9, *, #, A to D
     * @param way how it was told
     */
    record DigitPressed(String call, String leg, String digit, DigitSource way) implements LegEvent {}

    /** A machine was heard from a leg. */
    record ToneHeard(String call, String leg, MachineTone tone) implements LegEvent {}
}
