package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls of a phone behind a NAT that lets in nothing but answers to where they were asked for, from octets: whatever
 * its Contact says, it is reached.
 */
class NatCallsTest {

    /** What a phone may write: an address of its own network, the NAT's without knowing the port, a name, nonsense. */
    private static final String PRIVATE = "10.0.0.5:5060";

    private static final String ITS_OWN_PORT = "203.0.113.7:5060";

    private static final Duration LIFE = Duration.ofSeconds(40);

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private final Nat nat = new Nat(home, "203.0.113.7", 40_000, LIFE);
    private final WirePhone other;
    private WirePhone phone;

    NatCallsTest() {
        home.phone("1001");
        home.phone("1003");
        other = new WirePhone(home, "1001", "192.0.2.60").registers();
        phone = new WirePhone(home, "1003", nat, PRIVATE);
    }

    @AfterEach
    void nothing_is_left_behind() {
        assertThat(nat.kept()).as(trace()).isZero();
        Leftovers.none(home);
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private static String hold(WirePhone of) {
        return of.sdp("m=audio 4000 RTP/AVP 0 8", "a=sendonly");
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIVATE, ITS_OWN_PORT, "phone.invalid", "192.0.2.99:5060", "[fd00::5]:5060"})
    void it_is_called_held_and_hung_up(String says) {
        phone.saysItIsAt(says).registersWhereItSays().answersWith(phone.usual()).takesChanges("200 OK", phone.usual());
        other.calls("1003", other.usual());
        assertThat(other.status()).as(trace()).isEqualTo("INVITE 200");
        assertThat(phone.host().received("ACK ")).as(trace()).hasSize(1);
        phone.host().forgets();
        other.changes("INVITE", hold(other));
        assertThat(other.status()).isEqualTo("INVITE 200");
        assertThat(phone.host().received("INVITE ")).as(trace()).hasSize(1);
        assertThat(phone.host().received("ACK ")).as(trace()).hasSize(1);
        other.changes("INVITE", other.usual());
        assertThat(phone.host().received("ACK ")).as(trace()).hasSize(2);
        other.hangsUp();
        assertThat(phone.isOver()).as(trace()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIVATE, ITS_OWN_PORT, "phone.invalid", "192.0.2.99:5060", "[fd00::5]:5060"})
    void it_calls_is_held_and_hung_up(String says) {
        phone.saysItIsAt(says).takesChanges("200 OK", phone.usual());
        other.answersWith(other.usual()).takesChanges("200 OK", other.usual());
        phone.calls("1001", phone.usual());
        assertThat(phone.status()).as(trace()).isEqualTo("INVITE 200");
        phone.host().forgets();
        other.changes("INVITE", hold(other));
        assertThat(other.status()).as(trace()).isEqualTo("INVITE 200");
        assertThat(phone.host().received("ACK ")).as(trace()).hasSize(1);
        other.hangsUp();
        assertThat(phone.isOver()).as(trace()).isTrue();
    }

    @Test
    void it_hangs_up_itself() {
        phone.registersWhereItSays().answersWith(phone.usual());
        other.calls("1003", other.usual());
        phone.hangsUp();
        assertThat(phone.status()).isEqualTo("BYE 200");
        assertThat(other.isOver()).as(trace()).isTrue();
    }

    // §18.1.1 has long requests go by TCP: a NAT whose mapping is one of UDP lets none in.
    @Test
    void a_long_invite_comes_as_a_datagram() {
        phone.registersWhereItSays().answersWith(phone.usual());
        other.calls("1003", other.usual() + "a=x-long:" + "x".repeat(1500) + "\r\n");
        assertThat(other.status()).as(trace()).isEqualTo("INVITE 200");
        other.hangsUp();
        assertThat(phone.isOver()).as(trace()).isTrue();
    }

    // RFC 5626 §5.3: requests go by the flow on which the phone was heard last.
    @Test
    void its_mapping_changes_in_mid_call() {
        phone.registersWhereItSays().answersWith(phone.usual());
        phone.takesChanges("200 OK", phone.usual());
        other.answersWith(other.usual()).takesChanges("200 OK", other.usual());
        other.calls("1003", other.usual());
        nat.forgets();
        phone.changes("INVITE", hold(phone));
        assertThat(phone.status()).as(trace()).isEqualTo("INVITE 200");
        assertThat(nat.mapped()).isEqualTo(40_001);
        nat.forgets();
        phone.changes("INVITE", phone.usual());
        assertThat(phone.status()).isEqualTo("INVITE 200");
        assertThat(nat.mapped()).isEqualTo(40_002);
        other.changes("INVITE", hold(other));
        assertThat(other.status()).as(trace()).isEqualTo("INVITE 200");
        other.hangsUp();
        assertThat(phone.isOver()).as(trace()).isTrue();
    }

    // A stranger who has seen the Call-ID alone moves nothing.
    @Test
    void who_knows_no_tags_moves_nobody() {
        phone.registersWhereItSays().answersWith(phone.usual());
        other.calls("1003", other.usual());
        String invite = phone.host().received("INVITE ").getFirst();
        RawHost stranger = new RawHost(home, "198.51.100.9");
        for (String method : new String[] {"INFO", "UPDATE", "BYE", "INVITE"})
            stranger.sends(
                    method + " " + "sip:192.0.2.1 SIP/2.0\nVia: SIP/2.0/UDP 198.51.100.9;rport;branch=z9hG4bK" + method
                            + "\nFrom: <sip:1003@switch.example>;tag=guess\nTo: "
                            + SipText.header(invite, "From").orElseThrow() + "\nCall-ID: "
                            + SipText.header(invite, "Call-ID").orElseThrow() + "\nCSeq: 77 " + method
                            + "\nMax-Forwards: 70\nContact: <sip:x@198.51.100.9>\nContent-Length: 0\n\n");
        assertThat(stranger.received("SIP/2.0 4")).as(trace()).isNotEmpty();
        assertThat(stranger.received("SIP/2.0 2")).as(trace()).isEmpty();
        stranger.forgets();
        other.hangsUp();
        assertThat(phone.isOver()).as(trace()).isTrue();
        assertThat(stranger.received()).isEmpty();
    }

    @Test
    void a_mapping_that_has_ended_costs_a_call_and_nothing_else() {
        phone.registersWhereItSays().answersWith(phone.usual());
        other.calls("1003", other.usual());
        home.passes(LIFE.plusSeconds(1));
        assertThat(nat.isOpen()).as(trace()).isFalse();
        other.hangsUp();
        assertThat(other.status()).isEqualTo("BYE 200");
        assertThat(phone.isOver()).isFalse();
    }

    @Test
    void it_transfers_and_hears_what_became_of_it() {
        home.phone("1002");
        WirePhone third = new WirePhone(home, "1002", "192.0.2.61").registers();
        third.answersWith(third.usual());
        phone.registersWhereItSays().answersWith(phone.usual());
        other.takesChanges("200 OK", other.usual());
        other.calls("1003", other.usual());
        phone.refers("sip:1002@switch.example");
        home.passes(Duration.ofSeconds(2));
        assertThat(phone.status()).as(trace()).isEqualTo("REFER 202");
        assertThat(phone.host().received("NOTIFY ")).as(trace()).isNotEmpty();
        other.hangsUp();
        assertThat(third.isOver()).as(trace()).isTrue();
    }
}
