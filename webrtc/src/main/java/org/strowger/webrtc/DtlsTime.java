package org.strowger.webrtc;

import java.time.Duration;
import java.util.Map;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.Timings;

/** How long a handshake waits. */
enum DtlsTime implements Base {
    /** Before our flight is sent again. */
    FLIGHT,
    /** However often it was. */
    LONGEST_FLIGHT,
    /** All of it. */
    HANDSHAKE;

    /** RFC 6347 §4.2.4.1 has a second first; that the way is there ICE has shown already, so half of it does. */
    static final Timings TIMINGS = Timings.unreliable(
            DtlsTime.class,
            Map.of(
                    FLIGHT, Duration.ofMillis(500),
                    LONGEST_FLIGHT, Duration.ofSeconds(4),
                    HANDSHAKE, Duration.ofSeconds(15)));
}
