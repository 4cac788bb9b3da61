package org.strowger.configuration;

import java.time.Duration;
import java.util.Optional;
import org.strowger.directory.RegistrarSettings.KeepAlive;
import org.strowger.directory.RegistrarSettings.KeepAlive.Whom;

/** The keys of which contacts are asked whether they are there, and how often: for all, and for one account. */
final class KeepAliveSchema {

    private static final Kind<Whom> WHOM = Kinds.choice("a choice of contacts to be asked", Whom.class);
    private static final Kind<Duration> PERIOD = Kinds.duration(Duration.ofSeconds(1), Duration.ofHours(1));

    static final Key<Whom> KEEP_ALIVE = Key.of(
            "keep-alive",
            WHOM,
            "nat",
            "Which registered contacts are asked by OPTIONS whether they are there. That holds the mapping of their NAT"
                    + " open, and who answers no more is not called until he does. `nat`: those that are somewhere else"
                    + " than their Contact says; `all`: every one but those behind a proxy (`path-networks`) and"
                    + " WebSockets, which have pings of their own; `off`: none.");
    static final Key<Duration> EVERY = Key.of(
            "keep-alive-every",
            PERIOD,
            "29s",
            "The longest time between two questions to one contact, which comes by chance up to a fifth earlier. Many"
                    + " NATs forget a UDP mapping after 30 s. 100,000 contacts at 29 s are 3,800 OPTIONS a second.");
    static final Key<Integer> UNANSWERED = Key.of(
            "keep-alive-unanswered",
            Kinds.count("a number of questions", 1, 100),
            "2",
            "So many questions in a row without an answer (each is repeated for 64 × `timers.t1`), and the contact is"
                    + " unreachable: the event `contact_unreachable`, and calls pass it over. Its registration stays; an"
                    + " answer or a REGISTER makes it reachable again.");
    static final Key<Whom> OWN_KEEP_ALIVE = Key.of(
            "keep-alive",
            WHOM,
            "(`registrar.keep-alive`)",
            "Which of its contacts are asked whether they are there, as `registrar.keep-alive` has it: `off` for phones"
                    + " that answer no OPTIONS.");
    static final Key<Duration> OWN_EVERY = Key.of(
            "keep-alive-every",
            PERIOD,
            "(`registrar.keep-alive-every`)",
            "The longest time between two questions to one of its contacts.");

    private KeepAliveSchema() {}

    static KeepAlive read(KeyReader keys) {
        return new KeepAlive(keys.one(KEEP_ALIVE), keys.one(EVERY), keys.one(UNANSWERED));
    }

    /** An account's own, where either key is written; what is not is as for all. */
    static Optional<KeepAlive> own(KeyReader keys, KeepAlive ofAll) {
        if (!keys.has(OWN_KEEP_ALIVE) && !keys.has(OWN_EVERY)) return Optional.empty();
        return Optional.of(new KeepAlive(
                keys.maybe(OWN_KEEP_ALIVE).orElse(ofAll.whom()),
                keys.maybe(OWN_EVERY).orElse(ofAll.every()),
                ofAll.unanswered()));
    }
}
