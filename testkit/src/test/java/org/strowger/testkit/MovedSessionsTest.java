package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialog.SessionTimers;
import org.strowger.dialog.SessionTimers.Use;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallGroup.Strategy;
import org.strowger.directory.CallQueue;
import org.strowger.testkit.SessionTimersTest.Kind;
import org.strowger.testkit.TimedPhone.Trait;

/**
 * RFC 4028 where a call has been forked, moved or lent to another: each leg is timed on, and by its own phone alone.
 */
class MovedSessionsTest {

    /** How those who talk, or wait, have come together. */
    enum Move {
        PARKED,
        QUEUED,
        TAKEN_FROM_PARK,
        PICKED_UP,
        FORKED,
        TAKEN_FROM_QUEUE,
        REFERRED_BY_CALLEE,
        REFERRED_BY_CALLER,
        CONNECTED,
        SENT_ON_BY_PLAN,
        REPLACED
    }

    private static final Duration INTERVAL = Duration.ofMinutes(3);
    private static final SessionTimers OFTEN = new SessionTimers(Use.FORCED, INTERVAL, Duration.ofSeconds(90));

    @TempDir
    Path folder;

    private final VirtualSwitch home =
            new VirtualSwitch(1, VirtualSwitch.usualSettings().sessions(OFTEN), Programs.always(_ -> {}));
    private final List<TimedPhone> phones = new ArrayList<>();

    @BeforeEach
    void plan() throws IOException {
        for (int user = 1011; user <= 1014; user++) home.phone(Integer.toString(user));
        CallGroup all = new CallGroup(
                "all",
                List.of(new CallGroup.Member("1012", 1), new CallGroup.Member("1013", 1)),
                Strategy.RING_ALL,
                Duration.ofHours(1));
        home.group(all);
        home.queue(new CallQueue(
                all,
                Duration.ofSeconds(1),
                Optional.empty(),
                Optional.empty(),
                10,
                List.of(),
                List.of(),
                Optional.empty()));
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            route('1XXX') { dial user(number), timeout: 20.seconds }
            route('2001') { dial group('all') }
            route('2002') { dial queue('all') }
            route('2003') { answer(); transfer user('1012') }
            route('7XX') { park(number, timeout: 1.hours) }
            route('*8.') { pickup number.drop(2) }
            """));
    }

    @AfterEach
    void nothing_is_left_behind() {
        phones.stream().filter(TimedPhone::talks).forEach(TimedPhone::hangsUp);
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private TimedPhone phone(List<Trait> traits, Trait... more) {
        Trait[] all = Stream.concat(traits.stream(), Stream.of(more)).toArray(Trait[]::new);
        int number = phones.size() + 1;
        TimedPhone phone = new TimedPhone(home, "10" + (10 + number), "192.0.2." + (60 + number), all);
        phones.add(phone);
        return phone;
    }

    private TimedPhone another(TimedPhone of) {
        TimedPhone phone = of.another(home, "192.0.2." + (61 + phones.size()));
        phones.add(phone);
        return phone;
    }

    /** Those who are in a call afterwards. */
    private List<TimedPhone> moved(Move move, List<Trait> traits) {
        TimedPhone alice = phone(traits);
        return switch (move) {
            case PARKED -> {
                alice.calls("701");
                yield List.of(alice);
            }
            case QUEUED -> {
                phone(traits, Trait.RINGS);
                alice.calls("2002");
                yield List.of(alice);
            }
            case TAKEN_FROM_PARK -> {
                TimedPhone bob = phone(traits);
                alice.calls("701");
                bob.calls("*8701");
                yield List.of(alice, bob);
            }
            case PICKED_UP -> {
                TimedPhone rung = phone(traits, Trait.RINGS);
                TimedPhone carol = phone(traits);
                alice.calls("1012");
                assertThat(rung.isRinging()).isTrue();
                carol.calls("*81012");
                assertThat(rung.isRinging()).isFalse();
                yield List.of(alice, carol);
            }
            case FORKED -> {
                TimedPhone bob = phone(traits, Trait.RINGS);
                TimedPhone carol = phone(traits, Trait.RINGS);
                alice.calls("2001");
                assertThat(bob.isRinging() && carol.isRinging()).isTrue();
                carol.answers();
                assertThat(bob.isRinging()).isFalse();
                yield List.of(alice, carol);
            }
            case TAKEN_FROM_QUEUE -> {
                TimedPhone bob = phone(traits, Trait.RINGS);
                alice.calls("2002");
                home.passes(Duration.ofSeconds(20));
                bob.answers();
                yield List.of(alice, bob);
            }
            case REFERRED_BY_CALLEE -> {
                TimedPhone bob = phone(traits);
                TimedPhone carol = phone(traits);
                alice.calls("1012");
                bob.transfersTo("1013");
                yield List.of(alice, carol);
            }
            case REFERRED_BY_CALLER -> {
                TimedPhone bob = phone(traits);
                TimedPhone carol = phone(traits);
                alice.calls("1012");
                alice.transfersTo("1013");
                yield List.of(carol, bob);
            }
            case CONNECTED -> {
                TimedPhone bob = phone(traits);
                TimedPhone carol = phone(traits);
                TimedPhone bobsOther = another(bob);
                alice.calls("1012");
                bobsOther.calls("1013");
                home.passes(Duration.ofSeconds(20));
                bob.transfersTo("1013", bobsOther);
                yield List.of(alice, carol);
            }
            case SENT_ON_BY_PLAN -> {
                TimedPhone bob = phone(traits);
                alice.calls("2003");
                yield List.of(alice, bob);
            }
            case REPLACED -> {
                TimedPhone bob = phone(traits);
                TimedPhone desk = another(bob);
                alice.calls("1012");
                desk.replaces(bob, "1011");
                yield List.of(alice, desk);
            }
        };
    }

    private void passes(int halves) {
        for (int i = 0; i < halves; i++) {
            home.passes(INTERVAL.dividedBy(2));
            phones.forEach(TimedPhone::registersAgain);
            phones.forEach(TimedPhone::refreshes);
        }
    }

    static Stream<Arguments> all() {
        return Stream.of(Move.values()).flatMap(move -> Stream.of(Kind.values()).map(kind -> Arguments.of(move, kind)));
    }

    private List<TimedPhone> together(Move move, Trait... traits) {
        List<TimedPhone> moved = moved(move, List.of(traits));
        home.passes(Duration.ofSeconds(2));
        assertThat(moved).as(trace()).allMatch(TimedPhone::talks);
        assertThat(phones.stream().filter(phone -> !moved.contains(phone)))
                .as(trace())
                .noneMatch(TimedPhone::talks);
        return moved;
    }

    @ParameterizedTest
    @MethodSource("all")
    void they_stand_for_as_long_as_their_phones_do(Move move, Kind kind) {
        List<TimedPhone> moved = together(move, kind.traits());
        passes(9);
        assertThat(moved).as(trace()).allMatch(TimedPhone::talks);
        moved.getFirst().dies();
        passes(3);
        assertThat(moved.stream().skip(1)).as(trace()).noneMatch(TimedPhone::talks);
        assertThat(home.figures().calls()).isZero();
        assertThat(home.media().figures().portsInUse()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PARKED", "QUEUED"})
    void whose_partner_dies_is_told(Move move) {
        List<TimedPhone> moved = together(move, Trait.TIMER);
        passes(3);
        moved.getLast().dies();
        passes(3);
        assertThat(moved.getFirst().talks()).as(trace()).isFalse();
        assertThat(home.figures().calls()).isZero();
    }

    // RFC 4028 §10
    @ParameterizedTest
    @EnumSource
    void phones_that_never_refresh_are_hung_up(Move move) {
        List<TimedPhone> moved = together(move, Trait.TIMER, Trait.FORGETS);
        home.passes(INTERVAL);
        assertThat(moved).as(trace()).noneMatch(TimedPhone::talks);
        assertThat(moved).as(trace()).anyMatch(phone -> phone.bye().contains("Session expired"));
        assertThat(home.figures().calls()).isZero();
    }

    /**
     * RFC 4028 §7.4, RFC 3264 §8: one of the two is lent by its own call, and is told again what it has taken, not what
     * it has refused.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_phone_has_refused_is_not_said_again_to_refresh_it(boolean parkedRefuses) {
        WirePhone parked = new WirePhone(home, "1011", "192.0.2.71").registers();
        WirePhone taker = new WirePhone(home, "1012", "192.0.2.72").registers();
        for (WirePhone phone : List.of(parked, taker)) phone.takesChanges("200 OK", onHold(phone, 0, 8));
        parked.calls("701", onHold(parked, 0, 8));
        taker.calls("*8701", onHold(taker, 0, 8));
        WirePhone refuses = parkedRefuses ? parked : taker;
        WirePhone asks = parkedRefuses ? taker : parked;
        home.passes(INTERVAL);
        String agreed = refuses.heard();
        refuses.takesChanges("488 Not Acceptable Here", "");
        asks.changes("INVITE", onHold(asks, 8));
        assertThat(asks.status()).isEqualTo("INVITE 488");
        assertThat(refuses.heard()).isNotEqualTo(agreed);
        refuses.takesChanges("200 OK", onHold(refuses, 0, 8));
        home.passes(INTERVAL);
        assertThat(refuses.heard()).isEqualTo(agreed);
        asks.hangsUp();
    }

    private static String onHold(WirePhone phone, int... formats) {
        String list = IntStream.of(formats).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        return phone.sdp("m=audio 4000 RTP/AVP " + list, "a=inactive");
    }
}
