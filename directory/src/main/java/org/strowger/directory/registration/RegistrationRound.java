package org.strowger.directory.registration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.strowger.sip.Hop;
import org.strowger.sip.digest.DigestClient;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;

/**
 * One try to register, from its look-up on: where it is on its way, and what it has been told there. Runs on its loop.
 */
final class RegistrationRound {

    private static final int MOST_CHANGES = 6;

    private final SipUri way;
    private final SipUri registrar;
    private final Supplier<DigestClient.Round> challenges;
    private DigestClient.Round met;
    private List<Hop> hops = List.of();
    private int at;
    private int changes;
    private Optional<Duration> retryAfter = Optional.empty();

    /**
     * @param way what is looked up
     * @param registrar the Request-URI
     * @param challenges what a new request will meet
     */
    RegistrationRound(SipUri way, SipUri registrar, Supplier<DigestClient.Round> challenges) {
        this.challenges = challenges;
        this.met = challenges.get();
        this.way = way;
        this.registrar = registrar;
    }

    SipUri way() {
        return way;
    }

    SipUri registrar() {
        return registrar;
    }

    /** The hop that has registered us goes first while DNS names it: it knows us. */
    void take(List<?> found, Optional<Hop> known) {
        hops = found.stream()
                .map(Hop.class::cast)
                .sorted((one, other) ->
                        Boolean.compare(known.equals(Optional.of(other)), known.equals(Optional.of(one))))
                .toList();
    }

    boolean hasHop() {
        return !hops.isEmpty();
    }

    Hop hop() {
        return hops.get(at);
    }

    boolean hasNext() {
        return at + 1 < hops.size();
    }

    void turnToNext() {
        at++;
    }

    /** The removal goes to who has registered us, if anybody has, and may be asked for everything once more. */
    void leaves(Optional<Hop> standing) {
        met = challenges.get();
        changes = 0;
        if (standing.isEmpty()) return;
        hops = List.of(standing.get());
        at = 0;
    }

    /** What a challenge comes to. */
    DigestClient.Verdict meets(SipResponse challenge) {
        return met.meets(challenge);
    }

    /** Whether one more answer may change what is sent: who wants something else each time gets no further. */
    boolean mayChange() {
        return changes++ < MOST_CHANGES;
    }

    /** Of several hosts the longest counts. */
    void comesAgainAfter(Duration wanted) {
        retryAfter = retryAfter.filter(longer -> longer.compareTo(wanted) > 0).or(() -> Optional.of(wanted));
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** 3xx. */
    RegistrationRound redirected(SipUri target) {
        RegistrationRound next = new RegistrationRound(target, target, challenges);
        next.changes = changes;
        return next;
    }
}
