package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.directory.TrunkTrust;
import org.strowger.directory.TrunkTrust.Proof;

/**
 * Who has transferred a call (RFC 3892): said by us, of the account that has proved it, to those who may know; never
 * what somebody writes.
 */
class ReferredByTest {

    private static final String FORGED = "Referred-By: \"The Boss\" <sip:1000@switch.example>";

    @TempDir
    Path folder;

    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private WirePhone alice;
    private WirePhone bob;
    private WirePhone carol;
    private RawHost carrier;

    @BeforeEach
    void alice_talks_to_bob() throws IOException {
        home.phone("1001");
        home.phone("1002");
        home.phone("1003");
        home.trunkTo("carrier", new InetSocketAddress("192.0.2.60", 5060));
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            route('1XXX') { dial user(number), timeout: 20.seconds }
            route(~/\\+49(.+)/) { dial trunk('carrier'), timeout: 20.seconds }
            """));
        alice = new WirePhone(home, "1001", "192.0.2.61").registers();
        bob = new WirePhone(home, "1002", "192.0.2.62").registers();
        carol = new WirePhone(home, "1003", "192.0.2.63").registers();
        carrier = new RawHost(home, "192.0.2.60").answers("486 Busy");
        alice.calls("1002", alice.usual());
        bob.answers(bob.usual());
        home.passes(Duration.ofSeconds(1));
    }

    @AfterEach
    void nothing_is_left_behind() {
        home.exchange().hangUpAll();
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private static String invite(RawHost at) {
        return at.received("INVITE ").stream().reduce("", (_, last) -> last);
    }

    // RFC 3892 §6: without a token that is signed, whatever stands there is a claim.
    @ParameterizedTest
    @ValueSource(strings = {FORGED, "b: <sip:1000@switch.example>", "X-None: 1"})
    void a_phone_of_ours_hears_which_account_has_transferred_the_call_whatever_that_writes(String line) {
        bob.refers("sip:1003@switch.example", line);
        assertThat(invite(carol.host())).as(trace()).contains("\r\nReferred-By: <sip:1002@switch.example>\r\n");
        assertThat(home.trace().stream().noneMatch(text -> text.contains("1000@")))
                .isTrue();
        assertThat(invite(carol.host())).doesNotContain("sip:1000@");
    }

    @Test
    void so_does_who_is_called_by_the_transfer_of_a_caller() {
        alice.refers("sip:1003@switch.example", FORGED);
        assertThat(invite(carol.host())).as(trace()).contains("\r\nReferred-By: <sip:1001@switch.example>\r\n");
    }

    @Test
    void a_carrier_hears_nothing_of_it() {
        bob.refers("sip:+4930123@switch.example", FORGED);
        assertThat(invite(carrier))
                .as(trace())
                .isNotEmpty()
                .doesNotContain("Referred-By")
                .doesNotContain("\r\nb:");
    }

    @Test
    void one_that_is_trusted_with_it_hears_what_we_say() {
        home.trust("carrier", new TrunkTrust(Proof.ADDRESS, Set.of("Referred-By"), Optional.empty()));
        bob.refers("sip:+4930123@switch.example", FORGED);
        assertThat(invite(carrier))
                .as(trace())
                .contains("\r\nReferred-By: <sip:1002@switch.example>\r\n")
                .doesNotContain("sip:1000@");
    }

    @Test
    void what_an_invite_says_of_a_transfer_is_passed_to_nobody() {
        home.trust("carrier", new TrunkTrust(Proof.ADDRESS, Set.of("Referred-By"), Optional.empty()));
        RawHost dave = new RawHost(home, "192.0.2.64");
        dave.calls("1003", "sip:1001@switch.example", FORGED);
        assertThat(invite(alice.host())).as(trace()).isNotEmpty().doesNotContain("Referred-By");
        dave.calls("1003", "sip:+4930123@switch.example", FORGED);
        assertThat(invite(carrier)).as(trace()).isNotEmpty().doesNotContain("Referred-By");
        carrier.asks(
                "INVITE",
                "sip:1003@switch.example",
                "<sip:+4989@carrier.example>",
                "<sip:1003@switch.example>",
                FORGED);
        assertThat(invite(carol.host())).as(trace()).isNotEmpty().doesNotContain("Referred-By");
    }
}
