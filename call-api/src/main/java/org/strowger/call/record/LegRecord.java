package org.strowger.call.record;

import java.time.Instant;
import java.util.Optional;
import org.strowger.call.event.LegQuality;

/**
 * A leg of a call, written down.
 *
 * @param leg its name: {@code a} is the caller
 * @param party a SIP URI or what the dialplan calls it; the caller's number for {@code a}
 * @param account whose phone it was
 * @param trunk that it went to or came from
 * @param callId its Call-ID, to find it in traces
 * @param start when it was called, or called
 * @param status 200 for one that was answered, otherwise the final status that it ended with
 * @param q850 the cause of Q.850, by {@link Q850}
 * @param why as {@code leg_ended} has it; empty for the caller
 * @param quality how it was heard; empty where nothing went through it
 */
public record LegRecord(
        String leg,
        String party,
        Optional<String> account,
        Optional<String> trunk,
        String callId,
        Instant start,
        Optional<Instant> ring,
        Optional<Instant> answer,
        Instant end,
        int status,
        int q850,
        String why,
        Optional<LegQuality> quality) {}
