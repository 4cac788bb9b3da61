package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.CallEvent;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.dialplan.billing.Billing;
import org.strowger.dialplan.billing.Ledger;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.data.WebServices;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.media.MediaSettings;
import org.strowger.sdp.Codec;

/** What is written down of calls, on the real switch in virtual time: each that ends has one record, and one only. */
class ChargingRecordsTest {

    @TempDir
    Path folder;

    private final TestRecords records = new TestRecords();
    private VirtualSwitch home = aSwitch(VirtualSwitch.usualSettings());

    private VirtualSwitch aSwitch(ExchangeSettings settings) {
        return new VirtualSwitch(
                1,
                settings,
                (_, _, _) -> Programs.program(_ -> {}),
                LooseDirectory.NOBODY,
                MediaSettings.defaults(),
                environment -> environment.records(records));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.ofCalls(home);
        home.close();
    }

    private void plan(String text) throws IOException {
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), text));
    }

    private Map<String, Object> only() {
        assertThat(records.all()).hasSize(1);
        return records.all().getFirst();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> legs(Map<String, Object> call) {
        return (List<Map<String, Object>>) call.getOrDefault("legs", List.of());
    }

    private static String text(Map<String, Object> call, String name) {
        return String.valueOf(call.get(name));
    }

    @Test
    void a_call_to_a_trunk_has_its_legs_times_route_and_end() throws Exception {
        ScriptedPhone ada = home.phone("1001").registers();
        ScriptedPhone carrier = home.trunk("carrier");
        plan("""
                route('0.') {
                    record.customer = 'acme'
                    record.seats = 3
                    dial trunk('carrier').to(number)
                }
                """);
        ada.calls("0301");
        home.passes(Duration.ofSeconds(4));
        carrier.answers();
        ada.media().tone(Codec.PCMU, 440);
        carrier.media().tone(Codec.PCMU, 880);
        home.passes(Duration.ofSeconds(60));
        carrier.hangsUp();
        home.passes(Duration.ofSeconds(1));

        Map<String, Object> call = only();
        assertThat(call)
                .containsEntry("caller", "1001")
                .containsEntry("called", "0301")
                .containsEntry("account", "1001")
                .containsEntry("source", "192.0.2.2:5060")
                .containsEntry("context", "default")
                .containsEntry("cause", "Completed")
                .containsEntry("status", 200)
                .containsEntry("q850", 16)
                .containsEntry("hung_up_by", "callee")
                .containsEntry("callee_trunk", "carrier")
                .containsEntry("version", 1)
                .containsEntry("talked", 60.0)
                .containsEntry("fields", Map.of("customer", "acme", "seats", 3))
                .doesNotContainKeys("trunk", "parent", "cost");
        assertThat(text(call, "route")).contains("plan.groovy:1").contains("0.");
        assertThat(Double.parseDouble(text(call, "lasted"))).isBetween(64.0, 64.5);
        assertThat(Duration.between(Instant.parse(text(call, "rang")), Instant.parse(text(call, "answered"))))
                .isBetween(Duration.ofMillis(3_500), Duration.ofSeconds(4));
        assertThat(legs(call)).extracting(leg -> leg.get("leg")).containsExactly("a", "b");
        assertThat(legs(call).getFirst())
                .containsEntry("party", "1001")
                .containsEntry("account", "1001")
                .containsEntry("status", 200);
        assertThat(legs(call).getLast())
                .containsEntry("trunk", "carrier")
                .containsEntry("why", "PeerLeft")
                .containsEntry("status", 200)
                .containsKeys("codec", "mos", "received", "lost", "sent", "answered", "call_id")
                .doesNotContainKey("account");
        assertThat(call.get("codec")).isEqualTo(legs(call).getFirst().get("codec"));
    }

    /** An INVITE without credentials, which the plan asks for, is a call that ends with 407, and no call to charge. */
    @Test
    void whom_the_plan_asks_who_it_is_has_one_record_that_of_the_call_with_credentials() throws Exception {
        home.close();
        home = aSwitch(VirtualSwitch.usualSettings().callers(ExchangeSettings.Callers.ANYONE));
        ScriptedPhone ada = home.phone("1001");
        plan("route('1') { authenticate(); answer(); wait 1.second }");
        ada.calls("1");
        home.passes(Duration.ofSeconds(3));
        assertThat(home.events())
                .as("of two calls")
                .filteredOn(event -> event.what() instanceof CallEvent.CallOver)
                .hasSize(2);
        assertThat(only()).containsEntry("account", "1001").containsEntry("status", 200);
        assertThat(legs(only()).getFirst()).containsEntry("account", "1001");
    }

    @Test
    void who_is_busy_who_hangs_up_and_who_gives_up_is_told_apart() throws Exception {
        ScriptedPhone ada = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers();
        home.phone("1003").registers().answersWith(486);
        plan(
                "route('1XXX') { dial user(number) }\nroute('2') { reject 403 }\nroute('3') { answer(); throw new Exception('no') }");
        ada.calls("1003");
        home.passes(Duration.ofSeconds(1));
        ada.calls("2");
        home.passes(Duration.ofSeconds(1));
        ada.calls("1002");
        home.passes(Duration.ofSeconds(2));
        ada.hangsUp();
        home.passes(Duration.ofSeconds(1));
        ada.calls("1002");
        bob.answers();
        home.passes(Duration.ofSeconds(2));
        ada.hangsUp();
        home.passes(Duration.ofSeconds(1));
        ada.calls("3");
        home.passes(Duration.ofSeconds(1));
        ada.calls("9");
        home.passes(Duration.ofSeconds(1));
        assertThat(records.all())
                .extracting(call -> List.of(
                        call.get("called"),
                        call.get("cause"),
                        call.get("status"),
                        call.get("q850"),
                        call.get("hung_up_by")))
                .containsExactly(
                        List.of("1003", "Completed", 486, 17, "switch"),
                        List.of("2", "Refused", 403, 21, "switch"),
                        List.of("1002", "CallerCancelled", 487, 16, "caller"),
                        List.of("1002", "CallerHungUp", 200, 16, "caller"),
                        List.of("3", "ProgramFailed", 200, 41, "switch"),
                        List.of("9", "Refused", 404, 1, "switch"));
        assertThat(legs(records.all().getFirst()).getLast())
                .containsEntry("status", 486)
                .containsEntry("q850", 17)
                .doesNotContainKey("answered");
        assertThat(text(records.all().get(4), "why")).contains("plan.groovy:3").contains("no");
        assertThat(records.all())
                .extracting(call -> call.get("cdr_id"))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void an_invite_that_is_refused_before_it_is_a_call_has_one_too_and_a_challenge_has_none() throws Exception {
        ScriptedPhone mallory = home.stranger("1001", "wrong");
        ScriptedPhone ada = home.phone("1002").registers();
        plan("route('1XXX') { answer() }");
        mallory.calls("1002");
        home.passes(Duration.ofSeconds(1));
        assertThat(only())
                .containsEntry("cause", "NotAdmitted")
                .containsEntry("status", 403)
                .containsEntry("q850", 21)
                .containsEntry("caller", "1001")
                .containsEntry("called", "1002")
                .containsEntry("legs", List.of())
                .doesNotContainKeys("call", "route", "context");
        ada.calls("1003");
        home.passes(Duration.ofSeconds(1));
        assertThat(records.all()).as("a 407 before it, and the call").hasSize(2);
    }

    @Test
    void what_a_call_costs_stands_in_its_record_though_it_is_charged_behind_its_end() throws Exception {
        ScriptedPhone ada = home.phone("1001").registers();
        home.phone("1002").registers().answersAtOnce();
        charges(Map.of("1001", new BigDecimal("10.00")));
        plan("route('1XXX') { bill 'retail'; dial user(number) }\nonEnd { cause -> record.ended = \"$cause\" }");
        ada.calls("1002");
        home.passes(Duration.ofMillis(32_500));
        ada.hangsUp();
        home.passes(Duration.ofSeconds(1));
        Map<String, Object> call = only();
        assertThat(call)
                .containsEntry("cost", "0.33")
                .containsEntry("currency", "EUR")
                .containsEntry("fields", Map.of("ended", "CallerHungUp"));
        assertThat(text(call, "charges"))
                .contains("account=1001")
                .contains("tariff=retail")
                .contains("prefix=1")
                .contains("billed=33.0")
                .contains("amount=0.33");
    }

    private void charges(Map<String, BigDecimal> credits) throws IOException {
        Path rates = Files.writeString(folder.resolve("rates.csv"), "prefix,price\n1,0.60\n");
        var tariff = new Billing.Tariff(new Billing.Rates.File(rates), "EUR", Optional.empty(), Duration.ofSeconds(20));
        var databases = new Databases(Map.of());
        var billing = new Billing(Map.of("retail", tariff), Ledger.inMemory(credits), databases);
        home.services(new DataServices(databases, new WebServices(WebServices.Settings.USUAL), billing));
    }

    @Test
    void what_a_caller_has_confided_is_in_no_field() throws Exception {
        ScriptedPhone ada = home.phone("1001").registers();
        plan("""
                route('1') {
                    def pin = ask([], digits: 4, mask: true, timeout: 5.seconds)
                    record.typed = "pin $pin"
                    record.number = "$pin" as Integer
                }
                """);
        ada.calls("1");
        home.passes(Duration.ofSeconds(1));
        ada.presses("7391");
        home.passes(Duration.ofSeconds(6));
        assertThat(text(only(), "fields")).contains("pin").doesNotContain("7391");
    }

    @Test
    void a_number_dialled_onward_has_a_record_of_its_own_that_names_the_call_it_came_of() throws Exception {
        ScriptedPhone ada = home.phone("1001").registers();
        home.phone("1002").registers().answersAtOnce();
        plan("route('1XXX') { dial user(number) }\nroute('5') { dial onward('1002') }");
        ada.calls("5");
        home.passes(Duration.ofSeconds(2));
        ada.hangsUp();
        home.passes(Duration.ofSeconds(1));
        assertThat(records.all()).hasSize(2);
        Map<String, Object> outer = byNumber("5");
        assertThat(byNumber("1002")).containsEntry("parent", outer.get("call"));
        assertThat(outer).doesNotContainKey("parent");
    }

    private Map<String, Object> byNumber(String called) {
        return records.all().stream()
                .filter(call -> called.equals(call.get("called")))
                .findFirst()
                .orElseThrow();
    }

    /** LoopRecords, RecordDraft.MOST_LEGS: the row of docs/limits.md. */
    @Test
    void of_a_plan_that_dials_for_ever_the_legs_that_came_to_nothing_go_first() throws Exception {
        ScriptedPhone ada = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers().answersAtOnce();
        home.phone("1003").registers().answersWith(486);
        plan("""
                route('7') {
                    dial user('1002')
                    70.times { dial user('1003') }
                }
                """);
        ada.calls("7");
        home.passes(Duration.ofSeconds(2));
        bob.hangsUp();
        home.passes(Duration.ofSeconds(30));
        Map<String, Object> call = only();
        assertThat(legs(call)).hasSize(64);
        assertThat(call).containsEntry("legs_left_out", 8);
        assertThat(legs(call))
                .extracting(leg -> leg.get("leg"))
                .startsWith("a", "b", "k")
                .endsWith("leg71");
    }

    @Test
    void calls_and_records_are_as_many_whatever_becomes_of_calls() throws Exception {
        ScriptedPhone ada = home.phone("1001").registers();
        home.phone("1002").registers().answersAtOnce();
        plan(
                "route('1XXX') { dial user(number) }\nroute('2') { throw new Exception('no') }\nroute('3') { reject 407 }");
        for (String number : List.of("1002", "2", "1003", "1002", "4", "2")) {
            ada.calls(number);
            home.passes(Duration.ofSeconds(1));
            ada.hangsUp();
            home.passes(Duration.ofSeconds(1));
        }
        long over = home.events().stream()
                .filter(event -> event.what() instanceof CallEvent.CallOver)
                .count();
        assertThat(records.all())
                .hasSize((int) over)
                .extracting(call -> call.get("call"))
                .doesNotHaveDuplicates();
    }
}
