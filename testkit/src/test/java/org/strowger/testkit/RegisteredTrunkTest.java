package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.testkit.Provider.grants;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.event.CallEvent;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkTrust;
import org.strowger.directory.TrunkTrust.Proof;
import org.strowger.media.memory.MediaPhone;
import org.strowger.sdp.Codec;
import org.strowger.sip.Transport;

/** Calls to the Contact that a trunk has registered: they are the trunk's, and nobody's who guesses. */
class RegisteredTrunkTest {

    private static final String HOST = "198.51.100.1";
    private static final String OTHER = "203.0.113.9";

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private final Provider provider = new Provider(home, HOST).answers(grants(3600));
    private final RawHost stranger = new RawHost(home, OTHER, 5090);
    private ScriptedPhone bob;

    @BeforeEach
    void a_trunk_is_registered() {
        bob = home.phone("1002").registers();
    }

    @AfterEach
    void nothing_is_left_behind() {
        home.exchange().hangUpAll();
        Leftovers.none(home);
        home.close();
    }

    private String registered(Proof proof) {
        home.trunkTo("provider", Provider.at(HOST));
        TrunkTrust trust = new TrunkTrust(proof, Set.of(), Optional.empty());
        home.trust("provider", trust);
        Trunk plain = Provider.trunk("provider", HOST);
        home.exchange()
                .register(List.of(new Trunk(plain.name(), HOST, 5060, Transport.UDP, "default", plain.media(), trust)
                        .registeredAs(plain.account().orElseThrow())));
        home.settle();
        return Provider.contact(provider.register(0));
    }

    private void calls(RawHost from, String uri, String to) {
        from.asks("INVITE", uri, "<sip:+4989777@provider.example>", "<" + to + ">");
    }

    private List<CallEvent.CallStarted> started() {
        return home.events().stream()
                .map(event -> event.what())
                .filter(CallEvent.CallStarted.class::isInstance)
                .map(CallEvent.CallStarted.class::cast)
                .toList();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    // §16.5: the Request-URI of a call to a registered address is the Contact; what was dialled is in To.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_call_to_it_goes_where_was_dialled_from_wherever_the_provider_sends_it(boolean elsewhere) {
        String contact = registered(Proof.ADDRESS);
        RawHost from = elsewhere ? stranger : provider.host();
        calls(from, contact, "sip:1002@provider.example");
        bob.answers();
        String answer = from.received("SIP/2.0 200").getLast();
        from.acknowledges(answer);
        assertThat(started())
                .as(trace())
                .hasSize(1)
                .allMatch(call -> call.number().equals("1002"));
        from.hangsUp(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip:provider.example", "CONTACT"})
    void a_call_that_says_nothing_of_what_was_dialled_is_for_the_account(String to) {
        String contact = registered(Proof.ADDRESS);
        calls(stranger, contact, to.equals("CONTACT") ? contact : to);
        assertThat(started())
                .as(trace())
                .hasSize(1)
                .allMatch(call -> call.number().equals(Provider.USER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:trunk-00112233445566778899aabbccddeeff@192.0.2.1:5060",
                "sip:provider@192.0.2.1:5060",
                "sip:4930123456@192.0.2.1:5060",
                "sip:trunk-@192.0.2.1:5060",
                "sip:1002@192.0.2.1:5060"
            })
    void who_guesses_is_a_stranger(String uri) {
        registered(Proof.ADDRESS);
        calls(stranger, uri, "sip:1002@provider.example");
        assertThat(stranger.status()).as(trace()).isEqualTo(407);
        assertThat(started()).isEmpty();
    }

    @Test
    void the_contact_of_one_that_has_left_is_nobody_s() {
        String contact = registered(Proof.ADDRESS);
        home.exchange().register(List.of());
        home.settle();
        calls(stranger, contact, "sip:1002@provider.example");
        assertThat(stranger.status()).as(trace()).isEqualTo(407);
        assertThat(started()).isEmpty();
    }

    /** What a trunk has to prove besides stays. */
    @ParameterizedTest
    @CsvSource({"ADDRESS, 0", "ADDRESS_AND_PORT, 0", "TCP, 407", "DIGEST, 407"})
    void it_proves_no_more_than_the_address_would(Proof proof, int status) {
        calls(stranger, registered(proof), "sip:1002@provider.example");
        assertThat(stranger.status()).as(trace()).isEqualTo(status);
        assertThat(started()).hasSize(status == 0 ? 1 : 0);
    }

    // §26.3.2.1: who has read the Contact on its way could have us send sound to anybody, but for the ACK.
    @ParameterizedTest
    @CsvSource({"ADDRESS", "ADDRESS_AND_PORT"})
    void nobody_is_sent_sound_before_the_ack(Proof proof) {
        MediaPhone victim = home.media().phone(new InetSocketAddress("192.0.2.200", 9000));
        calls(stranger, registered(proof), "sip:1002@provider.example");
        bob.sendsEarlyMedia();
        bob.media().tone(Codec.PCMU, 440);
        bob.answers();
        home.passes(Duration.ofSeconds(5));
        assertThat(victim.packetsHeard()).as(trace()).isZero();
    }

    @Test
    void a_refused_call_tells_nobody_the_contact() {
        String contact = registered(Proof.ADDRESS);
        calls(stranger, contact, "sip:9%40elsewhere@provider.example");
        assertThat(stranger.status()).isEqualTo(404);
        String told = home.events().stream()
                .map(event -> event.what().toString())
                .toList()
                .toString();
        assertThat(told).contains("CallRefused").doesNotContain(contact.substring(4, 42));
    }
}
