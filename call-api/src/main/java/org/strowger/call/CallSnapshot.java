package org.strowger.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A running call, written down; {@code version} is that of the plan that it runs on. */
public record CallSnapshot(
        String id,
        String from,
        String number,
        String route,
        int version,
        Duration lasted,
        Optional<Duration> talked,
        List<LegSnapshot> legs) {

    /** Copies. */
    public CallSnapshot {
        legs = List.copyOf(legs);
    }

    /** A leg, written down: its name ({@code a} is the caller), its party, its state and its Call-ID. */
    public record LegSnapshot(String name, String party, String state, String callId) {}
}
