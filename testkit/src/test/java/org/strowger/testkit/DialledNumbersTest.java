package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.event.RefusalCause;

/** Which number a URI stands for, however it is written, and that no way of writing it says where the call goes. */
class DialledNumbersTest {

    @TempDir
    Path folder;

    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private RawHost phone;
    private RawHost carrier;
    private RawHost gateway;
    private RawHost elsewhere;

    @BeforeEach
    void parties() throws IOException {
        home.phone("1001");
        home.phone("anna-maria");
        home.trunkTo("carrier", new InetSocketAddress("192.0.2.160", 5060));
        carrier = new RawHost(home, "192.0.2.160").answers("486 Busy");
        gateway = new RawHost(home, "192.0.2.161").answers("486 Busy");
        elsewhere = new RawHost(home, "192.0.2.177").answers("486 Busy");
        phone = new RawHost(home, "192.0.2.151").registers("1001", "Contact: <sip:1001@192.0.2.151>");
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            emergency('112') { reject 480 }
            route('100') { reject request.uri.contains('phone-context=+49') ? 485 : 488 }
            route('200') { reject 486 }
            route('201') { dial "sip:${caller.number()}@192.0.2.161" }
            route('anna-maria') { reject 486 }
            route('10-0') { reject 410 }
            route('1001') { dial user('1001') }
            route('+49X.') { dial trunk('carrier') }
            route(~/9(.*)/) { dial "sip:${number}@192.0.2.161" }
            """));
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private static String lastInvite(RawHost at) {
        return at.received("INVITE ").stream().reduce("", (_, last) -> last);
    }

    // RFC 3966 §3, §5.1.1; RFC 3261 §19.1.6: parameters and visual separators are no part of the number.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:+491234567@switch.example",
                "sip:+49-123-4567@switch.example",
                "sip:+49-123-4567@switch.example;user=phone",
                "sip:+49(123)45.67@switch.example;user=phone",
                "sip:+491234567;ext=55@switch.example",
                "sip:+491234567;isub=1;ext=5-5@switch.example;user=phone",
                "tel:+49-123-4567",
                "tel:+49-123-4567;ext=55",
                "sip:%2B49%2D1234567@switch.example"
            })
    void a_number_is_the_same_however_it_is_written(String uri) {
        phone.calls("1001", uri);
        assertThat(lastInvite(carrier)).as(trace()).startsWith("INVITE sip:+491234567@");
        assertThat(phone.status()).isEqualTo(486);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:100;phone-context=+49@switch.example;user=phone, 485",
        "tel:100;phone-context=+49, 485",
        "tel:1-0-0;phone-context=+49, 485",
        "sip:1-0-0@switch.example;user=phone, 488",
        "sip:100@switch.example, 488",
        "sip:anna-maria@switch.example, 486",
        "sip:anna-maria@switch.example;user=phone, 486",
        "sip:10-0@switch.example, 410",
        "tel:1-1-2, 480",
    })
    void a_plan_gets_the_number_and_may_ask_for_the_rest(String uri, int status) {
        phone.calls("1001", uri);
        assertThat(phone.status()).as(trace()).isEqualTo(status);
    }

    @Test
    void an_address_is_registered_by_its_number() {
        home.phone("+491001");
        RawHost host = new RawHost(home, "192.0.2.152");
        String party = "<sip:+49-1001;ext=1@switch.example;user=phone>";
        host.asksAs(
                "+491001",
                "+491001",
                "REGISTER",
                "sip:switch.example",
                party,
                party,
                "Contact: <sip:+491001@192.0.2.152>");
        assertThat(host.status()).as(trace()).isEqualTo(200);
        assertThat(home.contacts("+491001")).hasSize(1);
    }

    @Test
    void a_redirection_leads_to_the_number_of_its_contact() {
        phone.answers("302 Moved", "Contact: <sip:+49-123-4567;ext=5@elsewhere.example;user=phone>");
        new RawHost(home, "192.0.2.153").calls("anna-maria", "sip:1001@switch.example");
        assertThat(lastInvite(carrier)).as(trace()).startsWith("INVITE sip:+491234567@");
    }

    @Test
    void a_transfer_leads_to_the_number_that_it_names() {
        ScriptedPhone alice = home.phone("1042").registers();
        ScriptedPhone carol = home.phone("1043").registers();
        home.dialplan(plan("""
            route('1043') { dial user('1043') }
            route('+49X.') { dial trunk('carrier') }
            """));
        carol.ringsOut();
        alice.calls("1043");
        carol.answers();
        carol.transfersTo("+49-123-4567;ext=55");
        assertThat(lastInvite(carrier)).as(trace()).startsWith("INVITE sip:+491234567@");
    }

    private Path plan(String text) {
        try {
            return Files.writeString(folder.resolve("other.groovy"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    // §19.1.2: what can't stand in a user part as it is comes escaped, and a plan gets it unescaped.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9%40192.0.2.177%3Bx",
                "9%40192.0.2.177%3A5060%3Bx",
                "9%40192.0.2.177%3Fx",
                "9%3Fx",
                "9%3Bx",
                "9%3Cx",
                "9%0d%0aX",
                "9%00",
                "9%20x",
                "9%22",
                "9%2540192.0.2.177"
            })
    void what_would_lead_elsewhere_is_no_number(String user) {
        phone.calls("1001", "sip:" + user + "@switch.example");
        assertThat(phone.status()).as(trace()).isEqualTo(404);
        assertThat(elsewhere.received()).isEmpty();
        assertThat(gateway.received()).isEmpty();
        assertThat(home.figures().refusals()).containsEntry(RefusalCause.NUMBER, 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9123", "9%2A1%23", "9a/b", "9&=$,"})
    void what_leads_to_where_the_plan_says_is_one(String user) {
        phone.calls("1001", "sip:" + user + "@switch.example");
        assertThat(gateway.received("INVITE ")).as(trace()).isNotEmpty();
        assertThat(phone.status()).isEqualTo(486);
    }

    @Test
    void the_name_of_a_caller_says_no_host_either() {
        home.trunkTo("carrier", new InetSocketAddress("192.0.2.160", 5060));
        carrier.asks(
                "INVITE",
                "sip:201@switch.example",
                "<sip:9%40192.0.2.177%3Bx@carrier.example>",
                "<sip:201@switch.example>");
        assertThat(carrier.status()).as(trace()).isEqualTo(416);
        assertThat(elsewhere.received()).isEmpty();
        assertThat(gateway.received()).isEmpty();
    }
}
