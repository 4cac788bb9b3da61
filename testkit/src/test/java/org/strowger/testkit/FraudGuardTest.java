package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.CallEvent.CallCharged;
import org.strowger.call.event.ProgramEvent;
import org.strowger.configuration.TableSettings;
import org.strowger.dialplan.billing.Billing;
import org.strowger.dialplan.billing.Ledger;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.data.WebServices;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.media.MediaSettings;

/** Published patterns of toll fraud, and a company's honest days, on the real switch in virtual time. */
class FraudGuardTest {

    private static final BigDecimal FIVE = new BigDecimal("5.00");
    private static final long SEED = 20_261_201;
    /** Of fifty calls each: {@code -Dhonest.rounds=200} for ten thousand. */
    private static final int ROUNDS = Integer.getInteger("honest.rounds", 20);

    private static final int STAFF = 50;

    private static final String GUARDED = """
            route('0.') {
                if (!fraudGuard(caller.account(), tariff: 'retail', country: 'DE',
                        spend: during('20:00-06:00 Europe/Berlin') ? 2 : 4.90, per: 1.hours,
                        calls: 60, newCountries: 1, hold: true)) reject 403
                bill 'retail', account: 'carrier'
                answer()
                wait unlimited
            }
            route('1XXX') {
                def to = '0025290000001'
                if (!fraudGuard("forwards of $number", tariff: 'retail', country: 'DE', number: to,
                        spend: 2, per: 1.hours, abroad: 3, hold: true)) reject 403
                bill 'retail', account: 'carrier', number: to
                answer()
                wait unlimited
            }
            """;

    @TempDir
    Path folder;

    private final Databases none = new Databases(Map.of());
    private final TestTables tables = new TestTables(
            new TableSettings(Optional.empty(), Path.of("tables"), 100), none, name -> new TestDatabase(name, ""));
    /** Phones say nothing here, for hours. */
    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings(),
            (_, _, _) -> Programs.program(_ -> {}),
            LooseDirectory.NOBODY,
            MediaSettings.defaults().withTimeout(Duration.ofDays(1)),
            environment -> environment);

    @BeforeEach
    void plan() throws IOException {
        Files.writeString(
                folder.resolve("rates.csv"),
                "prefix,price,connect\n49,0.02,0\n33,0.05,0\n43,0.05,0\n252,3.00,0\n1876,0.90,0.15\n");
        services();
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), GUARDED));
    }

    private void services() {
        var tariff = new Billing.Tariff(
                new Billing.Rates.File(folder.resolve("rates.csv")), "EUR", Optional.of("DE"), Duration.ofSeconds(20));
        var ledger = Ledger.inMemory(Map.of("carrier", new BigDecimal("1000000")));
        home.services(new DataServices(
                none,
                new WebServices(WebServices.Settings.USUAL),
                new Billing(Map.of("retail", tariff), ledger, none),
                tables.store()));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.ofCalls(home);
        home.close();
        tables.close();
        none.close();
    }

    private BigDecimal cost() {
        return home.events().stream()
                .map(event -> event.what())
                .filter(CallCharged.class::isInstance)
                .map(event -> ((CallCharged) event).amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<String> refusals() {
        return home.events().stream()
                .map(event -> event.what())
                .filter(ProgramEvent.LimitReached.class::isInstance)
                .map(event -> ((ProgramEvent.LimitReached) event).outcome())
                .toList();
    }

    private List<ScriptedPhone> phones(int count, String account) {
        List<ScriptedPhone> phones = new ArrayList<>(List.of(home.phone(account).registers()));
        while (phones.size() < count) phones.add(home.anotherPhone(account).registers());
        return phones;
    }

    private void hangUp(List<ScriptedPhone> phones) {
        phones.stream().filter(ScriptedPhone::talks).toList().forEach(ScriptedPhone::hangsUp);
        home.time().advance(Duration.ofSeconds(1));
    }

    @Test
    void a_stolen_account_that_calls_a_premium_range_thirty_times_at_once_is_stopped_below_five_euros() {
        List<ScriptedPhone> thieves = phones(30, "1001");
        for (int hour = 0; hour < 5; hour++) {
            thieves.stream().filter(thief -> !thief.talks()).toList().forEach(thief -> thief.calls("0025290000001"));
            home.time().advance(Duration.ofMinutes(61));
        }
        hangUp(thieves);
        assertThat(cost()).as("spent").isLessThan(FIVE).isPositive();
        assertThat(refusals()).anyMatch(said -> said.startsWith("Held"));
    }

    @Test
    void short_calls_to_many_numbers_of_one_range_are_stopped_below_five_euros() {
        ScriptedPhone thief = home.phone("1001").registers();
        for (int i = 0; i < 200; i++) {
            thief.calls("001876555%04d".formatted(i));
            home.time().advance(Duration.ofSeconds(4));
            hangUp(List.of(thief));
        }
        assertThat(cost()).as("spent").isLessThan(FIVE).isPositive();
        assertThat(refusals()).anyMatch(said -> said.startsWith("Held"));
    }

    @Test
    void calls_that_a_hacked_phone_forwards_abroad_are_stopped_below_five_euros() {
        List<ScriptedPhone> thieves = phones(10, "1002");
        for (int i = 0; i < 4; i++) {
            thieves.stream().filter(thief -> !thief.talks()).toList().forEach(thief -> thief.calls("1001"));
            home.time().advance(Duration.ofMinutes(70));
        }
        hangUp(thieves);
        assertThat(cost()).as("spent").isLessThan(FIVE).isPositive();
        assertThat(refusals()).anyMatch(said -> said.startsWith("Held"));
    }

    /** By 302: it dials the number itself, as its account, through the plan. */
    @Test
    void calls_that_a_hacked_phone_sends_on_by_itself_are_stopped_below_five_euros() throws IOException {
        home.dialplan(Files.writeString(
                folder.resolve("plan.groovy"), GUARDED + "route('2XXX') { dial user(number), timeout: 2.hours }"));
        home.phone("2000");
        RawHost hacked = new RawHost(home, "192.0.2.60");
        hacked.registers("2000", "Contact: <sip:2000@192.0.2.60>");
        hacked.answers("302 Moved", "Contact: <sip:0025290000001@switch.example>");
        List<ScriptedPhone> thieves = phones(10, "1002");
        for (int i = 0; i < 4; i++) {
            thieves.stream().filter(thief -> !thief.talks()).toList().forEach(thief -> thief.calls("2000"));
            home.time().advance(Duration.ofMinutes(50));
            hacked.registers("2000", "Contact: <sip:2000@192.0.2.60>");
        }
        hangUp(thieves);
        assertThat(cost()).as("spent").isLessThan(FIVE).isPositive();
        assertThat(home.events().stream()
                        .map(event -> event.what())
                        .filter(ProgramEvent.LimitReached.class::isInstance)
                        .map(event -> ((ProgramEvent.LimitReached) event).limit()))
                .contains("fraudGuard 2000");
    }

    @Test
    void neither_a_restart_nor_another_version_of_the_plan_opens_the_door_again() throws IOException {
        ScriptedPhone thief = home.phone("1001").registers();
        thief.calls("0025290000001");
        home.time().advance(Duration.ofMinutes(3));
        assertThat(thief.talks()).isFalse();
        services(); // a new one, on the same store
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), GUARDED + "// another version"));
        thief.calls("0025290000001");
        home.time().advance(Duration.ofSeconds(2));
        assertThat(thief.lastStatus()).isEqualTo(403);
        assertThat(refusals()).isNotEmpty();
    }

    @Test
    void of_a_thousand_honest_calls_none_is_refused() {
        var random = new SplittableRandom(SEED);
        System.out.println("seed " + SEED);
        List<ScriptedPhone> staff = new ArrayList<>();
        for (int i = 0; i < STAFF; i++)
            staff.add(home.phone(String.valueOf(1010 + i)).staysRegistered());
        int talked = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (ScriptedPhone phone : staff) phone.calls(dialled(random));
            home.time().advance(Duration.ofSeconds(2));
            talked += (int) staff.stream().filter(ScriptedPhone::talks).count();
            home.time().advance(Duration.ofSeconds(random.nextInt(8, 200)));
            hangUp(staff);
            home.time().advance(Duration.ofSeconds(random.nextInt(10, 120)));
        }
        assertThat(refusals()).isEmpty();
        assertThat(talked).isEqualTo(STAFF * ROUNDS);
    }

    /** Mostly at home, at times in one neighbouring country. */
    private static String dialled(SplittableRandom random) {
        int number = random.nextInt(1_000_000, 9_999_999);
        return random.nextInt(20) == 0 ? "0033" + number + "00" : "030" + number;
    }
}
