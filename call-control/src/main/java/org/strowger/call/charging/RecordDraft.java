package org.strowger.call.charging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.CallEvent.CallOver;
import org.strowger.call.event.Happening;
import org.strowger.call.event.LegEvent;
import org.strowger.call.event.ProgramEvent;
import org.strowger.call.record.Charge;
import org.strowger.call.record.ChargingRecord;
import org.strowger.call.record.ChargingRecord.HungUpBy;
import org.strowger.call.record.ChargingRecord.Origin;
import org.strowger.call.record.Q850;

/** What is known so far of one call's record. Runs on the call's loop. */
final class RecordDraft {

    /** As many legs as a record has: a plan may dial for as long as it likes. */
    static final int MOST_LEGS = 64;

    static final int MOST_CHARGES = 64;

    private static final String CALLER = "a";
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final String id;
    private final String call;
    private Origin origin;
    private final String context;
    private final Instant start;
    private final Map<String, LegDraft> legs = new LinkedHashMap<>();
    private final List<Charge> charges = new ArrayList<>(0);
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private String route = "";
    private String fault = "";
    private int left;
    private Optional<Instant> ring = Optional.empty();
    private boolean calleeHungUp;
    private @Nullable CallOver over;
    private @Nullable Instant end;

    RecordDraft(String id, String call, Origin origin, String context, String callId, Instant start) {
        this.id = id;
        this.call = call;
        this.origin = origin;
        this.context = context;
        this.start = start;
        LegDraft caller = new LegDraft(CALLER, origin.account(), origin.trunk(), start);
        caller.called(origin.from(), callId);
        legs.put(CALLER, caller);
    }

    void proved(String account) {
        origin = new Origin(
                origin.from(), origin.number(), Optional.of(account), origin.trunk(), origin.source(), origin.parent());
        leg(CALLER).ifPresent(caller -> caller.account(account));
    }

    void legBegins(String leg, Optional<String> account, Optional<String> trunk, Instant now) {
        if (legs.size() >= MOST_LEGS) makeRoom();
        legs.put(leg, new LegDraft(leg, account, trunk, now));
    }

    /** The oldest goes that came to nothing; where all have been answered, the oldest that is over. */
    private void makeRoom() {
        Optional<LegDraft> least = legs.values().stream()
                .filter(leg -> leg.isOver() && !leg.isAnswered())
                .findFirst()
                .or(() -> legs.values().stream().filter(LegDraft::isOver).findFirst());
        least.ifPresent(leg -> {
            legs.remove(leg.name());
            left++;
        });
    }

    void field(String name, Optional<Object> value) {
        value.ifPresentOrElse(given -> fields.put(name, given), () -> fields.remove(name));
    }

    void heard(Happening what, Instant now) {
        switch (what) {
            case CallEvent.CallRouted routed -> route = routed.route();
            case ProgramEvent.ProgramFault failed -> fault = failed.why();
            case CallEvent.CallCharged charged -> charged(charged);
            case CallOver ended -> {
                over = ended;
                end = now;
            }
            case LegEvent.LegCalled called ->
                leg(called.leg()).ifPresent(leg -> leg.called(called.destination(), called.callId()));
            case LegEvent.LegRinging ringing -> rings(ringing.leg(), now);
            case LegEvent.LegAnswered answered -> answered(answered.leg(), now);
            case LegEvent.LegHeard heard -> leg(heard.leg()).ifPresent(leg -> leg.quality(heard.quality()));
            case LegEvent.LegEnded ended -> ended(ended, now);
            default -> {} // what no record tells
        }
    }

    private Optional<LegDraft> leg(String name) {
        return Optional.ofNullable(legs.get(name));
    }

    private void rings(String leg, Instant now) {
        ring = ring.or(() -> Optional.of(now));
        leg(leg).ifPresent(ringing -> ringing.rings(now));
    }

    private void answered(String leg, Instant now) {
        if (!leg.equals(CALLER)) calleeHungUp = false;
        leg(leg).ifPresent(answering -> answering.answers(now));
    }

    private void ended(LegEvent.LegEnded ended, Instant now) {
        Optional<LegDraft> leg = leg(ended.leg());
        if (ended.why().equals("PeerLeft") && leg.filter(LegDraft::isAnswered).isPresent()) calleeHungUp = true;
        leg.ifPresent(ending -> ending.ends(ended.status(), ended.why(), now));
    }

    private void charged(CallEvent.CallCharged charged) {
        Charge charge = new Charge(
                charged.account(),
                charged.tariff(),
                charged.number(),
                charged.prefix(),
                charged.billed(),
                charged.amount(),
                charged.currency());
        int same = charges.size() < MOST_CHARGES ? -1 : lastOf(charge.currency());
        if (same < 0) charges.add(charge);
        else charges.set(same, sum(charges.get(same), charge));
    }

    private int lastOf(String currency) {
        int last = charges.size() - 1;
        while (last >= 0 && !charges.get(last).currency().equals(currency)) last--;
        return last;
    }

    /** Of what is more, one charge for each currency: no amount is lost. */
    private static Charge sum(Charge one, Charge other) {
        return new Charge(
                other.account(),
                other.tariff(),
                other.number(),
                other.prefix(),
                one.billed().plus(other.billed()),
                one.amount().add(other.amount()),
                other.currency());
    }

    /** Who calls was asked for credentials, and calls again with them: that is the call. */
    boolean isChallenge() {
        return over != null && over.cause().equals("Refused") && over.status() == PROXY_AUTHENTICATION_REQUIRED;
    }

    /** As it is to be kept. */
    ChargingRecord record(Instant now) {
        Instant ended = end == null ? now : end;
        int status = over == null ? 500 : over.status();
        String cause = over == null ? "ProgramFailed" : over.cause();
        leg(CALLER).ifPresent(caller -> caller.ends(status, "", ended));
        return new ChargingRecord(
                id,
                call,
                origin,
                new ChargingRecord.Times(
                        start,
                        ring,
                        leg(CALLER).flatMap(LegDraft::answer),
                        ended,
                        over == null ? Duration.between(start, ended) : over.lasted(),
                        over == null ? Duration.ZERO : over.talked().orElse(Duration.ZERO)),
                new ChargingRecord.Routing(context, route, over == null ? 0 : over.version()),
                new ChargingRecord.Outcome(cause, fault, status, q850(cause, status), hungUpBy(cause)),
                legs.values().stream().map(leg -> leg.record(ended)).toList(),
                left,
                charges,
                fields);
    }

    private HungUpBy hungUpBy(String cause) {
        return switch (cause) {
            case "CallerHungUp", "CallerCancelled" -> HungUpBy.CALLER;
            case "Completed", "Transferred" -> calleeHungUp ? HungUpBy.CALLEE : HungUpBy.SWITCH;
            default -> HungUpBy.SWITCH;
        };
    }

    private static int q850(String cause, int status) {
        return switch (cause) {
            case "CallerLost", "ProgramFailed", "ProgramStalled" -> Q850.TEMPORARY_FAILURE;
            case "SessionExpired", "MediaTimeout" -> Q850.TIMER_EXPIRY;
            default -> Q850.of(status);
        };
    }
}
