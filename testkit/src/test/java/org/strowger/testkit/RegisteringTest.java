package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.call.event.RegistrationEvent;
import org.strowger.call.setup.SoundSettings;

/** What a REGISTER may ask for, from its octets on (RFC 3261 §10.3). An account of these tests keeps three contacts. */
class RegisteringTest {

    @TempDir
    Path folder;

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());

    private String trace() {
        return String.join("\n", home.trace());
    }

    // §10.3: step 1, the Request-URI names a domain that we are the registrar of; step 5, To an address in it.
    @ParameterizedTest
    @CsvSource({
        "sip:switch.example, sip:1003@switch.example, 200",
        "sip:SWITCH.example, sip:1003@192.0.2.1, 200",
        "sip:192.0.2.1:5060, sip:1003@switch.example, 200",
        "sip:switch.example, sip:1003@evil.example, 404",
        "sip:192.0.2.77, sip:1003@192.0.2.77, 404",
        "tel:1003, sip:1003@switch.example, 404",
    })
    void only_addresses_of_our_domains_are_registered(String uri, String aor, int status) {
        home.phone("1003");
        RawHost host = new RawHost(home, "192.0.2.50");
        String party = "<" + aor + ">";
        host.asksAs("1003", "1003", "REGISTER", uri, party, party, "Contact: <sip:1003@192.0.2.50>");
        assertThat(host.status()).as(trace()).isEqualTo(status);
        assertThat(home.contacts("1003")).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void a_request_for_another_domain_registers_nobody() {
        home.phone("1003");
        RawHost host = new RawHost(home, "192.0.2.50");
        String party = "<sip:1003@switch.example>";
        host.asksAs("1003", "1003", "REGISTER", "sip:evil.example", party, party, "Contact: <sip:1003@192.0.2.50>");
        assertThat(host.received("SIP/2.0 2")).as(trace()).isEmpty();
        assertThat(home.contacts("1003")).isEmpty();
    }

    // §19.1.4: host and scheme don't care for case, escaped letters are letters, the order of parameters is no matter.
    @Test
    void contacts_that_are_one_uri_are_one_binding() {
        home.phone("1003");
        RawHost host = new RawHost(home, "192.0.2.50");
        host.registers(
                "1003",
                "Contact: <sip:1003@phone.example;transport=udp;x=1>,<sip:1003@PHONE.example;x=1;transport=UDP>",
                "Contact: <sip:1003@phone.example;transport=udp;x=1>;q=0.5");
        assertThat(home.contacts("1003")).as(trace()).hasSize(1);
        host.answers("486 Busy").forgets();
        home.phone("1001").calls("1003");
        assertThat(host.received("INVITE ")).hasSize(1);
    }

    @Test
    void more_contacts_than_are_kept_are_refused_before_anybody_is_told() throws IOException {
        VirtualSwitch lamps = new VirtualSwitch(1, settingsWithAMessage("1003"), Programs.dialUsers());
        lamps.phone("1003");
        RawHost host = new RawHost(lamps, "192.0.2.50");
        String[] many = IntStream.range(0, 40)
                .mapToObj(i -> "<sip:1003@192.0.2.50:" + (2000 + i) + ">")
                .gather(Gatherers.windowFixed(10))
                .map(line -> "Contact: " + String.join(",", line))
                .toArray(String[]::new);
        host.registers("1003", many);
        lamps.passes(Duration.ofSeconds(40));
        assertThat(host.status()).isEqualTo(403);
        assertThat(lamps.contacts("1003")).isEmpty();
        assertThat(lamps.trace()).noneMatch(line -> line.contains("NOTIFY"));
        assertThat(lamps.events().stream().filter(event -> event.what() instanceof RegistrationEvent.Registered))
                .isEmpty();
        // As many as are kept are told.
        host.registers("1003", "Contact: <sip:a@192.0.2.50>,<sip:b@192.0.2.50>,<sip:c@192.0.2.50>");
        lamps.passes(Duration.ofMillis(100));
        assertThat(host.status()).isEqualTo(200);
        assertThat(host.received("NOTIFY ")).hasSize(3);
        lamps.close();
    }

    @Test
    void all_that_are_kept_may_be_replaced_in_one_register() {
        home.phone("1003");
        RawHost host = new RawHost(home, "192.0.2.50");
        host.registers("1003", "Contact: <sip:a@192.0.2.50>,<sip:b@192.0.2.50>,<sip:c@192.0.2.50>");
        host.registers(
                "1003",
                "Contact: <sip:a@192.0.2.50>;expires=0,<sip:b@192.0.2.50>;expires=0,<sip:c@192.0.2.50>;expires=0",
                "Contact: <sip:d@192.0.2.50>,<sip:e@192.0.2.50>,<sip:f@192.0.2.50>");
        assertThat(home.contacts("1003"))
                .as(trace())
                .containsExactlyInAnyOrder("sip:d@192.0.2.50", "sip:e@192.0.2.50", "sip:f@192.0.2.50");
    }

    private org.strowger.call.setup.ExchangeSettings settingsWithAMessage(String box) throws IOException {
        Path fresh =
                Files.createDirectories(folder.resolve("voicemail").resolve(box).resolve("new"));
        Files.write(fresh.resolve("1767261600000-2000-1002-a.wav"), new byte[44]);
        return VirtualSwitch.usualSettings().sound(SoundSettings.below(folder));
    }
}
