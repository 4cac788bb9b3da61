package org.strowger.dialog.core;

import java.time.Duration;
import java.util.Map;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.Timings;
import org.strowger.transaction.TransactionSettings;

/** The lengths from which the timers of sessions are made. */
public enum SipTime implements Base {
    /** RFC 3261 table 4. */
    T1,
    /** RFC 3261 table 4. */
    T2,
    /** How often a ringing call says so, lest proxies give up on it (§13.3.1.1). */
    ONE_MINUTE,
    /** How long a re-INVITE may go without a final response: the least that timer C allows (§16.6, item 11). */
    THREE_MINUTES,
    /** How long one who met glare stays off, drawn at random for each exchange (§14.1). */
    GLARE;

    public static Timings timings(TransactionSettings settings, Duration glare) {
        return Timings.unreliable(
                SipTime.class,
                Map.of(
                        T1, settings.t1(),
                        T2, settings.t2(),
                        ONE_MINUTE, Duration.ofMinutes(1),
                        THREE_MINUTES, Duration.ofMinutes(3),
                        GLARE, glare));
    }
}
