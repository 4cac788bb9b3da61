package org.strowger.call.record;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One call, written down when it and its program are over; or an INVITE that was refused before it became a call. What
 * each part means is said at {@code docs/records.md}.
 *
 * @param id its own, never given twice: it begins with the time of the start, so that ids sort by it
 * @param call the call's id, as events and the log have it; empty where it never became one
 * @param legs the caller's first; of a call that was refused before it began there is none
 * @param left legs that are not there because there were too many
 * @param charges in the order in which they were made
 * @param fields the plan's own: texts, numbers and truths by name
 */
public record ChargingRecord(
        String id,
        String call,
        Origin origin,
        Times times,
        Routing routing,
        Outcome outcome,
        List<LegRecord> legs,
        int left,
        List<Charge> charges,
        Map<String, Object> fields) {

    /** Copies. */
    public ChargingRecord {
        legs = List.copyOf(legs);
        charges = List.copyOf(charges);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * Who called whom from where.
     *
     * @param from the caller's number, as its From says
     * @param number that was dialled
     * @param account that the caller has proved to be
     * @param trunk that it came from
     * @param source address and port that it came from
     * @param parent the call that dialled this one by the plan, as {@code onward} does
     */
    public record Origin(
            String from,
            String number,
            Optional<String> account,
            Optional<String> trunk,
            String source,
            Optional<String> parent) {}

    /**
     * When what was, by the switch's clock, and how long it took, by one that nobody sets.
     *
     * @param ring when a leg that was called first rang
     * @param answer when the caller was answered
     * @param lasted from the start to the end
     * @param talked from the answer to the end; zero without an answer
     */
    public record Times(
            Instant start,
            Optional<Instant> ring,
            Optional<Instant> answer,
            Instant end,
            Duration lasted,
            Duration talked) {}

    /**
     * What decided about it.
     *
     * @param context the dialplan's, that it began in
     * @param route file and line, and its pattern; empty where none was asked
     * @param version of the plan; 0 where none was asked
     */
    public record Routing(String context, String route, int version) {}

    /**
     * How it ended.
     *
     * @param cause as {@code call_over} has it, or {@code NotAdmitted}
     * @param why in words, for people; may be empty
     * @param status the final status of SIP that the caller was told; 200 for one that was answered
     * @param q850 the cause of Q.850, by {@link Q850}
     */
    public record Outcome(String cause, String why, int status, int q850, HungUpBy by) {}

    /** Who ended it. */
    public enum HungUpBy {
        /** Hung up, or gave up before the answer. */
        CALLER,
        /** Who was called hung up, and the plan came to its end behind that. */
        CALLEE,
        /** The plan, a limit, an operator, or what the switch found out. */
        SWITCH;

        /** As records say it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it cost in all; empty where it was not charged, or in more than one currency. */
    public Optional<BigDecimal> cost() {
        return currency().map(_ -> charges.stream().map(Charge::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** The currency of all charges; empty where there is none, or more than one. */
    public Optional<String> currency() {
        List<String> all = charges.stream().map(Charge::currency).distinct().toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }
}
