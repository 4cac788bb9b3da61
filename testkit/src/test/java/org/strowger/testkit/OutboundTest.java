package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.directory.Networks;
import org.strowger.directory.RegistrarSettings;
import org.strowger.directory.RegistrarSettings.KeepAlive;

/** Phones that register each of their flows (RFC 5626), from octets. */
class OutboundTest {

    private static final String DEVICE = "+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF>\"";
    private static final String OTHER_DEVICE = "+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-000000000001>\"";
    private static final String SUPPORTED = "Supported: path, outbound";

    private final VirtualSwitch home = home();

    OutboundTest() {
        home.phone("1001");
        home.phone("1003");
    }

    private static VirtualSwitch home() {
        ExchangeSettings usual = VirtualSwitch.usualSettings();
        RegistrarSettings registrar = usual.registrar();
        Networks proxies = new Networks(List.of(new Networks.Network(InetAddress.ofLiteral("192.0.2.200"), 32)));
        return new VirtualSwitch(
                1,
                usual.registrar(new RegistrarSettings(
                        registrar.minimum(),
                        registrar.usual(),
                        registrar.maximum(),
                        Networks.NONE,
                        proxies,
                        KeepAlive.OFF)),
                Programs.dialUsers());
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private static String contact(String at, String device, int flow) {
        return "Contact: <sip:1003@" + at + ">;" + device + ";reg-id=" + flow;
    }

    private RawHost flow(String address, int number) {
        return new RawHost(home, address).registers("1003", SUPPORTED, contact("10.0.0.5", DEVICE, number));
    }

    private void called() {
        WirePhone caller = new WirePhone(home, "1001", "192.0.2.60").registers();
        caller.calls("1003", caller.usual());
    }

    // RFC 5626 §6: the registrar says so by Require; §5.4: Flow-Timer is how often the phone is to speak.
    @Test
    void a_flow_is_promised_and_listed_as_it_was_registered() {
        RawHost phone = flow("192.0.2.50", 1);
        assertThat(phone.last())
                .startsWith("SIP/2.0 200")
                .contains("\r\nRequire: outbound\r\n", "\r\nFlow-Timer: 29\r\n")
                .contains(";reg-id=1", "urn:uuid:00000000-0000-1000-8000-AABBCCDDEEFF");
        RawHost connected =
                RawHost.connected(home, "192.0.2.51").registers("1003", SUPPORTED, contact("10.0.0.5", DEVICE, 2));
        assertThat(connected.last()).contains("\r\nFlow-Timer: 120\r\n");
        assertThat(home.contacts("1003")).as(trace()).hasSize(2);
    }

    // RFC 5626 §6: who says nothing of outbound, or not which device he is, registers as ever.
    @ParameterizedTest
    @CsvSource({
        "Supported: path, +sip.instance=\"<urn:x>\";reg-id=1",
        "Supported: outbound, reg-id=1",
        "Supported: outbound, +sip.instance=\"<urn:x>\"",
        "Supported: outbound, +sip.instance=\"<urn:x>\";reg-id=0",
        "Supported: outbound, +sip.instance=\"<urn:x>\";reg-id=-1",
        "Supported: outbound, +sip.instance=\"<>\";reg-id=1",
        "Supported: outbound, +sip.instance=\"<urn:x>\";reg-id=99999999999999999999",
    })
    void others_register_as_ever(String supported, String parameters) {
        RawHost phone = new RawHost(home, "192.0.2.50")
                .registers("1003", supported, "Contact: <sip:1003@192.0.2.50>;" + parameters);
        assertThat(phone.last()).startsWith("SIP/2.0 200").doesNotContain("Require:", "Flow-Timer:");
        assertThat(home.bindings("1003"))
                .hasSize(1)
                .allMatch(binding -> binding.outbound().isEmpty());
    }

    // RFC 5626 §6: the binding is that of the instance and the number, whatever the contact is called now.
    @Test
    void a_phone_that_comes_back_takes_the_place_of_its_flow() {
        flow("192.0.2.50", 1);
        new RawHost(home, "192.0.2.51").registers("1003", SUPPORTED, contact("10.7.7.7:1234", DEVICE, 1));
        assertThat(home.contacts("1003")).as(trace()).containsExactly("sip:1003@10.7.7.7:1234");
        RawHost phone = new RawHost(home, "192.0.2.52");
        phone.registers("1003", SUPPORTED, contact("10.7.7.7:1234", OTHER_DEVICE, 1));
        assertThat(home.contacts("1003")).hasSize(2);
        phone.registers("1003", SUPPORTED, contact("10.7.7.7:1234", OTHER_DEVICE, 1) + ";expires=0");
        assertThat(home.bindings("1003"))
                .singleElement()
                .matches(binding -> binding.outbound().orElseThrow().instance().endsWith("aabbccddeeff"));
    }

    @Test
    void one_register_is_about_one_flow() {
        RawHost phone = new RawHost(home, "192.0.2.50")
                .registers("1003", SUPPORTED, contact("10.0.0.5", DEVICE, 1), contact("10.0.0.6", DEVICE, 2));
        assertThat(phone.status()).isEqualTo(400);
        assertThat(home.contacts("1003")).isEmpty();
    }

    // RFC 5626 §6: flows of one instance are tried one after the other, never at once.
    @Test
    void one_flow_rings_and_the_other_only_if_that_leads_nowhere() {
        RawHost first = flow("192.0.2.50", 1).answers("486 Busy Here");
        home.passes(Duration.ofSeconds(1));
        RawHost second = flow("192.0.2.51", 2).answers("430 Flow Failed");
        called();
        assertThat(second.received("INVITE ")).as(trace()).hasSize(1);
        assertThat(first.received("INVITE ")).as(trace()).hasSize(1);
    }

    @Test
    void who_is_busy_by_one_flow_is_busy() {
        RawHost first = flow("192.0.2.50", 1);
        home.passes(Duration.ofSeconds(1));
        RawHost second = flow("192.0.2.51", 2).answers("486 Busy Here");
        called();
        assertThat(second.received("INVITE ")).as(trace()).hasSize(1);
        assertThat(first.received("INVITE ")).as(trace()).isEmpty();
    }

    @Test
    void other_devices_ring_at_once() {
        RawHost one = flow("192.0.2.50", 1).answers("486 Busy Here");
        RawHost other = new RawHost(home, "192.0.2.52")
                .registers("1003", SUPPORTED, contact("10.0.0.9", OTHER_DEVICE, 1))
                .answers("486 Busy Here");
        called();
        assertThat(one.received("INVITE ")).as(trace()).hasSize(1);
        assertThat(other.received("INVITE ")).as(trace()).hasSize(1);
    }

    // RFC 5626 §5.3: a flow that is a connection ends with it, and nobody but the phone can open it again.
    @Test
    void a_connection_that_is_gone_is_passed_over_at_once() {
        RawHost datagrams = flow("192.0.2.50", 2).answers("486 Busy Here");
        home.passes(Duration.ofSeconds(1));
        RawHost connected = RawHost.connected(home, "192.0.2.51")
                .registers("1003", SUPPORTED, contact("10.0.0.5", DEVICE, 1))
                .answers("486 Busy Here");
        connected.disconnects();
        called();
        assertThat(connected.received("INVITE ")).as(trace()).isEmpty();
        assertThat(datagrams.received("INVITE ")).as(trace()).hasSize(1);
    }

    @Test
    void a_connection_is_the_way_whatever_the_contact_says() {
        RawHost connected = RawHost.connected(home, "192.0.2.51")
                .registers("1003", SUPPORTED, contact("192.0.2.51:9", DEVICE, 1))
                .answers("486 Busy Here");
        called();
        assertThat(connected.received("INVITE sip:1003@192.0.2.51:9 "))
                .as(trace())
                .hasSize(1);
    }

    // RFC 5626 §11.6: the proxy that is nearest to the phone has to keep the flow, and says so by ob.
    @ParameterizedTest
    @CsvSource({"<sip:edge@192.0.2.200;lr;ob>, 200", "<sip:edge@192.0.2.200;lr>, 439"})
    void a_proxy_between_keeps_the_flow_or_there_is_none(String path, int status) {
        RawHost edge = new RawHost(home, "192.0.2.200")
                .registers("1003", SUPPORTED, "Path: " + path, contact("10.0.0.5", DEVICE, 1))
                .answers("486 Busy Here");
        assertThat(edge.status()).as(trace()).isEqualTo(status);
        called();
        List<String> invites = edge.received("INVITE ");
        assertThat(invites).hasSize(status == 200 ? 1 : 0);
        assertThat(invites)
                .allMatch(
                        invite -> SipText.header(invite, "Route").orElseThrow().contains("ob"));
    }

    // RFC 5626 §4.3: a Contact with ob asks for the flow in the dialog, where the phone has not asked for rport.
    @Test
    void a_caller_that_asks_for_its_flow_is_hung_up_there() {
        WirePhone caller = new WirePhone(home, "1001", "192.0.2.60").saysItIsAt("192.0.2.60:7777;ob");
        WirePhone callee = new WirePhone(home, "1003", "192.0.2.61").registers();
        callee.answersWith(callee.usual());
        caller.calls("1003", caller.usual());
        callee.hangsUp();
        assertThat(caller.isOver()).as(trace()).isTrue();
    }
}
