package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.event.RefusalCause;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.directory.Networks;
import org.strowger.directory.RegistrarSettings;

/**
 * A call leaves only by what the dialplan dials: no redirection, contact or path of a phone leads around it, and none
 * makes a call without end.
 */
class AroundThePlanTest {

    private static final String OWN_NETWORK = "198.51.100.0/24";

    @TempDir
    Path folder;

    private final VirtualSwitch home = new VirtualSwitch(1, settings(), (_, _, _) -> Programs.program(_ -> {}));
    private final ScriptedPhone alice = home.phone("1042").registers();
    private final ScriptedPhone carol = home.phone("1001");
    private final ScriptedPhone dave = home.phone("1002");
    private final ScriptedPhone carrier = home.trunk("carrier");

    private static ExchangeSettings settings() {
        Networks own = new Networks(List.of(Networks.Network.parse(OWN_NETWORK)));
        var usual = VirtualSwitch.usualSettings();
        var registrar = usual.registrar();
        return usual.registrar(new RegistrarSettings(
                registrar.minimum(), registrar.usual(), registrar.maximum(), own, own, registrar.keepAlive()));
    }

    @BeforeEach
    void plan() throws IOException {
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            route('1XXX') { dial user(number), timeout: 20.seconds }
            route(~/\\+49(.+)/) { dial trunk('carrier'), timeout: 20.seconds }
            route('8XXX') { dial firstToAnswer(user('1001'), user('1002')), timeout: 20.seconds }
            route('7') { dial "sip:x@elsewhere.example", timeout: 20.seconds }
            """));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private RawHost registered(String user, String address) {
        return new RawHost(home, address).registers(user, "Contact: <sip:" + user + "@" + address + ">");
    }

    private long refused(RefusalCause cause) {
        return home.figures().refusals().getOrDefault(cause, 0L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<sip:+881600000@192.0.2.77>",
                "<sip:+881600000@192.0.2.77;transport=tcp>",
                "<sip:+881600000@switch.example;maddr=192.0.2.77>",
                "<sip:+881600000@192.0.2.1:7777;maddr=192.0.2.77>",
                "<sip:192.0.2.77>",
                "<sips:+881600000@192.0.2.77>",
                "<tel:+881600000>"
            })
    void a_redirection_goes_through_the_plan_and_nowhere_else(String contact) {
        registered("1001", "192.0.2.50").answers("302 Moved", "Contact: " + contact);
        RawHost victim = new RawHost(home, "192.0.2.77");
        alice.calls("1001");
        assertThat(victim.received()).as(trace()).isEmpty();
        assertThat(carrier.story()).isEmpty();
        assertThat(home.events().stream().map(Object::toString)).noneMatch(event -> event.contains("192.0.2.77"));
        assertThat(alice.lastStatus()).as(trace()).isGreaterThanOrEqualTo(400);
    }

    @Test
    void a_redirection_to_a_number_elsewhere_is_dialled_by_who_redirects() {
        registered("1001", "192.0.2.50").answers("302 Moved", "Contact: <sip:+4930123@192.0.2.77>");
        alice.calls("1001");
        assertThat(carrier.isRinging()).as(trace()).isTrue();
        assertThat(carrier.lastInvite()).contains("INVITE sip:+4930123@");
        alice.hangsUp();
    }

    /** The 20 s are the caller's, however often the call is sent on. */
    @Test
    void a_redirection_takes_over_what_is_left_of_the_time_to_ring() {
        RawHost slow = registered("1001", "192.0.2.50");
        alice.calls("1001");
        String invite = slow.received("INVITE ").getFirst();
        slow.sends(RawHost.response(invite, "180 Ringing"));
        home.passes(Duration.ofSeconds(15));
        slow.sends(RawHost.response(invite, "302 Moved", "Contact: <sip:+4930123@switch.example>"));
        assertThat(carrier.isRinging()).as(trace()).isTrue();
        home.passes(Duration.ofSeconds(4));
        assertThat(carrier.isRinging()).isTrue();
        home.passes(Duration.ofSeconds(2));
        assertThat(carrier.isRinging()).as(trace()).isFalse();
        assertThat(alice.lastStatus()).isEqualTo(480);
    }

    @Test
    void who_has_no_rights_here_sends_nobody_on() {
        ScriptedPhone elsewhere = home.host("elsewhere.example");
        elsewhere.redirectsTo("sip:1042@switch.example");
        carol.calls("7");
        assertThat(refused(RefusalCause.ELSEWHERE)).as(trace()).isEqualTo(1);
        assertThat(alice.story()).doesNotContain("rings for 1001");
    }

    // RFC 3581: where a contact can't be reached as it is written, it is reached the way it came.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:+881600000@carrier.example",
                "sip:+881600000@192.0.2.50;maddr=192.0.2.77",
                "sip:+881600000@192.0.2.77",
                "sip:+881600000@192.0.2.77;transport=tcp",
                "sip:+881600000@0192.0.2.77",
                "sip:+881600000@0xc000024d"
            })
    void a_contact_leads_only_to_where_it_was_registered_from(String contact) {
        RawHost own = new RawHost(home, "192.0.2.50");
        RawHost victim = new RawHost(home, "192.0.2.77");
        ScriptedPhone named = home.host("carrier.example");
        own.registers("1001", "Contact: <" + contact + ">").answers("486 Busy");
        assertThat(own.status()).isEqualTo(200);
        alice.calls("1001");
        assertThat(own.received("INVITE ")).as(trace()).hasSize(1);
        assertThat(victim.received()).isEmpty();
        assertThat(named.story()).isEmpty();
    }

    @Test
    void a_contact_leads_into_a_network_that_the_configuration_names() {
        RawHost far = new RawHost(home, "198.51.100.9", 5090).answers("486 Busy");
        new RawHost(home, "192.0.2.50").registers("1001", "Contact: <sip:1001@198.51.100.9:5090>");
        alice.calls("1001");
        assertThat(far.received("INVITE ")).as(trace()).hasSize(1);
    }

    @Test
    void a_path_is_taken_from_a_proxy_that_the_configuration_names_and_from_nobody_else() {
        String[] lines = {"Contact: <sip:1001@192.0.2.50>", "Supported: path", "Path: <sip:192.0.2.77;lr>"};
        RawHost victim = new RawHost(home, "192.0.2.77").answers("486 Busy");
        RawHost own = new RawHost(home, "192.0.2.50").registers("1001", lines);
        assertThat(own.status()).as(trace()).isEqualTo(403);
        alice.calls("1001");
        assertThat(victim.received()).isEmpty();
        RawHost proxy = new RawHost(home, "198.51.100.2").registers("1001", lines);
        assertThat(proxy.last()).contains("SIP/2.0 200").containsPattern("Path: <sip:192.0.2.77;lr>");
        alice.calls("1001");
        assertThat(victim.received("INVITE ")).as(trace()).hasSize(1);
    }

    // RFC 3261 §22.1: a Call-ID proves nothing; it is in events and logs
    @Test
    void who_knows_the_call_id_of_a_redirected_call_has_not_the_rights_of_who_redirected_it() {
        RawHost own = new RawHost(home, "192.0.2.50").registers("1001", "Contact: <sip:a@192.0.2.50>");
        own.answers("302 Moved", "Contact: <sip:1002@switch.example>");
        dave.registers().ringsOut();
        alice.calls("1001");
        assertThat(dave.isRinging()).as(trace()).isTrue();
        List<String> known = home.events().stream()
                .map(event -> event.what())
                .filter(org.strowger.call.event.LegEvent.LegCalled.class::isInstance)
                .map(what -> ((org.strowger.call.event.LegEvent.LegCalled) what).callId())
                .toList();
        RawHost stranger = new RawHost(home, "192.0.2.20");
        for (String callId : known) {
            stranger.invites("sip:1042@switch.example", callId);
            assertThat(stranger.last()).as(trace()).startsWith("SIP/2.0 407");
        }
        assertThat(known).hasSizeGreaterThanOrEqualTo(2);
        alice.hangsUp();
    }

    // RFC 5393 §3: two such forks made 2^70 messages.
    @Test
    void many_contacts_that_all_send_the_call_back_make_one_more_call_and_no_loop() {
        RawHost own = new RawHost(home, "192.0.2.50")
                .registers("1001", "Contact: <sip:a@192.0.2.50>,<sip:b@192.0.2.50>,<sip:c@192.0.2.50>");
        int[] n = {0};
        own.reacts(text -> text.startsWith("INVITE ")
                ? Optional.of(
                        RawHost.response(text, "302 Moved", "Contact: <sip:1001@switch.example;x=" + ++n[0] + ">"))
                : Optional.empty());
        alice.calls("1001");
        home.passes(Duration.ofSeconds(20));
        assertThat(own.received("INVITE ")).as(trace()).hasSize(6);
        assertThat(alice.lastStatus()).isEqualTo(482);
        assertThat(refused(RefusalCause.LOOP)).isEqualTo(1);
        assertThat(home.figures().callsStarted()).isEqualTo(2);
    }

    @Test
    void a_call_that_is_sent_on_to_ever_other_numbers_has_its_turns_and_no_more() {
        int[] n = {0};
        for (ScriptedPhone phone : List.of(carol, dave)) {
            String user = phone.number();
            String address = "192.0.2.5" + user.charAt(3);
            RawHost own = new RawHost(home, address)
                    .registers(
                            user, "Contact: <sip:a@" + address + ">,<sip:b@" + address + ">,<sip:c@" + address + ">");
            own.reacts(text -> text.startsWith("INVITE ")
                    ? Optional.of(RawHost.response(
                            text,
                            "302 Moved",
                            "Contact: <sip:" + (8000 + ++n[0] % 1000) + "@switch.example>,<sip:"
                                    + (8000 + ++n[0] % 1000) + "@switch.example>"))
                    : Optional.empty());
        }
        alice.calls("8999");
        home.passes(Duration.ofSeconds(5));
        assertThat(home.figures().callsStarted()).as(trace()).isLessThanOrEqualTo(11);
        assertThat(n[0]).as("INVITEs to the phones, two contacts each").isLessThanOrEqualTo(2 * 11 * 6);
        assertThat(refused(RefusalCause.TURNS)).isPositive();
        assertThat(home.events().stream()
                        .filter(event -> event.what() instanceof org.strowger.call.event.LegEvent.LegRefused))
                .hasSizeLessThanOrEqualTo(10);
        alice.hangsUp();
    }

    @Test
    void a_call_has_as_many_legs_at_once_as_it_may() throws IOException {
        for (int i = 0; i < 60; i++) {
            String address = "192.0.2." + (100 + i);
            String user = Integer.toString(2000 + i);
            home.phone(user);
            new RawHost(home, address).registers(user, "Contact: <sip:a@" + address + ">,<sip:b@" + address + ">");
        }
        home.dialplan(Files.writeString(folder.resolve("wide.groovy"), """
            route('1XXX') { dial firstToAnswer((2000..2059).collect { user("$it") }), timeout: 20.seconds }
            """));
        alice.calls("1001");
        assertThat(home.figures().legs()).as(trace()).isEqualTo(101);
        assertThat(refused(RefusalCause.LEGS)).isEqualTo(20);
        alice.hangsUp();
    }
}
