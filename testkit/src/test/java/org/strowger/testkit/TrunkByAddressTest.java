package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
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
import org.strowger.call.Call;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.PlayOptions;
import org.strowger.call.Sound;
import org.strowger.directory.TrunkTrust;
import org.strowger.directory.TrunkTrust.Proof;
import org.strowger.media.memory.MediaPhone;
import org.strowger.sdp.Codec;

/**
 * Whoever sends a datagram writes the address that it comes from. Until the ACK shows that a trunk gets our answers,
 * nobody is sent sound for it (RFC 3261 §26.3.2.1).
 */
class TrunkByAddressTest {

    private static final String VICTIM = "192.0.2.77";

    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.always(TrunkByAddressTest::route));
    private WirePhone carrier;
    private ScriptedPhone bob;
    private MediaPhone victim;

    private static void route(Call call) {
        switch (call.number()) {
            case "55" -> {
                call.answer();
                call.play(List.of(Sound.tone("busy", "de")), PlayOptions.ONCE);
                call.echo();
            }
            case "56" -> call.play(List.of(Sound.tone("busy", "de")), PlayOptions.ONCE);
            default ->
                call.dial(new Destination.User(call.number()), DialOptions.DEFAULT.timeout(Duration.ofSeconds(20)));
        }
    }

    @BeforeEach
    void there_is_a_trunk() {
        bob = home.phone("1002").registers();
        carrier = new WirePhone(home, "4930", "192.0.2.66");
        home.trunkTo("carrier", new InetSocketAddress("192.0.2.66", 5060));
        victim = home.media().phone(new InetSocketAddress(InetAddress.ofLiteral(VICTIM), 4000));
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

    @ParameterizedTest
    @ValueSource(strings = {"55", "56", "1002"})
    void nobody_is_sent_sound_for_a_call_that_is_not_acknowledged(String number) {
        bob.sendsEarlyMedia();
        carrier.acknowledgesNothing().calls(number, carrier.sdpAt(VICTIM, "m=audio 4000 RTP/AVP 0"));
        bob.sendsEarlyMedia();
        bob.media().tone(Codec.PCMU, 440);
        home.passes(Duration.ofSeconds(5));
        bob.answers();
        home.passes(Duration.ofMinutes(1));
        assertThat(carrier.statuses()).as(trace()).contains("INVITE 200");
        assertThat(victim.packetsHeard()).as(trace()).isZero();
    }

    /** What it would have heard before is not cut off: it is said when it can be. */
    @ParameterizedTest
    @ValueSource(strings = {"55", "56"})
    void who_acknowledges_hears_all_from_the_beginning(String number) {
        carrier.calls(number, carrier.usual());
        home.passes(Duration.ofMillis(500));
        assertThat(carrier.media().packetsHeard()).as(trace()).isBetween(23L, 26L);
    }

    /**
     * Its password is that of the account of its name; a port can be guessed, and so proves nothing to whom sound may
     * go.
     */
    @ParameterizedTest
    @CsvSource({"DIGEST, true", "ADDRESS_AND_PORT, false", "ADDRESS, false"})
    void one_that_has_proved_more_than_an_address_hears_what_is_said_before_the_answer(Proof proof, boolean hears) {
        home.phone("4930");
        home.trunkTo("4930", new InetSocketAddress("192.0.2.66", 5060));
        home.trunkTo("carrier", new InetSocketAddress("192.0.2.67", 5060));
        home.trust("4930", new TrunkTrust(proof, Set.of(), Optional.empty()));
        carrier.calls("1002", carrier.usual());
        bob.sendsEarlyMedia();
        bob.media().tone(Codec.PCMU, 440);
        home.passes(Duration.ofSeconds(1));
        assertThat(carrier.host().received("SIP/2.0 183").size()).as(trace()).isEqualTo(hears ? 1 : 0);
        assertThat(carrier.media().packetsHeard() > 40).isEqualTo(hears);
        bob.answers();
        carrier.hangsUp();
    }

    @Test
    void what_rings_for_it_is_told_by_180_not_by_sound() {
        carrier.calls("1002", carrier.usual());
        bob.sendsEarlyMedia();
        assertThat(carrier.host().received("SIP/2.0 183")).as(trace()).isEmpty();
        assertThat(carrier.host().received("SIP/2.0 180")).isNotEmpty();
        bob.answers();
        bob.media().tone(Codec.PCMU, 440);
        home.passes(Duration.ofSeconds(1));
        assertThat(carrier.media().packetsHeard()).as(trace()).isGreaterThan(45);
        carrier.hangsUp();
    }
}
