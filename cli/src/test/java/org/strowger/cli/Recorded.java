package org.strowger.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.record.ChargingRecord;
import org.strowger.cdr.JsonRecords;

/**
 * A call of long ago, as the journal has it: of account 1001, answered, unless more is said.
 *
 * @param route empty where it never came to a plan
 */
record Recorded(int number, Instant at, String called, String context, String route, Optional<String> parent) {

    private static final Duration TALKED = Duration.ofMinutes(1);

    /** On a Monday at noon, UTC. */
    static Recorded call(int number, String called, String route) {
        return new Recorded(number, Instant.parse("2026-11-30T12:00:00Z"), called, "default", route, Optional.empty());
    }

    Recorded at(String time) {
        return new Recorded(number, Instant.parse(time), called, context, route, parent);
    }

    Recorded entering(String other) {
        return new Recorded(number, at, called, other, route, parent);
    }

    /** Dialled by the plan for that call. */
    Recorded of(String call) {
        return new Recorded(number, at, called, context, route, Optional.of(call));
    }

    String id() {
        return "019ac3f2b1c0-%08d".formatted(number);
    }

    /** The line, as the switch would have written it. */
    String line() {
        return JsonRecords.line(new ChargingRecord(
                id(),
                "c" + number,
                new ChargingRecord.Origin(
                        "1001", called, Optional.of("1001"), Optional.empty(), "127.0.0.1:5070", parent),
                new ChargingRecord.Times(at, Optional.empty(), Optional.of(at), at.plus(TALKED), TALKED, TALKED),
                new ChargingRecord.Routing(context, route, 1),
                new ChargingRecord.Outcome("Completed", "", 200, 16, ChargingRecord.HungUpBy.CALLER),
                List.of(),
                0,
                List.of(),
                Map.of()));
    }
}
