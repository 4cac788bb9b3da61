package org.strowger.call.event;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** What becomes of a call as a whole, from its INVITE to its bill. */
public sealed interface CallEvent extends Happening {

    /**
     * A new call.
     *
     * @param from the caller's number
     * @param number the number that was dialled, or the user of the URI that was called
     * @param context the dialplan's context that the call begins in
     */
    record CallStarted(String call, String from, String number, String source, String context) implements CallEvent {
        public CallStarted {
            from = Text.bounded(from);
            number = Text.bounded(number);
        }
    }

    /** A route took the call; {@code version} is that of the plan which the call keeps to its end. */
    record CallRouted(String call, String route, int version) implements CallEvent {}

    /** A leg has put whom it talks with on hold (RFC 3264 §8.4). */
    record CallHeld(String call, String leg) implements CallEvent {}

    /** It has taken the call back. */
    record CallResumed(String call, String leg) implements CallEvent {}

    /**
     * Two legs hear each other.
     *
     * @param one a leg
     * @param other the leg that it talks with
     */
    record Bridged(String call, String one, String other) implements CallEvent {}

    /**
     * The caller waits at a parking place.
     *
     * @param slot where it can be fetched
     */
    record Parked(String call, String slot) implements CallEvent {}

    /**
     * The caller has this place in a queue, 1 being the next.
     *
     * @param position counted from 1
     */
    record QueuePosition(String call, String queue, int position) implements CallEvent {}

    /**
     * The caller waits in a queue no longer.
     *
     * @param why {@code answered by} and who, {@code waited too long}, {@code full}
     */
    record QueueLeft(String call, String queue, String why) implements CallEvent {}

    /**
     * A recording has ended; {@code problem} is empty, or says why it could not be written.
     *
     * @param file that it was written to
     * @param length of the sound
     * @param ending {@code STOPPED}, {@code KEY}, {@code SILENCE}, {@code TOO_LONG} or {@code FAILED}
     * @param problem in words, for people
     */
    record Recorded(String call, String file, Duration length, String ending, String problem) implements CallEvent {}

    /**
     * A call is over. {@code talked} is the time since its answer; {@code version} that of its plan, 0 if no plan was
     * asked.
     *
     * @param cause {@code Completed}, {@code Refused}, {@code CallerHungUp}, {@code CallerCancelled},
     *     {@code CallerLost}, {@code SessionExpired}, {@code Transferred}, {@code MediaTimeout}, {@code ProgramFailed},
     *     {@code ProgramStalled}, {@code NotAuthenticated} or {@code CutOff}
     * @param status the final status that the caller was told; 200 for one that was answered
     * @param lasted from the INVITE to the end
     */
    record CallOver(String call, String cause, int status, int version, Duration lasted, Optional<Duration> talked)
            implements CallEvent {}

    /**
     * A call was charged; after {@link CallOver}.
     *
     * @param account who pays
     * @param tariff its name in the dialplan
     * @param number that was dialled
     * @param prefix of the dialled number, by which the rate was found
     * @param billed talk in whole increments
     * @param amount in units of the currency
     * @param currency as the tariff says
     */
    record CallCharged(
            String call,
            String account,
            String tariff,
            String number,
            String prefix,
            Duration billed,
            BigDecimal amount,
            String currency)
            implements CallEvent {}

    /**
     * An INVITE was refused before it became a call.
     *
     * @param from who calls, as the request says
     * @param number what was dialled
     */
    record CallRefused(String call, String from, String number, String source, int status, String why)
            implements CallEvent {
        public CallRefused {
            from = Text.bounded(from);
            number = Text.bounded(number);
            why = Text.bounded(why);
        }
    }
}
