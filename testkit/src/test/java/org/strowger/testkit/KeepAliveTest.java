package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.strowger.call.event.Happening;
import org.strowger.call.event.RegistrationEvent;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.directory.RegistrarSettings.KeepAlive;
import org.strowger.directory.RegistrarSettings.KeepAlive.Whom;
import org.strowger.directory.liveness.Reachability;
import org.strowger.sip.memory.InMemoryNetwork.Conditions;

/** Phones that are asked whether they are there, from octets, with a NAT between that forgets after half a minute. */
class KeepAliveTest {

    private static final Duration LIFE = Duration.ofSeconds(30);
    private static final Duration EVERY = Duration.ofSeconds(29);
    private static final String PRIVATE = "10.0.0.5:5060";

    private final VirtualSwitch home = home(Whom.NAT);

    private static VirtualSwitch home(Whom whom) {
        return home(new KeepAlive(whom, EVERY, 2));
    }

    private static VirtualSwitch home(KeepAlive keepAlive) {
        ExchangeSettings usual = VirtualSwitch.usualSettings();
        return new VirtualSwitch(1, usual.registrar(usual.registrar().withKeepAlive(keepAlive)), Programs.dialUsers());
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    /** Answers whatever it is asked, and refuses calls. */
    private static Optional<String> lives(String text) {
        if (text.startsWith("OPTIONS ")) return Optional.of(RawHost.response(text, "200 OK"));
        if (text.startsWith("INVITE ")) return Optional.of(RawHost.response(text, "486 Busy Here"));
        return Optional.empty();
    }

    private static Optional<String> dead(String text) {
        return Optional.empty();
    }

    private static RawHost natted(VirtualSwitch home, Nat nat, Function<String, Optional<String>> how) {
        return new RawHost(home, nat, PRIVATE).reacts(how).registers("1003", "Contact: <sip:1003@" + PRIVATE + ">");
    }

    private List<Happening> told() {
        return home.events().stream()
                .map(event -> event.what())
                .filter(what -> what instanceof RegistrationEvent.ContactUnreachable
                        || what instanceof RegistrationEvent.ContactReachable)
                .toList();
    }

    private Reachability known() {
        return known(home).orElseThrow();
    }

    private static Optional<Reachability> known(VirtualSwitch home) {
        return home.bindings("1003").stream()
                .findFirst()
                .flatMap(binding -> home.exchange().watched().of("1003", binding));
    }

    // RFC 5626 §4.4: between 80 % and 100 % of the period, so that a mapping of 30 s never ends.
    @Test
    void a_mapping_that_ends_after_half_a_minute_stands_all_day() {
        home.phone("1003");
        Nat nat = new Nat(home, "203.0.113.7", 40_000, LIFE);
        RawHost phone = natted(home, nat, KeepAliveTest::lives);
        home.passes(Duration.ofMinutes(50));
        assertThat(nat.isOpen()).isTrue();
        assertThat(nat.mapped()).isEqualTo(40_000);
        assertThat(phone.received("OPTIONS ")).hasSizeBetween(103, 130);
        assertThat(phone.received("OPTIONS sip:1003@" + PRIVATE)).hasSameSizeAs(phone.received("OPTIONS "));
        home.phone("1001").calls("1003");
        assertThat(phone.received("INVITE ")).as(trace()).hasSize(1);
        assertThat(told()).isEmpty();
    }

    @Test
    void without_being_asked_it_is_gone() {
        VirtualSwitch silent = home(Whom.OFF);
        silent.phone("1003");
        Nat nat = new Nat(silent, "203.0.113.7", 40_000, LIFE);
        RawHost phone = natted(silent, nat, KeepAliveTest::lives);
        silent.passes(Duration.ofMinutes(5));
        assertThat(nat.isOpen()).isFalse();
        assertThat(phone.received("OPTIONS ")).isEmpty();
        silent.phone("1001").calls("1003");
        assertThat(phone.received("INVITE ")).isEmpty();
        assertThat(silent.timers()).isGreaterThan(0);
        silent.passes(Duration.ofMinutes(5));
        Leftovers.none(silent);
    }

    @Test
    void who_answers_no_more_is_not_called_until_he_does() {
        home.phone("1003");
        Nat nat = new Nat(home, "203.0.113.7", 40_000, LIFE);
        RawHost phone = natted(home, nat, KeepAliveTest::lives);
        home.passes(EVERY);
        assertThat(known().roundTrip()).contains(Duration.ZERO);
        phone.reacts(KeepAliveTest::dead).forgets();
        home.passes(Duration.ofMinutes(2));
        assertThat(told())
                .as(trace())
                .containsExactly(new RegistrationEvent.ContactUnreachable(
                        "1003", "sip:1003@" + PRIVATE, "/203.0.113.7:40000", 2));
        assertThat(known().isUnreachable()).isTrue();
        assertThat(home.exchange().watched().unreachable()).isEqualTo(1);
        assertThat(home.contacts("1003")).hasSize(1);
        // It is not tried at all, and the caller hears so at once.
        ScriptedPhone caller = home.phone("1001");
        caller.calls("1003");
        assertThat(phone.received("INVITE ")).isEmpty();
        assertThat(home.ladder()).as(trace()).contains("480");
        // An answer, once its NAT lets something in again.
        phone.reacts(KeepAliveTest::lives);
        nat.forgets();
        assertThat(known().isUnreachable()).isTrue();
        phone.registers("1003", "Contact: <sip:1003@" + PRIVATE + ">");
        assertThat(told()).hasSize(2);
        assertThat(told().getLast())
                .isEqualTo(new RegistrationEvent.ContactReachable(
                        "1003", "sip:1003@" + PRIVATE, "/203.0.113.7:" + nat.mapped()));
        assertThat(home.exchange().watched().unreachable()).isZero();
        caller.calls("1003");
        assertThat(phone.received("INVITE ")).as(trace()).hasSize(1);
    }

    @Test
    void an_answer_alone_makes_it_reachable_again() {
        home.phone("1003");
        Nat nat = new Nat(home, "203.0.113.7", 40_000, Duration.ofHours(1));
        RawHost phone = natted(home, nat, KeepAliveTest::dead);
        home.passes(Duration.ofMinutes(3));
        assertThat(known().isUnreachable()).isTrue();
        phone.reacts(KeepAliveTest::lives);
        home.passes(Duration.ofMinutes(1));
        assertThat(known()).isEqualTo(new Reachability(Reachability.Standing.REACHABLE, 0, Optional.of(Duration.ZERO)));
        assertThat(told()).as(trace()).hasSize(2);
    }

    // §11.2: whatever it says, it is there.
    @Test
    void a_refusal_is_an_answer() {
        home.phone("1003");
        natted(
                home,
                new Nat(home, "203.0.113.7", 40_000, LIFE),
                text -> text.startsWith("OPTIONS ")
                        ? Optional.of(RawHost.response(text, "501 Not Implemented"))
                        : Optional.empty());
        home.passes(Duration.ofMinutes(10));
        assertThat(known().isUnreachable()).isFalse();
        assertThat(told()).isEmpty();
    }

    @Test
    void losses_give_nobody_up() {
        home.phone("1003");
        Nat nat = new Nat(home, "203.0.113.7", 40_000, Duration.ofMinutes(2));
        natted(home, nat, KeepAliveTest::lives);
        home.network().conditions(new Conditions(Duration.ofMillis(40), Duration.ofMillis(60), 0.2, 0.1));
        home.passes(Duration.ofMinutes(45));
        assertThat(told()).as(trace()).isEmpty();
        assertThat(known().roundTrip().orElseThrow()).isBetween(Duration.ofMillis(80), Duration.ofSeconds(10));
    }

    @Test
    void who_is_where_he_says_is_asked_only_where_all_are() {
        for (Whom whom : Whom.values()) {
            VirtualSwitch any = home(whom);
            any.phone("1003");
            RawHost phone = new RawHost(any, "192.0.2.50").reacts(KeepAliveTest::lives);
            phone.registers("1003", "Contact: <sip:1003@192.0.2.50>");
            any.passes(Duration.ofMinutes(2));
            assertThat(phone.received("OPTIONS ").isEmpty()).as(whom.name()).isEqualTo(whom != Whom.ALL);
        }
    }

    @Test
    void a_browser_has_pings_of_its_own() {
        VirtualSwitch all = home(Whom.ALL);
        all.phone("1003");
        RawHost browser = RawHost.browser(all, "192.0.2.50", "x.invalid");
        browser.registers("1003", "Contact: <sip:1003@x.invalid;transport=ws>");
        all.passes(Duration.ofMinutes(2));
        assertThat(all.contacts("1003")).hasSize(1);
        assertThat(browser.received("OPTIONS ")).isEmpty();
    }

    @Test
    void nothing_is_left_of_who_leaves_or_expires() {
        home.phone("1003");
        Nat nat = new Nat(home, "203.0.113.7", 40_000, LIFE);
        RawHost phone = natted(home, nat, KeepAliveTest::lives);
        home.passes(Duration.ofMinutes(1));
        assertThat(home.exchange().watched().size()).isEqualTo(1);
        phone.registers("1003", "Contact: <sip:1003@" + PRIVATE + ">;expires=0");
        assertThat(home.exchange().watched().size()).isZero();
        Leftovers.none(home);
        phone.registers("1003", "Contact: <sip:1003@" + PRIVATE + ">;expires=60");
        home.passes(Duration.ofSeconds(60));
        phone.reacts(KeepAliveTest::dead);
        home.passes(Duration.ofSeconds(100));
        assertThat(home.exchange().watched().size()).isZero();
        Leftovers.none(home);
        assertThat(home.exchange().watched().unreachable()).isZero();
    }

    @Test
    void those_that_register_together_are_asked_one_by_one() {
        for (int i = 0; i < 290; i++) {
            String number = Integer.toString(3000 + i);
            home.phone(number);
            Nat nat = new Nat(home, "203.0.113." + (i % 250), 40_000 + i, Duration.ofHours(1));
            String inside = "10.0." + i / 250 + "." + i % 250 + ":5060";
            new RawHost(home, nat, inside)
                    .reacts(KeepAliveTest::lives)
                    .registers(number, "Contact: <sip:" + number + "@" + inside + ">");
        }
        assertThat(home.exchange().watched().size()).isEqualTo(290);
        Map<Long, Integer> perSecond = new TreeMap<>();
        home.network().tap(seen -> {
            if (new String(seen.frame(), 0, 8, StandardCharsets.US_ASCII).equals("OPTIONS "))
                perSecond.merge(seen.nanos() / 1_000_000_000, 1, Integer::sum);
        });
        home.passes(Duration.ofMinutes(5));
        // Ten a second in the mean, and a fifth more since each comes early by chance.
        assertThat(perSecond.values().stream().collect(Collectors.averagingInt(n -> n)))
                .isBetween(9.5, 12.0);
        assertThat(perSecond.values()).allMatch(n -> n < 30);
    }
}
