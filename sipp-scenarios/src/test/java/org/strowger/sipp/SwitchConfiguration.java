package org.strowger.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The switch that the scenarios call through, as a user would configure it: accounts 1001 to 1009, one trunk that calls
 * in and two that are called.
 *
 * @param sipPort of UDP and TCP at 127.0.0.1
 * @param adminPort of HTTP at 127.0.0.1
 * @param trunkPort where the trunks listen that are called
 * @param extra more top-level sections
 * @param ofAccount more keys of each account; {@code %1$d} in them is its number
 * @param timers as the configuration writes them
 * @param drain how long calls may go on while it stops
 */
record SwitchConfiguration(
        int sipPort, int adminPort, int trunkPort, String extra, String ofAccount, String timers, String drain)
        implements SwitchHome {

    static final String CALLER_TRUNK = "127.0.1.2";
    static final String CALLED_TRUNK = "127.0.2.9";
    static final String SECOND_TRUNK = "127.0.2.10";

    /** At free ports. */
    static SwitchConfiguration fresh() {
        return new SwitchConfiguration(
                Ports.free("127.0.0.1"), Ports.free("127.0.0.1"), Ports.free(CALLED_TRUNK), "", "", "{}", "10s");
    }

    /** With more sections. */
    SwitchConfiguration with(String sections) {
        return new SwitchConfiguration(sipPort, adminPort, trunkPort, extra + sections, ofAccount, timers, drain);
    }

    /** With everybody on this machine known: strangers' requests for domains of others would get no answer. */
    SwitchConfiguration withNoStrangers() {
        return with("sources: {allow: [127.0.0.0/8]}\n");
    }

    /** With more keys of each account; {@code %1$d} in them is its number. */
    SwitchConfiguration withAccounts(String keys) {
        return new SwitchConfiguration(sipPort, adminPort, trunkPort, extra, ofAccount + ", " + keys, timers, drain);
    }

    /**
     * With shorter timers than those of RFC 3261, where what is sent again is looked at: whoever is late on a busy
     * machine, by a tenth of them, fails for it.
     */
    SwitchConfiguration withT1(String t1) {
        return new SwitchConfiguration(
                sipPort, adminPort, trunkPort, extra, ofAccount, "{t1: " + t1 + ", t2: 400ms, t4: 500ms}", drain);
    }

    /** Where calls are left that nobody ends: those whose SIPp has given up. */
    SwitchConfiguration withDrain(String time) {
        return new SwitchConfiguration(sipPort, adminPort, trunkPort, extra, ofAccount, timers, time);
    }

    @Override
    public void writeTo(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("strowger.yaml"), yaml());
            Files.copy(Lab.SCENARIOS.resolve("routes.groovy"), directory.resolve("routes.groovy"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String yaml() {
        return """
            domains: [office.example]
            dialplan: [routes.groovy]
            listen:
              - {transport: udp, address: 127.0.0.1, port: %1$d}
              - {transport: tcp, address: 127.0.0.1, port: %1$d}
            admin: {port: %2$d}
            accounts:
            %3$s
            trunks:
              lab: {host: %4$s, pass-headers: [X-Lab-1, X-Lab-2, X-Lab-3, X-Lab-4, X-Lab-5, X-Lab-6]}
              carrier: {host: %5$s, port: %6$d, pass-headers: [X-Lab-1, X-Lab-2, X-Lab-3, X-Lab-4, X-Lab-5, X-Lab-6]}
              carrier-b: {host: %8$s, port: %6$d}
            timers: %9$s
            drain: {timeout: %10$s}
            %7$s
            """.formatted(
                        sipPort,
                        adminPort,
                        accounts(),
                        CALLER_TRUNK,
                        CALLED_TRUNK,
                        trunkPort,
                        extra,
                        SECOND_TRUNK,
                        timers,
                        drain);
    }

    private String accounts() {
        return IntStream.rangeClosed(1001, 1009)
                .mapToObj(user -> ("  %1$d: {password: " + Lab.password("" + user) + ofAccount + "}").formatted(user))
                .collect(Collectors.joining("\n"));
    }
}
