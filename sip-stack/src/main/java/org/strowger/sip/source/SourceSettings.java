package org.strowger.sip.source;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What an address may ask of the switch. Each budget is a rate and, at once, what may be saved up of it: two seconds of
 * requests, a minute of failures.
 *
 * @param requests a second, of an address or flow that has proved nothing, 1 or more
 * @param knownRequests a second, of an address that has proved itself, 1 or more
 * @param accountRequests a second, of an account, from all that have proved to be it, 1 or more
 * @param accountAtOnce how many of those are read as they come; the others are worked off at that rate; 1 or more
 * @param strangersRequests a second, of all addresses together that have proved nothing, 1 or more
 * @param failures wrong credentials a minute, of an address, and of a flow, 1 or more
 * @param accountFailures wrong credentials a minute for one account, from wherever, 1 or more
 * @param ban how long nothing is read from an address with more failures
 * @param allowed addresses that are known without a proof
 * @param scanners what User-Agent holds, in any case, where a stranger's request is not worth an answer
 */
public record SourceSettings(
        int requests,
        int knownRequests,
        int accountRequests,
        int accountAtOnce,
        int strangersRequests,
        int failures,
        int accountFailures,
        Duration ban,
        Predicate<InetAddress> allowed,
        List<String> scanners) {

    /** Tools that look for switches to break into, by what they call themselves. */
    public static final List<String> KNOWN_SCANNERS =
            List.of("friendly-scanner", "sipvicious", "sipcli", "pplsip", "sip-scan", "sundayddr");

    /**
     * 200 requests/s, 5,000 of who is known, 400 of an account and 20 at once, 500 of all strangers; 10 failures a
     * minute, 60 for an account; banned for 10 minutes.
     */
    public static final SourceSettings DEFAULT =
            new SourceSettings(200, 5_000, 400, 20, 500, 10, 60, Duration.ofMinutes(10), _ -> false, KNOWN_SCANNERS);

    /** Copies and validates. */
    public SourceSettings {
        if (Math.min(Math.min(requests, knownRequests), Math.min(accountRequests, strangersRequests)) < 1
                || Math.min(accountAtOnce, Math.min(failures, accountFailures)) < 1)
            throw new IllegalArgumentException("a budget is 1 or more");
        if (!ban.isPositive()) throw new IllegalArgumentException("a ban is longer than nothing");
        scanners = List.copyOf(scanners);
    }

    /** The same with accounts whose requests don't wait: where no time passes, as in tests, no turn would ever come. */
    public SourceSettings withoutTurns() {
        return new SourceSettings(
                requests,
                knownRequests,
                accountRequests,
                Integer.MAX_VALUE,
                strangersRequests,
                failures,
                accountFailures,
                ban,
                allowed,
                scanners);
    }
}
