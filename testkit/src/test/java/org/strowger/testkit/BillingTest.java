package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.CallEvent.CallCharged;
import org.strowger.call.event.ProgramEvent;
import org.strowger.dialplan.billing.Billing;
import org.strowger.dialplan.billing.Ledger;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.data.WebServices;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.statemachine.Secret;

/** Prepaid calls, on the real switch in virtual time. A minute costs 0.60, a second 0.01. */
class BillingTest {

    private static final Path DIALPLANS = Path.of("../dialplan-dsl/src/test/resources/dialplans");

    @TempDir
    Path folder;

    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}));
    private Databases databases = new Databases(Map.of());
    private Ledger ledger = Ledger.inMemory(Map.of());

    @BeforeEach
    void rates() throws IOException {
        Files.writeString(folder.resolve("rates.csv"), "prefix,price\n1,0.60\n2,0.60\n011,0.60\n7,0.60\n911,0.60\n");
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
        databases.close();
    }

    private void credit(String account, String units) {
        keep(Ledger.inMemory(Map.of(account, new BigDecimal(units))));
    }

    private void keep(Ledger kept) {
        ledger = kept;
        var tariff = new Billing.Tariff(
                new Billing.Rates.File(folder.resolve("rates.csv")), "EUR", Optional.empty(), Duration.ofSeconds(20));
        var tariffs = Map.of("retail", tariff, "international", tariff);
        home.services(new DataServices(
                databases, new WebServices(WebServices.Settings.USUAL), new Billing(tariffs, ledger, databases)));
    }

    private void plan(String text) throws IOException {
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), text));
    }

    private List<CallCharged> charges() {
        return home.events().stream()
                .map(event -> event.what())
                .filter(CallCharged.class::isInstance)
                .map(CallCharged.class::cast)
                .toList();
    }

    private long balance(String account) {
        return ledger.balance(account).orElseThrow();
    }

    @Test
    void credit_for_60_seconds_ends_the_call_at_60_seconds() throws Exception {
        credit("1001", "0.60");
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers();
        plan("route('1XXX') { bill 'retail'; dial user(number) }");
        alice.calls("1002");
        home.passes(Duration.ofSeconds(7)); // ringing is free
        bob.answers();
        home.passes(Duration.ofMillis(59_900));
        assertThat(alice.isTalking()).as(trace()).isTrue();
        home.passes(Duration.ofMillis(200));
        assertThat(alice.isTalking()).as(trace()).isFalse();
        assertThat(bob.isTalking()).isFalse();
        assertThat(charges()).singleElement().satisfies(charge -> {
            assertThat(charge.account()).isEqualTo("1001");
            assertThat(charge.prefix()).isEqualTo("1");
            assertThat(charge.billed()).isEqualTo(Duration.ofSeconds(60));
            assertThat(charge.amount()).isEqualByComparingTo("0.60");
        });
        assertThat(balance("1001")).isZero();
        assertThat(home.events())
                .anyMatch(event -> event.what() instanceof CallEvent.CallOver over
                        && over.cause().equals("CutOff"));
    }

    @Test
    void what_was_not_talked_goes_back() throws Exception {
        credit("1001", "10.00");
        ScriptedPhone alice = home.phone("1001").registers();
        home.phone("1002").registers().answersAtOnce();
        home.phone("1003").registers().answersWith(486);
        plan("route('1XXX') { bill 'retail'; dial user(number) }");
        alice.calls("1002");
        home.passes(Duration.ofMillis(32_500));
        assertThat(balance("1001"))
                .as("at most one slice more than was talked")
                .isGreaterThanOrEqualTo(10_000_000 - 330_000 - 200_000);
        alice.hangsUp();
        assertThat(charges())
                .singleElement()
                .satisfies(charge -> assertThat(charge.amount()).isEqualByComparingTo("0.33"));
        assertThat(balance("1001")).isEqualTo(9_670_000);
        alice.calls("1003");
        assertThat(alice.lastStatus()).isEqualTo(486);
        assertThat(balance("1001")).as("busy costs nothing").isEqualTo(9_670_000);
        assertThat(charges()).hasSize(1);
    }

    @Test
    void without_credit_or_rate_a_call_is_refused() throws Exception {
        credit("1002", "10.00");
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers();
        plan("route('.') { bill 'retail'; answer(); echo() }");
        alice.calls("1002");
        assertThat(alice.lastStatus()).as(trace()).isEqualTo(402);
        bob.calls("999");
        assertThat(bob.lastStatus()).isEqualTo(403);
        assertThat(home.figures().programFaults()).isZero();
        assertThat(balance("1002")).isEqualTo(10_000_000);
    }

    @Test
    void a_warning_comes_in_time_and_once() throws Exception {
        credit("1001", "0.60");
        ScriptedPhone alice = home.phone("1001").registers();
        plan("route('1') { bill('retail', warnAt: 10.seconds) { left -> event 'low', seconds: left.seconds };"
                + " answer(); echo() }");
        alice.calls("1");
        home.passes(Duration.ofSeconds(49));
        assertThat(lows()).as(trace()).isEmpty();
        home.passes(Duration.ofSeconds(2));
        assertThat(lows()).as(trace()).containsExactly(Map.of("seconds", 10L));
        home.passes(Duration.ofSeconds(10));
        assertThat(alice.isTalking()).isFalse();
        assertThat(lows()).hasSize(1);
    }

    private List<Map<String, Object>> lows() {
        return home.events().stream()
                .map(event -> event.what())
                .filter(ProgramEvent.ScriptEvent.class::isInstance)
                .map(event -> ((ProgramEvent.ScriptEvent) event).values())
                .toList();
    }

    @Test
    void emergencies_are_never_billed() throws Exception {
        credit("1001", "0");
        ScriptedPhone alice = home.phone("1001").registers();
        plan("emergency('911') { bill 'retail'; answer(); echo() }\nroute('1') { answer() }\n");
        alice.calls("911");
        home.passes(Duration.ofSeconds(10));
        assertThat(alice.isTalking()).as(trace()).isTrue();
        alice.hangsUp();
        assertThat(charges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "database"})
    void fifty_calls_at_once_cannot_overspend_one_account(String kind) throws Exception {
        if (kind.equals("memory")) credit("company", "10.00");
        else keepInDatabase();
        List<ScriptedPhone> phones = new ArrayList<>();
        for (int i = 0; i < 50; i++) phones.add(home.phone("20" + (10 + i)).registers());
        plan("route('1') { bill 'retail', account: 'company'; answer(); echo() }");
        phones.forEach(phone -> phone.calls("1"));
        assertThat(phones.stream().filter(ScriptedPhone::isTalking))
                .as("ten units pay for fifty slices of 0.20")
                .hasSize(50);
        home.passes(Duration.ofSeconds(15));
        home.passes(Duration.ofMinutes(3));
        assertThat(phones).noneMatch(ScriptedPhone::isTalking);
        BigDecimal charged = charges().stream().map(CallCharged::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(charged).isEqualByComparingTo("10.00");
        assertThat(balance("company")).isZero();
    }

    private void keepInDatabase() throws SQLException {
        var settings = new Databases.Settings(
                Secret.of("jdbc:h2:file:" + folder.resolve("money") + ";WRITE_DELAY=0"),
                Optional.empty(),
                Optional.empty(),
                8,
                Duration.ofSeconds(30));
        databases = new Databases(Map.of("money", settings));
        keep(Ledger.in(databases, "money", "test"));
        ledger.recover(); // makes the tables
        try (var connection =
                        java.sql.DriverManager.getConnection(settings.url().reveal());
                var statement = connection.createStatement()) {
            statement.execute("insert into strowger_balance values ('company', 10000000)");
        }
    }

    @Test
    void a_caller_who_gives_up_while_ringing_gets_everything_back() throws Exception {
        credit("1001", "0.60");
        ScriptedPhone alice = home.phone("1001").registers();
        home.phone("1002").registers();
        plan("route('1XXX') { bill 'retail'; dial user(number) }");
        alice.calls("1002");
        assertThat(balance("1001")).as("a slice is reserved").isEqualTo(400_000);
        alice.hangsUp();
        assertThat(balance("1001")).isEqualTo(600_000);
        assertThat(charges()).isEmpty();
    }

    @Test
    void the_trunk_plan_and_the_pipeline_charge_by_their_tariffs() {
        credit("1001", "10.00");
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone carrier = home.trunk("carrier-a");
        home.trunk("carrier-b");
        home.dialplan(DIALPLANS.resolve("03-trunk.groovy"));
        alice.calls("01149301234567");
        carrier.answers();
        home.passes(Duration.ofSeconds(30));
        alice.hangsUp();
        home.dialplan(DIALPLANS.resolve("12-pipeline.groovy"));
        alice.calls("7512");
        carrier.answers();
        home.passes(Duration.ofSeconds(10));
        alice.hangsUp();
        assertThat(charges()).as(trace()).extracting(CallCharged::tariff).containsExactly("international", "retail");
        assertThat(charges())
                .extracting(CallCharged::billed)
                .containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(10));
        assertThat(carrier.lastInvite()).contains("7512");
    }

    private String trace() {
        return String.join("\n", home.trace());
    }
}
