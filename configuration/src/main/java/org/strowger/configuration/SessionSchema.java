package org.strowger.configuration;

import java.time.Duration;
import java.util.Optional;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.SessionTimers;
import org.strowger.dialog.SessionTimers.Use;
import org.strowger.directory.SessionPolicy;

/**
 * The keys of how sessions are kept from outliving their peers (RFC 4028) and how they ring (RFC 3262), for all and for
 * one party.
 */
final class SessionSchema {

    private static final Kind<Use> USES = Kinds.choice("a use of session timers", Use.class);
    private static final Kind<Duration> INTERVAL = Kinds.duration(SessionTimers.SHORTEST, SessionTimers.LONGEST);

    private static final Key<Use> TIMERS = Key.of(
            "timers",
            USES,
            "forced",
            "`off`: nothing is said of session timers. `accepted`: they run where a phone or trunk asks for them."
                    + " `wanted`: each is asked, and they run with those that know them. `forced`: with those that don't,"
                    + " too: the switch refreshes such a session by itself, and hangs up where nobody answers.");
    private static final Key<Duration> EXPIRES = Key.of(
            "expires",
            INTERVAL,
            "30m",
            "How long a session lasts without a refresh. A refresh is sent after half of it, by UPDATE, or by re-INVITE"
                    + " where the other side takes no UPDATE; without one, BYE is sent 32 s before the end.");
    private static final Key<Duration> MIN = Key.of(
            "min",
            INTERVAL,
            "90s",
            "The least that others may ask for: they get 422 with Min-SE. RFC 4028 has 90 s as the least of all.");

    private static final Kind<ReliableProvisionals> RELIABILITY =
            Kinds.choice("a use of 100rel", ReliableProvisionals.class);

    private static final Key<ReliableProvisionals> RELIABLE = Key.of(
            "reliable",
            RELIABILITY,
            "supported",
            "Whether 180 and 183 are sent so that none is lost (`100rel`, RFC 3262). `off`: never; an INVITE that requires it"
                    + " gets 420. `supported`: where the phone or trunk supports it; who is called is told that the switch"
                    + " does. `required`: it is demanded of who is called, and who calls without it gets 421. Calls for help are"
                    + " taken all the same, and an INVITE that asks for an offer says nothing of it.");

    static final Section SECTION = new Section(
            "sessions",
            "A call whose phone has vanished is found out and ended, on hold and without media as well (RFC 4028). Each"
                    + " leg has a timer of its own.",
            """
            sessions: {timers: forced, expires: 30m, min: 90s, reliable: supported}
            """,
            TIMERS,
            EXPIRES,
            MIN,
            RELIABLE);

    static final Key<Use> OWN_TIMERS = Key.of(
            "session-timers",
            USES,
            "(`sessions.timers`)",
            "With whom session timers run, as `sessions.timers` has it.");
    static final Key<Duration> OWN_EXPIRES = Key.of(
            "session-expires",
            INTERVAL,
            "(`sessions.expires`)",
            "How long its sessions last without a refresh; not less than `sessions.min`.");

    static final Key<ReliableProvisionals> OWN_RELIABLE = Key.of(
            "reliable",
            RELIABILITY,
            "(`sessions.reliable`)",
            "Whether 180 and 183 are sent so that none is lost, as `sessions.reliable` has it.");

    private SessionSchema() {}

    /** With whom provisional responses are sent reliably. */
    static ReliableProvisionals reliable(KeyReader keys) {
        return keys.one(RELIABLE);
    }

    /** How the sessions of a party differ from those of all. */
    static SessionPolicy policy(KeyReader keys, Problems problems, SessionTimers ofAll) {
        return new SessionPolicy(own(keys, problems, ofAll), keys.maybe(OWN_RELIABLE));
    }

    static SessionTimers read(KeyReader keys, Problems problems) {
        return timers(keys, problems, keys.one(TIMERS), keys.one(EXPIRES), keys.one(MIN));
    }

    /** A party's own, where either key is written; what is not is as for all. */
    private static Optional<SessionTimers> own(KeyReader keys, Problems problems, SessionTimers ofAll) {
        if (!keys.has(OWN_TIMERS) && !keys.has(OWN_EXPIRES)) return Optional.empty();
        Use use = keys.maybe(OWN_TIMERS).orElse(ofAll.use());
        Duration expires = keys.maybe(OWN_EXPIRES).orElse(ofAll.expires());
        return Optional.of(timers(keys, problems, use, expires, ofAll.least()));
    }

    private static SessionTimers timers(KeyReader keys, Problems problems, Use use, Duration expires, Duration least) {
        if (expires.compareTo(least) >= 0) return new SessionTimers(use, expires, least);
        problems.add(
                keys.place(),
                "a session may not expire before the least that others may ask for, but is to after "
                        + Durations.text(expires) + ", and that is " + Durations.text(least));
        return SessionTimers.DEFAULT;
    }
}
