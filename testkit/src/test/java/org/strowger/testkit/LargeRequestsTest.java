package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.strowger.sip.source.SourceCause;
import org.strowger.sip.source.SourceSettings;

/** A request that is as large as many counts as many: budgets are of octets, too. */
class LargeRequestsTest {

    private static final int OF_A_STRANGER = 2 * SourceSettings.DEFAULT.requests();
    private static final int OF_AN_ACCOUNT = 2 * SourceSettings.DEFAULT.accountRequests();

    private final VirtualSwitch home = new VirtualSwitch(
            1, VirtualSwitch.usualSettings().sources(SourceSettings.DEFAULT.withoutTurns()), Programs.dialUsers());
    private int sent;

    /** How many of so many are answered. */
    private int answered(RawHost host, String user, int many, int octets) {
        host.forgets();
        for (int i = 0; i < many; i++) asks(host, user, octets);
        return host.received("SIP/2.0 200").size();
    }

    private void asks(RawHost host, String user, int octets) {
        String head = "OPTIONS sip:switch.example SIP/2.0\r\nVia: SIP/2.0/UDP 198.51.100.7;branch=z9hG4bKlarge" + ++sent
                + "\r\nFrom: <sip:" + user + "@switch.example>;tag=l\r\nTo: <sip:switch.example>\r\nCall-ID: large"
                + sent
                + "\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Type: text/plain\r\n";
        int body = octets - head.length() - "Content-Length: 00000\r\n\r\n".length();
        host.sends(head + "Content-Length: %05d\r\n\r\n".formatted(body) + "x".repeat(body));
    }

    @Test
    void of_a_stranger() {
        RawHost stranger = new RawHost(home, "198.51.100.7");
        assertThat(answered(stranger, "1001", 1000, 4096))
                .as("of the usual size")
                .isEqualTo(OF_A_STRANGER);
        home.passes(Duration.ofSeconds(2));
        assertThat(answered(stranger, "1001", 1000, 8192)).as("twice as large").isEqualTo(OF_A_STRANGER / 2);
        home.passes(Duration.ofSeconds(2));
        assertThat(answered(stranger, "1001", 1000, 40_960)).as("ten times").isEqualTo(OF_A_STRANGER / 10);
        home.passes(Duration.ofSeconds(2));
        assertThat(answered(stranger, "1001", 1000, 65_000))
                .as("as large as may be")
                .isEqualTo(OF_A_STRANGER / 16);
        assertThat(home.exchange().sources().figures().of(SourceCause.BUDGET)).isPositive();
    }

    @Test
    void of_an_account() {
        home.phone("1001");
        RawHost host = new RawHost(home, "198.51.100.7").registers("1001");
        home.passes(Duration.ofSeconds(2));
        assertThat(answered(host, "1001", 1000, 40_960)).isEqualTo(OF_AN_ACCOUNT / 10);
        home.passes(Duration.ofSeconds(2));
        assertThat(answered(host, "1001", 1000, 4096)).isEqualTo(OF_AN_ACCOUNT);
    }

    /** What is owed is paid within two seconds and one such message's time, and not later. */
    @Test
    void who_has_spent_all_waits_no_longer_than_the_largest_is_worth() {
        RawHost stranger = new RawHost(home, "198.51.100.7");
        answered(stranger, "1001", 1000, 65_000);
        home.passes(Duration.ofMillis(100));
        assertThat(answered(stranger, "1001", 1, 4096)).isOne();
    }
}
