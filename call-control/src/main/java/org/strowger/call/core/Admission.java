package org.strowger.call.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.strowger.call.event.RefusalCause;
import org.strowger.directory.Quota;

/**
 * Who may still come in: counts the calls of all loops against the limit, those of each account, trunk and source
 * against their quotas, and closes the door when the switch drains. Emergencies have a budget of their own. Any thread.
 */
public final class Admission {

    private static final Shut STOPPING = new Shut(503, RefusalCause.STOPPING, "the switch is being stopped");

    private final int maxCalls;
    private final int maxEmergencies;
    private final QuotaBook book;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger emergencies = new AtomicInteger();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private volatile boolean draining;

    public Admission(int maxCalls, int maxEmergencies, LongSupplier nanos) {
        this.maxCalls = maxCalls;
        this.maxEmergencies = maxEmergencies;
        this.book = new QuotaBook(nanos);
    }

    /** Somebody whose calls are counted. */
    public record Party(Kind kind, String name, Quota quota) {
        private String key() {
            return kind + " " + name;
        }
    }

    /** What somebody is. */
    public enum Kind {
        ACCOUNT("account", 486, RefusalCause.ACCOUNT_CALLS, RefusalCause.ACCOUNT_RATE),
        TRUNK("trunk", 503, RefusalCause.TRUNK_CALLS, RefusalCause.TRUNK_RATE),
        SOURCE("address", 503, RefusalCause.SOURCE_CALLS, RefusalCause.SOURCE_RATE);

        private final String word;
        private final int full;
        private final RefusalCause tooMany;
        private final RefusalCause tooFast;

        Kind(String word, int full, RefusalCause tooMany, RefusalCause tooFast) {
            this.word = word;
            this.full = full;
            this.tooMany = tooMany;
            this.tooFast = tooFast;
        }
    }

    /** Whether a call comes in. */
    public sealed interface Entrance {}

    /** It does, and is counted until it is closed. */
    public final class Pass implements Entrance, AutoCloseable {
        private final AtomicInteger counted;
        private final List<Party> parties;

        private Pass(AtomicInteger counted, List<Party> parties) {
            this.counted = counted;
            this.parties = parties;
        }

        @Override
        public void close() {
            parties.forEach(party -> book.leave(party.key()));
            leave(counted);
        }
    }

    /** It does not. */
    public record Shut(int status, RefusalCause cause, String why) implements Entrance {}

    /** Why a call would not come in now; it isn't counted by that. */
    public Optional<Shut> full(Urgency urgency, List<Party> parties) {
        if (urgency == Urgency.EMERGENCY)
            return emergencies.get() < maxEmergencies
                    ? Optional.empty()
                    : Optional.of(full(maxEmergencies, RefusalCause.EMERGENCIES, "emergency calls"));
        if (draining) return Optional.of(STOPPING);
        for (Party party : parties) {
            if (party.quota().isUnlimited()) continue;
            QuotaBook.Verdict verdict = book.look(party.key(), party.quota());
            if (verdict != QuotaBook.Verdict.GRANTED) return Optional.of(shut(party, verdict));
        }
        return calls.get() < maxCalls ? Optional.empty() : Optional.of(full(maxCalls, RefusalCause.CALLS, "calls"));
    }

    private static Shut full(int most, RefusalCause cause, String what) {
        return new Shut(503, cause, "the limit of " + most + " " + what + " is reached");
    }

    /** Counts a call in, with all whose call it is, or says why not. No quota holds for emergencies. */
    public Entrance enter(Urgency urgency, List<Party> parties) {
        return urgency == Urgency.EMERGENCY
                ? enter(emergencies, maxEmergencies, RefusalCause.EMERGENCIES, "emergency calls")
                : draining ? STOPPING : enterAmong(parties);
    }

    private Entrance enterAmong(List<Party> parties) {
        List<Party> entered = new ArrayList<>(parties.size());
        for (Party party : parties) {
            if (party.quota().isUnlimited()) continue;
            QuotaBook.Verdict verdict = book.enter(party.key(), party.quota());
            if (verdict != QuotaBook.Verdict.GRANTED) {
                entered.forEach(other -> book.leave(other.key()));
                return shut(party, verdict);
            }
            entered.add(party);
        }
        Entrance entrance = enter(calls, maxCalls, RefusalCause.CALLS, "calls");
        if (!(entrance instanceof Pass)) {
            entered.forEach(other -> book.leave(other.key()));
            return entrance;
        }
        return new Pass(calls, List.copyOf(entered));
    }

    private static Shut shut(Party party, QuotaBook.Verdict verdict) {
        String whose = party.kind().word + " " + party.name();
        return verdict == QuotaBook.Verdict.TOO_MANY
                ? new Shut(
                        party.kind().full,
                        party.kind().tooMany,
                        whose + " has " + party.quota().calls() + " calls, as many as it may")
                : new Shut(
                        503,
                        party.kind().tooFast,
                        whose + " begins more than " + party.quota().perSecond() + " calls a second");
    }

    private Entrance enter(AtomicInteger counter, int most, RefusalCause cause, String what) {
        if (counter.incrementAndGet() <= most) return new Pass(counter, List.of());
        leave(counter);
        return full(most, cause, what);
    }

    private void leave(AtomicInteger counter) {
        counter.decrementAndGet();
        if (draining && calls() == 0) empty.complete(null);
    }

    /** Closes the door; completes when the last call has left. */
    public CompletionStage<Void> drain() {
        draining = true;
        if (calls() == 0) empty.complete(null);
        return empty;
    }

    public boolean isDraining() {
        return draining;
    }

    public int calls() {
        return calls.get() + emergencies.get();
    }

    /** How much a call matters. */
    public enum Urgency {
        NORMAL,
        EMERGENCY
    }
}
