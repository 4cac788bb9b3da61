package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.setup.CallLimits;
import org.strowger.directory.TrunkTrust;

/** What callees learn of a caller: which of its headers cross over to them, and who it says that it is. */
class BorderTest {

    /** Each makes somebody do something: answer by itself, go first, pay. */
    private static final List<String> ORDERS = List.of(
            "Alert-Info: <http://127.0.0.1/x>;info=alert-autoanswer;delay=0",
            "Call-Info: <sip:x@127.0.0.1>;answer-after=0",
            "Answer-Mode: Auto",
            "Resource-Priority: esnet.0",
            "Priority: emergency",
            "X-Bill-To: 4711",
            "x-anything: 1");

    @TempDir
    Path folder;

    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings()
                    .limits(CallLimits.DEFAULT.emergencyCallers(new CallLimits.EmergencyCallers.Anybody())),
            (_, _, _) -> Programs.program(_ -> {}));
    private RawHost phone;
    private RawHost other;
    private RawHost carrier;

    @BeforeEach
    void parties() throws IOException {
        home.phone("1001");
        home.phone("1002");
        home.trunkTo("carrier", new InetSocketAddress("192.0.2.60", 5060));
        phone = new RawHost(home, "192.0.2.51").registers("1001", "Contact: <sip:1001@192.0.2.51>");
        other = new RawHost(home, "192.0.2.52").registers("1002", "Contact: <sip:1002@192.0.2.52>");
        carrier = new RawHost(home, "192.0.2.60").answers("486 Busy");
        phone.answers("486 Busy");
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            emergency('112') { dial user('1001') }
            route('1001') { dial user('1001') }
            route('1002') { dial user('1002') }
            route('2001') { header 'X-Bill-To', 'plan'; dial user('1001') }
            route('3001') { callerId '+4930100'; dial user('1001') }
            route(~/\\+49(.+)/) { callerId '+4930100'; dial trunk('carrier') }
            """));
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private static String invite(RawHost at) {
        return at.received("INVITE ").stream().reduce("", (_, last) -> last);
    }

    private String fromTrunk(String number, String... lines) {
        carrier.asks(
                "INVITE",
                "sip:" + number + "@switch.example",
                "<sip:+4989@carrier.example>",
                "<sip:" + number + "@switch.example>",
                lines);
        return invite(phone);
    }

    private static void hasNone(String invite) {
        assertThat(invite).isNotEmpty();
        for (String order : ORDERS)
            assertThat(invite.toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain(
                            "\r\n" + order.substring(0, order.indexOf(':') + 1).toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void no_order_of_a_trunk_reaches_a_phone() {
        String invite = fromTrunk("1001", ORDERS.toArray(String[]::new));
        hasNone(invite);
    }

    @Test
    void no_order_of_a_phone_reaches_a_trunk() {
        phone.calls("1001", "sip:+4930123@switch.example", ORDERS.toArray(String[]::new));
        hasNone(invite(carrier));
    }

    @Test
    void no_order_of_a_stranger_reaches_anybody() {
        new RawHost(home, "192.0.2.77")
                .asks(
                        "INVITE",
                        "sip:112@switch.example",
                        "<sip:x@192.0.2.77>",
                        "<sip:112@switch.example>",
                        ORDERS.stream()
                                .filter(order -> !order.startsWith("Resource"))
                                .toArray(String[]::new));
        assertThat(invite(phone)).as("an emergency says so by itself").contains("Resource-Priority: esnet.0");
        hasNone(invite(phone).replace("Resource-Priority", ""));
    }

    @Test
    void no_order_of_a_trunk_reaches_a_phone_that_a_phone_forwards_to() {
        other.answers("302 Moved", "Contact: <sip:1001@switch.example>");
        fromTrunk("1002", ORDERS.toArray(String[]::new));
        hasNone(invite(phone));
    }

    @Test
    void phones_give_one_another_orders_but_none_to_the_network() {
        other.calls("1002", "sip:1001@switch.example", ORDERS.toArray(String[]::new));
        assertThat(invite(phone))
                .as(trace())
                .contains("alert-autoanswer", "Priority: emergency", "X-Bill-To: 4711")
                .doesNotContain("Resource-Priority");
    }

    @Test
    void what_a_trunk_is_trusted_with_crosses_over_in_both_directions() {
        home.trust(
                "carrier",
                new TrunkTrust(TrunkTrust.Proof.ADDRESS, Set.of("X-Bill-To", "Resource-Priority"), Optional.empty()));
        assertThat(fromTrunk("1001", ORDERS.toArray(String[]::new)))
                .as(trace())
                .contains("X-Bill-To: 4711", "Resource-Priority: esnet.0")
                .doesNotContain("Alert-Info", "Priority: emergency");
        phone.calls("1001", "sip:+4930123@switch.example", ORDERS.toArray(String[]::new));
        assertThat(invite(carrier)).contains("X-Bill-To: 4711").doesNotContain("Alert-Info");
    }

    @Test
    void what_the_plan_sets_goes_everywhere_and_what_harms_nobody_too() {
        assertThat(fromTrunk("2001", "X-Bill-To: 4711", "Subject: lunch", "User-to-User: 56a390f3;encoding=hex"))
                .as(trace())
                .contains("X-Bill-To: plan", "Subject: lunch", "User-to-User: 56a390f3")
                .doesNotContain("4711");
    }

    // RFC 3323 §4.1.1.3
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Anonymous\" <sip:anonymous@anonymous.invalid>",
                "<sip:anonymous@switch.example>",
                "<sip:c8oqz84zk7z@anonymous.invalid>"
            })
    void who_proves_to_be_an_account_needs_no_name_in_from(String from) {
        other.asksAs("1002", "1002", "INVITE", "sip:1001@switch.example", from, "<sip:1001@switch.example>");
        assertThat(invite(phone))
                .as(trace())
                .containsPattern("From: \"Anonymous\" <sip:anonymous@anonymous.invalid>")
                .doesNotContain("1002");
        assertThat(home.events().stream().map(Object::toString)).anyMatch(event -> event.contains("CallStarted"));
        other.forgets().asksAs("1002", "wrong", "INVITE", "sip:1001@switch.example", from, "<sip:1001@switch.example>");
        assertThat(other.status()).isEqualTo(403);
    }

    // RFC 3325 §9.3
    @ParameterizedTest
    @ValueSource(strings = {"Privacy: id", "Privacy: header;id", "Privacy: user;critical", "Privacy: ID"})
    void a_caller_that_wants_to_be_unknown_is_known_to_trunks_alone(String privacy) {
        other.calls("1002", "sip:3001@switch.example", privacy);
        assertThat(invite(phone))
                .as(trace())
                .containsPattern("From: \"Anonymous\" <sip:anonymous@anonymous.invalid>")
                .doesNotContain("1002", "+4930100", "P-Asserted-Identity");
        other.calls("1002", "sip:+4930123@switch.example", privacy);
        assertThat(invite(carrier))
                .containsPattern("From: \"Anonymous\" <sip:anonymous@anonymous.invalid>")
                .contains("Privacy: id", "P-Asserted-Identity: <sip:+4930100@switch.example>");
    }

    @Test
    void privacy_none_hides_nobody_and_an_emergency_neither() {
        other.calls("1002", "sip:1001@switch.example", "Privacy: none");
        assertThat(invite(phone)).as(trace()).containsPattern("From: <sip:1002@switch.example>");
        phone.forgets();
        other.calls("1002", "sip:112@switch.example", "Privacy: id");
        assertThat(invite(phone)).containsPattern("From: <sip:1002@switch.example>");
    }

    @Test
    void who_is_forwarded_stays_unknown() {
        other.answers("302 Moved", "Contact: <sip:1001@switch.example>");
        fromTrunk("1002", "Privacy: id");
        assertThat(invite(phone))
                .as(trace())
                .containsPattern("From: \"Anonymous\" <sip:anonymous@anonymous.invalid>")
                .doesNotContain("+4989");
    }
}
