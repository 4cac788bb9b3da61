package org.strowger.call.charging;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.call.event.LegQuality;
import org.strowger.call.record.LegRecord;
import org.strowger.call.record.Q850;
import org.strowger.sip.message.SipResponse;

/** What is known so far of one leg of a record. Runs on the call's loop. */
final class LegDraft {

    private final String name;
    private Optional<String> account;
    private final Optional<String> trunk;
    private final Instant start;
    private String party = "";
    private String callId = "";
    private Optional<Instant> ring = Optional.empty();
    private Optional<Instant> answer = Optional.empty();
    private @Nullable Instant end;
    private int status = SipResponse.OK;
    private String why = "";
    private Optional<LegQuality> quality = Optional.empty();

    LegDraft(String name, Optional<String> account, Optional<String> trunk, Instant start) {
        this.name = name;
        this.account = account;
        this.trunk = trunk;
        this.start = start;
    }

    String name() {
        return name;
    }

    void account(String proved) {
        account = Optional.of(proved);
    }

    void called(String destination, String ofLeg) {
        party = destination;
        callId = ofLeg;
    }

    void rings(Instant now) {
        ring = ring.or(() -> Optional.of(now));
    }

    void answers(Instant now) {
        answer = answer.or(() -> Optional.of(now));
    }

    Optional<Instant> answer() {
        return answer;
    }

    boolean isAnswered() {
        return answer.isPresent();
    }

    void quality(LegQuality heard) {
        quality = Optional.of(heard);
    }

    void ends(int finalStatus, String reason, Instant now) {
        end = now;
        status = finalStatus;
        why = reason;
    }

    boolean isOver() {
        return end != null;
    }

    LegRecord record(Instant last) {
        return new LegRecord(
                name,
                party,
                account,
                trunk,
                callId,
                start,
                ring,
                answer,
                end == null ? last : end,
                status,
                Q850.of(status),
                why,
                quality);
    }
}
