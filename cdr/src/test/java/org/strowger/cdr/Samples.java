package org.strowger.cdr;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.event.LegQuality;
import org.strowger.call.record.Charge;
import org.strowger.call.record.ChargingRecord;
import org.strowger.call.record.LegRecord;

/** Records to be kept. */
final class Samples {

    static final Instant START = Instant.parse("2026-11-30T05:06:07.089Z");

    private Samples() {}

    /** A call of this number, whose fields are these. */
    static ChargingRecord call(int number, Map<String, Object> fields) {
        Instant answer = START.plusMillis(4_000);
        Instant end = answer.plusMillis(60_125);
        LegQuality heard = new LegQuality(
                "PCMA", 3_000, 3, 3_001, 0.01, Duration.ofMillis(2), Duration.ofMillis(30), Optional.of(4.1), 4.37);
        return new ChargingRecord(
                id(number),
                "c" + number,
                new ChargingRecord.Origin(
                        "1001", "0301", Optional.of("1001"), Optional.empty(), "192.0.2.9:5060", Optional.empty()),
                new ChargingRecord.Times(
                        START,
                        Optional.of(START.plusMillis(500)),
                        Optional.of(answer),
                        end,
                        Duration.ofMillis(64_125),
                        Duration.ofMillis(60_125)),
                new ChargingRecord.Routing("default", "plan.groovy:1 route('0.')", 7),
                new ChargingRecord.Outcome("Completed", "", 200, 16, ChargingRecord.HungUpBy.CALLEE),
                List.of(
                        leg("a", Optional.of("1001"), Optional.of(heard)),
                        leg("b", Optional.empty(), Optional.empty())),
                0,
                List.of(new Charge(
                        "1001", "retail", "0301", "03", Duration.ofSeconds(61), new BigDecimal("0.610000"), "EUR")),
                fields);
    }

    /** A call of this caller. */
    static ChargingRecord from(String caller) {
        ChargingRecord like = call(1);
        return new ChargingRecord(
                like.id(),
                like.call(),
                new ChargingRecord.Origin(
                        caller, "0301", Optional.empty(), Optional.empty(), "192.0.2.9:5060", Optional.empty()),
                like.times(),
                like.routing(),
                like.outcome(),
                like.legs(),
                0,
                List.of(),
                Map.of());
    }

    static ChargingRecord call(int number) {
        return call(number, Map.of("customer", "acme"));
    }

    static String id(int number) {
        return "019ac3f2b1c0-%08d".formatted(number);
    }

    private static LegRecord leg(String name, Optional<String> account, Optional<LegQuality> quality) {
        return new LegRecord(
                name,
                "sip:" + name + "@192.0.2.9",
                account,
                account.isEmpty() ? Optional.of("carrier") : Optional.empty(),
                "call-id-" + name,
                START,
                Optional.empty(),
                Optional.of(START.plusMillis(4_000)),
                START.plusMillis(64_125),
                200,
                16,
                account.isEmpty() ? "PeerLeft" : "",
                quality);
    }

    /** An INVITE that never became a call. */
    static ChargingRecord refused(int number) {
        return new ChargingRecord(
                id(number),
                "",
                new ChargingRecord.Origin(
                        "mallory", "0900", Optional.empty(), Optional.empty(), "203.0.113.1:5060", Optional.empty()),
                new ChargingRecord.Times(
                        START, Optional.empty(), Optional.empty(), START, Duration.ZERO, Duration.ZERO),
                new ChargingRecord.Routing("", "", 0),
                new ChargingRecord.Outcome("NotAdmitted", "wrong credentials", 403, 21, ChargingRecord.HungUpBy.SWITCH),
                List.of(),
                0,
                List.of(),
                Map.of());
    }
}
