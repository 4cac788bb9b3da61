package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.call.event.DeviceState.BUSY;
import static org.strowger.call.event.DeviceState.IDLE;
import static org.strowger.call.event.DeviceState.OFFLINE;
import static org.strowger.call.event.DeviceState.RINGING;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.strowger.call.event.DeviceEvent.DeviceChanged;
import org.strowger.call.event.DeviceState;
import org.strowger.call.event.RegistrationEvent;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.directory.RegistrarSettings;
import org.strowger.directory.RegistrarSettings.DeviceEvents;
import org.strowger.directory.RegistrarSettings.KeepAlive;
import org.strowger.directory.RegistrarSettings.KeepAlive.Whom;

/** What the phones of accounts do, by what they send and are sent. */
class DeviceStatesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private VirtualSwitch home = aSwitch(DeviceEvents.ON, KeepAlive.OFF);

    private static VirtualSwitch aSwitch(DeviceEvents events, KeepAlive keepAlive) {
        ExchangeSettings usual = VirtualSwitch.usualSettings();
        RegistrarSettings registrar = usual.registrar().withDeviceEvents(events).withKeepAlive(keepAlive);
        return new VirtualSwitch(1, usual.registrar(registrar), Programs.dialUsers());
    }

    private void homeWith(DeviceEvents events, KeepAlive keepAlive) {
        home.close();
        home = aSwitch(events, keepAlive);
    }

    @AfterEach
    void nothing_is_left_behind() {
        home.passes(Duration.ofHours(2));
        Leftovers.none(home);
        assertThat(home.exchange().devices()).isEmpty();
        home.close();
    }

    private DeviceState state(String account) {
        return home.exchange().device(account);
    }

    private List<DeviceState> told(String account) {
        return home.events().stream()
                .map(one -> one.what())
                .filter(DeviceChanged.class::isInstance)
                .map(DeviceChanged.class::cast)
                .filter(one -> one.account().equals(account))
                .map(DeviceChanged::state)
                .toList();
    }

    @Test
    void a_call_is_told_by_each_change_once_and_by_no_more() {
        ScriptedPhone ada = home.phone("1001").registers();
        ScriptedPhone bertrand = home.phone("1002").registers();
        assertThat(state("1001")).isEqualTo(IDLE);
        ada.calls("1002");
        assertThat(bertrand.rings()).isTrue();
        home.passes(SECOND);
        assertThat(home.exchange().devices()).containsExactly(Map.entry("1001", BUSY), Map.entry("1002", RINGING));
        bertrand.answers();
        home.passes(SECOND);
        assertThat(state("1002")).isEqualTo(BUSY);
        ada.hangsUp();
        home.passes(SECOND);
        assertThat(told("1001")).containsExactly(IDLE, BUSY, IDLE);
        assertThat(told("1002")).containsExactly(IDLE, RINGING, BUSY, IDLE);
    }

    @Test
    void a_call_that_is_refused_or_given_up_leaves_the_phone_idle() {
        ScriptedPhone ada = home.phone("1001").registers();
        ScriptedPhone bertrand = home.phone("1002").registers();
        bertrand.answersWith(486);
        ada.calls("1002");
        home.passes(SECOND);
        assertThat(state("1002")).isEqualTo(IDLE);
        bertrand.ringsOut();
        ada.calls("1002");
        home.passes(SECOND);
        assertThat(state("1002")).isEqualTo(RINGING);
        ada.hangsUp();
        home.passes(SECOND);
        assertThat(told("1002")).containsExactly(IDLE, RINGING, IDLE, RINGING, IDLE);
        assertThat(told("1001")).containsExactly(IDLE, BUSY, IDLE, BUSY, IDLE);
    }

    @Test
    void a_phone_that_talks_is_busy_however_often_it_is_called_besides() {
        ScriptedPhone ada = home.phone("1001").registers();
        ScriptedPhone bertrand = home.phone("1002").registers();
        ScriptedPhone carol = home.phone("1003").registers();
        ada.calls("1002");
        assertThat(bertrand.rings()).isTrue();
        bertrand.answers();
        home.passes(SECOND);
        carol.calls("1002");
        home.passes(SECOND);
        assertThat(state("1002")).isEqualTo(BUSY);
        carol.hangsUp();
        ada.hangsUp();
        home.passes(SECOND);
        assertThat(told("1002")).containsExactly(IDLE, RINGING, BUSY, IDLE);
    }

    // RFC 3261 §10.2.2, §10.3
    @Test
    void a_phone_that_unregisters_or_is_not_renewed_is_offline_at_that_moment() {
        home.phone("1003");
        RawHost host = new RawHost(home, "192.0.2.77");
        String contact = "Contact: <sip:1003@192.0.2.77>";
        host.registers("1003", contact, "Expires: 3600");
        assertThat(state("1003")).isEqualTo(IDLE);
        host.registers("1003", contact, "Expires: 0");
        assertThat(state("1003")).isEqualTo(OFFLINE);
        host.registers("1003", contact, "Expires: 60");
        home.passes(Duration.ofSeconds(50));
        host.registers("1003", contact, "Expires: 60");
        home.passes(Duration.ofSeconds(59));
        assertThat(told("1003")).as("renewed").containsExactly(IDLE, OFFLINE, IDLE);
        home.passes(Duration.ofSeconds(2));
        assertThat(told("1003")).containsExactly(IDLE, OFFLINE, IDLE, OFFLINE);
        assertThat(home.events().stream().map(one -> one.what()))
                .contains(new RegistrationEvent.Unregistered("1003", "sip:1003@192.0.2.77", "expired"));
    }

    @Test
    void a_phone_whose_connection_is_gone_is_offline() {
        home.phone("1003");
        RawHost browser = RawHost.browser(home, "192.0.2.78", "df7jal23ls0d.invalid");
        browser.registers("1003", "Contact: <sip:1003@df7jal23ls0d.invalid;transport=ws>");
        assertThat(state("1003")).isEqualTo(IDLE);
        browser.disconnects();
        assertThat(told("1003")).containsExactly(IDLE, OFFLINE);
    }

    @Test
    void a_phone_that_answers_no_more_is_offline_until_it_does() {
        homeWith(DeviceEvents.ON, new KeepAlive(Whom.ALL, Duration.ofSeconds(30), 1));
        home.phone("1003");
        RawHost host = new RawHost(home, "192.0.2.77");
        host.registers("1003", "Contact: <sip:1003@192.0.2.77>", "Expires: 600");
        home.passes(Duration.ofSeconds(100));
        assertThat(state("1003")).isEqualTo(OFFLINE);
        host.registers("1003", "Contact: <sip:1003@192.0.2.77>", "Expires: 600");
        assertThat(told("1003")).containsExactly(IDLE, OFFLINE, IDLE);
        home.passes(Duration.ofMinutes(11));
    }

    @Test
    void where_nobody_is_to_be_told_it_is_known_all_the_same_and_no_timer_runs() {
        homeWith(DeviceEvents.OFF, KeepAlive.OFF);
        ScriptedPhone ada = home.phone("1001").registers();
        ScriptedPhone bertrand = home.phone("1002").registers();
        ada.calls("1002");
        assertThat(bertrand.rings()).isTrue();
        assertThat(state("1002")).isEqualTo(RINGING);
        ada.hangsUp();
        home.passes(Duration.ofMinutes(2));
        assertThat(home.figures().timers()).isZero();
        assertThat(told("1002")).isEmpty();
        home.passes(Duration.ofHours(2));
        assertThat(state("1002")).isEqualTo(OFFLINE);
    }
}
