package org.strowger.transaction;

import java.time.Duration;
import java.util.Map;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.Timings;

/** The lengths from which the transaction timers are made (RFC 3261 table 4). */
enum SipTime implements Base {
    T1,
    T2,
    T4,
    /** Timer D on an unreliable transport, "at least 32 seconds" whatever T1 is (§17.1.1.2). */
    TIMER_D_MIN;

    private static final Duration D = Duration.ofSeconds(32);

    static Timings unreliable(TransactionSettings settings) {
        return Timings.unreliable(
                SipTime.class, Map.of(T1, settings.t1(), T2, settings.t2(), T4, settings.t4(), TIMER_D_MIN, D));
    }
}
