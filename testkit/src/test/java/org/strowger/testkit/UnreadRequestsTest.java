package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;
import org.strowger.sip.source.SourceCause;
import org.strowger.sip.source.SourceSettings;

/**
 * Whoever has spent what he may ask is dropped by where he sends from: nothing of his datagrams is read, so that octets
 * which are no message at all count as his, and not as junk.
 */
class UnreadRequestsTest {

    private static final String SWITCH = "sip:switch.example";
    private static final String NO_MESSAGE = "no message of SIP at all\r\n\r\n";
    private static final int SPENT = 20_000; // more than any budget holds at once

    private final VirtualSwitch home = new VirtualSwitch(
            1, VirtualSwitch.usualSettings().sources(SourceSettings.DEFAULT.withoutTurns()), Programs.dialUsers());

    private long dropped() {
        return home.exchange().sources().figures().of(SourceCause.BUDGET);
    }

    private static void asks(RawHost host) {
        host.asks("OPTIONS", SWITCH, "<sip:1001@switch.example>", "<sip:switch.example>");
    }

    private static void spendsAll(RawHost host) {
        String last = "";
        for (int i = 0; i < SPENT && !last.equals("none"); i++) {
            host.forgets();
            asks(host);
            last = host.received("SIP/2.0 200").isEmpty() ? "none" : host.last();
        }
        assertThat(last).isEqualTo("none");
    }

    private static Flow flow(RawHost host) {
        String[] at = host.at().split(":", 2);
        var remote = new InetSocketAddress(InetAddress.ofLiteral(at[0]), Integer.parseInt(at[1]));
        return new Flow(Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060), remote, 0);
    }

    private void isUnread(RawHost host) {
        long before = dropped();
        for (int i = 0; i < 5; i++) host.sends(NO_MESSAGE);
        assertThat(dropped() - before).isEqualTo(5);
        assertThat(home.exchange().receiver().hasSpent(flow(host))).isTrue();
    }

    private void isRead(RawHost host) {
        long before = dropped();
        host.sends(NO_MESSAGE);
        assertThat(dropped() - before).isZero();
        assertThat(home.exchange().receiver().hasSpent(flow(host))).isFalse();
    }

    @Test
    void of_a_stranger() {
        RawHost stranger = new RawHost(home, "198.51.100.7");
        isRead(stranger);
        spendsAll(stranger);
        isUnread(stranger);
        isRead(new RawHost(home, "198.51.100.8"));
        home.passes(Duration.ofSeconds(2));
        isRead(stranger);
    }

    @Test
    void of_an_account_and_nobody_behind_the_same_address() {
        home.phone("1001");
        home.phone("1002");
        RawHost many = new RawHost(home, "198.51.100.7", 5060).registers("1001");
        RawHost neighbour = new RawHost(home, "198.51.100.7", 5062).registers("1002");
        spendsAll(many);
        isUnread(many);
        isRead(neighbour);
        asks(neighbour.forgets());
        assertThat(neighbour.received("SIP/2.0 200")).hasSize(1);
        home.passes(Duration.ofSeconds(2));
        isRead(many);
    }

    /** It might be one for help: that is seen only where it is read. */
    @Test
    void but_for_calls_of_an_account() {
        home.phone("1001");
        RawHost many = new RawHost(home, "198.51.100.7").registers("1001");
        spendsAll(many);
        long before = dropped();
        many.sends("INVITE " + NO_MESSAGE);
        assertThat(dropped() - before).isZero();
        RawHost stranger = new RawHost(home, "198.51.100.8");
        spendsAll(stranger);
        long strangers = dropped();
        stranger.sends("INVITE " + NO_MESSAGE);
        assertThat(dropped() - strangers).isEqualTo(1);
    }

    /** What we have asked for ourselves is read, from whomever it comes: here it is no response, and junk. */
    @Test
    void nor_responses_of_anybody() {
        RawHost stranger = new RawHost(home, "198.51.100.7");
        spendsAll(stranger);
        long before = dropped();
        stranger.sends("SIP/2.0 200 OK\r\n\r\n");
        assertThat(dropped() - before).isZero();
    }

    /** RFC 3261 §7.5. */
    @Test
    void line_ends_in_front_hide_neither_a_call_nor_a_response() {
        home.phone("1001");
        RawHost many = new RawHost(home, "198.51.100.7").registers("1001");
        spendsAll(many);
        long before = dropped();
        many.sends("\r\n\r\nINVITE " + NO_MESSAGE);
        many.sends("\r\nSIP/2.0 200 OK\r\n\r\n");
        assertThat(dropped() - before).isZero();
    }
}
