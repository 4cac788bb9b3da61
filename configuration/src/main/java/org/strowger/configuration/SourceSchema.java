package org.strowger.configuration;

import java.time.Duration;
import org.strowger.directory.Networks;
import org.strowger.sip.source.SourceSettings;

/** The keys of what addresses may ask for. */
final class SourceSchema {

    private static final Kind<Integer> RATE = Kinds.count("a rate", 1, 1_000_000);

    static final Key<Integer> REQUESTS = Key.of(
            "requests",
            RATE,
            "200",
            "Requests a second of an address that has proved nothing, and twice as many at once; more are dropped. One of more"
                    + " than 4,096 octets counts as several, in each of these budgets: once for each 4,096. Of"
                    + " IPv6, all of a /64 is one address. A new phone behind an address that is known has as many for"
                    + " itself.");
    static final Key<Integer> KNOWN_REQUESTS = Key.of(
            "known-requests",
            RATE,
            "5000",
            "The same of an address that is known: a trunk, one that is allowed, one whose phone has registered or"
                    + " called with right credentials.");
    static final Key<Integer> ACCOUNT_REQUESTS = Key.of(
            "account-requests",
            RATE,
            "400",
            "Requests a second of an account, from all its phones together, and twice as many at once, which beyond the"
                    + " first twenty wait for their turn; more are dropped, but from addresses that are allowed or a"
                    + " trunk's. A call takes five to ten: more for an account that may begin more calls"
                    + " (`calls.rate-per-account`).");
    static final Key<Integer> STRANGERS_REQUESTS = Key.of(
            "strangers-requests",
            RATE,
            "500",
            "Requests a second of all addresses together that have proved nothing: what a flood with invented"
                    + " addresses may cost.");
    static final Key<Integer> FAILURES = Key.of(
            "failures",
            RATE,
            "10",
            "Wrong credentials a minute of an address, and of each phone behind it. More, and nothing is read from the"
                    + " address any more; where it is known, from that phone alone. A phone that has proved itself isn't"
                    + " banned: its guesses are refused without a look.");
    static final Key<Integer> ACCOUNT_FAILURES = Key.of(
            "account-failures",
            RATE,
            "60",
            "Wrong credentials a minute for one account. More, and it is refused without a look, but where it has"
                    + " proved itself before.");
    static final Key<Duration> BAN = Key.of(
            "ban",
            Kinds.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
            "10m",
            "How long nothing is read. `strowger unban ADDRESS` lifts it.");
    static final Key<Networks.Network> ALLOW = Key.list(
            "allow",
            Kinds.NETWORK,
            "(none)",
            "Networks that are known without a proof, such as that of an office. With `calls.authenticate: off`"
                    + " everybody is: nobody can prove anything.");
    static final Key<String> SCANNERS = Key.list(
            "scanners",
            Kinds.TEXT,
            String.join(",", SourceSettings.KNOWN_SCANNERS),
            "Strangers' requests whose User-Agent holds one of these, in any case, are dropped.");
    static final Section SECTION = new Section(
            "sources",
            "What an address may ask for. What is dropped is counted by its cause, and told once a minute for each"
                    + " address by the event `source_dropped`; `source_banned` tells of bans. `strowger status --sources`"
                    + " shows them. Strangers' requests for other domains than those of `domains` are dropped too, where"
                    + " these are names. Beyond its budget, emergency calls of who is known still pass, ten a second of"
                    + " each account.",
            """
            sources: {requests: 50, allow: [192.0.2.0/24, "2001:db8:1::/48"]}
            """,
            REQUESTS,
            KNOWN_REQUESTS,
            ACCOUNT_REQUESTS,
            STRANGERS_REQUESTS,
            FAILURES,
            ACCOUNT_FAILURES,
            BAN,
            ALLOW,
            SCANNERS);

    private SourceSchema() {}
}
