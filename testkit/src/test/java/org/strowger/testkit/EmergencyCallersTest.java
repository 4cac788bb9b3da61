package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.RefusalCause;
import org.strowger.call.setup.CallLimits;
import org.strowger.call.setup.CallLimits.EmergencyCallers;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.directory.Networks;
import org.strowger.directory.Quota;
import org.strowger.sip.source.SourceCause;
import org.strowger.sip.source.SourceSettings;

/**
 * Who gets through to an emergency number: those whom the switch knows, past every limit, and nobody who only knows its
 * address.
 */
class EmergencyCallersTest {

    private static final CallLimits LIMITS = CallLimits.DEFAULT
            .emergencies(3)
            .emergencyCallers(new EmergencyCallers.Known(
                    new Networks(List.of(new Networks.Network(InetAddress.ofLiteral("198.51.100.0"), 24)))))
            .quotas(new Quota(1, 1), new Quota(1, 1), new Quota(1, 1));

    @TempDir
    Path folder;

    private VirtualSwitch home = with(LIMITS);
    private ScriptedPhone center = home.trunk("psap");

    private static VirtualSwitch with(CallLimits limits) {
        return with(VirtualSwitch.usualSettings().limits(limits));
    }

    private static VirtualSwitch with(ExchangeSettings settings) {
        return new VirtualSwitch(1, settings, (_, _, _) -> Programs.program(_ -> {}));
    }

    private void plan() throws IOException {
        home.phone("1001");
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            emergency('112') { dial trunk('psap'), timeout: 1.minute }
            route('1001') { dial user('1001'), timeout: 1.minute }
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

    private static RawHost dialsForHelp(RawHost host) {
        return host.asks("INVITE", "sip:112@switch.example", "<sip:4711@192.0.2.50>", "<sip:112@switch.example>");
    }

    @Test
    void a_stranger_is_asked_who_he_is() throws IOException {
        plan();
        RawHost stranger = dialsForHelp(new RawHost(home, "192.0.2.50"));
        assertThat(stranger.status()).as(trace()).isEqualTo(407);
        assertThat(center.story()).isEmpty();
        // With the password of an account he is none.
        stranger.calls("1001", "sip:112@switch.example");
        assertThat(center.isRinging()).as(trace()).isTrue();
    }

    @Test
    void a_registered_phone_and_all_behind_its_address_get_through_without_a_password() throws IOException {
        plan();
        new RawHost(home, "192.0.2.50").registers("1001", "Contact: <sip:1001@192.0.2.50>", "Expires: 600");
        dialsForHelp(new RawHost(home, "192.0.2.50", 6000));
        assertThat(center.isRinging()).as(trace()).isTrue();
        home.passes(Duration.ofMinutes(11));
        assertThat(dialsForHelp(new RawHost(home, "192.0.2.50", 6001)).status())
                .as("when the registration has expired")
                .isEqualTo(407);
    }

    // RFC 3891 §3: who replaces must have proved who he is, and who calls for help need not
    @Test
    void a_call_for_help_replaces_nobody_whatever_it_names() throws IOException {
        plan();
        new RawHost(home, "198.51.100.7")
                .asks(
                        "INVITE",
                        "sip:112@switch.example",
                        "<sip:4711@198.51.100.7>",
                        "<sip:112@switch.example>",
                        "Replaces: nobody;to-tag=1;from-tag=2");
        assertThat(center.isRinging()).as(trace()).isTrue();
    }

    @Test
    void a_network_of_the_configuration_gets_through() throws IOException {
        plan();
        dialsForHelp(new RawHost(home, "198.51.100.77"));
        assertThat(center.isRinging()).as(trace()).isTrue();
    }

    @Test
    void anybody_gets_through_where_the_configuration_says_so() throws IOException {
        home.close();
        home = with(LIMITS.emergencyCallers(new EmergencyCallers.Anybody()));
        center = home.trunk("psap");
        plan();
        dialsForHelp(new RawHost(home, "192.0.2.50"));
        assertThat(center.isRinging()).as(trace()).isTrue();
    }

    @Test
    void a_call_for_help_waits_for_no_turn_of_its_account() throws IOException {
        home.close();
        home = with(VirtualSwitch.usualSettings().limits(LIMITS).sources(SourceSettings.DEFAULT));
        center = home.trunk("psap");
        plan();
        RawHost phone = new RawHost(home, "192.0.2.51")
                .registers("1001", "Contact: <sip:1001@192.0.2.51>")
                .forgets();
        int sent = 60;
        for (int i = 0; i < sent; i++)
            phone.asks("OPTIONS", "sip:switch.example", "<sip:1001@switch.example>", "<sip:switch.example>");
        assertThat(phone.received("SIP/2.0 200")).as("the others wait").hasSizeLessThan(sent);
        dialsForHelp(phone);
        assertThat(center.isRinging()).as(trace()).isTrue();
    }

    @Test
    void a_flood_of_calls_for_help_is_dropped_and_keeps_no_neighbour_from_one() throws IOException {
        plan();
        RawHost flood = new RawHost(home, "192.0.2.51")
                .registers("1001", "Contact: <sip:1001@192.0.2.51>")
                .forgets();
        int sent = 1_000;
        for (int i = 0; i < sent; i++) dialsForHelp(flood);
        int dropped = (int) home.exchange().sources().figures().of(SourceCause.BUDGET);
        long answered = flood.received("SIP/2.0 ").stream()
                .map(text -> SipText.header(text, "Call-ID").orElseThrow())
                .distinct()
                .count();
        // Two seconds' worth of an account's requests, and of calls for help beyond them.
        assertThat(answered).isBetween(790L, 820L);
        assertThat(dropped).isGreaterThanOrEqualTo((int) (sent - answered));
        RawHost neighbour = dialsForHelp(new RawHost(home, "192.0.2.51", 6000));
        assertThat(neighbour.received("SIP/2.0 ")).isNotEmpty();
    }

    @Test
    void emergencies_pass_the_limits_of_all_others_and_have_one_of_their_own() throws IOException {
        home.trunkTo("psap", new java.net.InetSocketAddress("192.0.2.60", 5060));
        plan();
        RawHost all = new RawHost(home, "192.0.2.60").answers("180 Ringing");
        RawHost callee = new RawHost(home, "192.0.2.51").registers("1001", "Contact: <sip:1001@192.0.2.51>");
        callee.calls("1001", "sip:1001@switch.example");
        home.passes(Duration.ofSeconds(2));
        callee.forgets().calls("1001", "sip:1001@switch.example");
        assertThat(callee.status()).as("the account is full").isEqualTo(486);
        for (int i = 0; i < 3; i++) dialsForHelp(callee);
        assertThat(all.received("INVITE ")).as(trace()).hasSize(3);
        assertThat(home.figures().calls()).isEqualTo(4);
        dialsForHelp(callee);
        assertThat(callee.status()).isEqualTo(503);
        assertThat(home.figures().refusals())
                .containsEntry(RefusalCause.EMERGENCIES, 1L)
                .containsEntry(RefusalCause.ACCOUNT_CALLS, 1L);
    }
}
