package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.LegEvent;
import org.strowger.dialog.SessionTimers;
import org.strowger.dialog.SessionTimers.Use;
import org.strowger.testkit.TimedPhone.Trait;

/**
 * RFC 4028: no call outlives its phones, and none that lives is cut, with phones of every kind, on hold and without
 * sound.
 */
class SessionTimersTest {

    /** Pairs of phones, by what both are. */
    enum Kind {
        WITHOUT_TIMERS,
        WITHOUT_TIMERS_BUT_UPDATE,
        WITHOUT_TIMERS_OR_CHANGES,
        WITH_TIMERS,
        WITH_TIMERS_AND_UPDATE,
        REFRESHING_BY_INVITE,
        REFRESHING_ANEW,
        REFRESHING_WITHOUT_AN_OFFER,
        REFRESHING_BY_UPDATE;

        Trait[] traits() {
            return switch (this) {
                case WITHOUT_TIMERS -> new Trait[0];
                case WITHOUT_TIMERS_BUT_UPDATE -> new Trait[] {Trait.UPDATE};
                case WITHOUT_TIMERS_OR_CHANGES -> new Trait[] {Trait.REFUSES_CHANGES};
                case WITH_TIMERS -> new Trait[] {Trait.TIMER};
                case WITH_TIMERS_AND_UPDATE -> new Trait[] {Trait.TIMER, Trait.UPDATE};
                case REFRESHING_BY_INVITE -> new Trait[] {Trait.TIMER, Trait.REFRESHES};
                case REFRESHING_ANEW -> new Trait[] {Trait.TIMER, Trait.REFRESHES, Trait.COUNTS};
                case REFRESHING_WITHOUT_AN_OFFER -> new Trait[] {Trait.TIMER, Trait.REFRESHES, Trait.ASKS};
                case REFRESHING_BY_UPDATE -> new Trait[] {Trait.TIMER, Trait.UPDATE, Trait.REFRESHES};
            };
        }
    }

    private static final Duration INTERVAL = Duration.ofMinutes(3);
    private static final SessionTimers OFTEN = new SessionTimers(Use.FORCED, INTERVAL, Duration.ofSeconds(90));

    private VirtualSwitch home = home(OFTEN);
    private final List<TimedPhone> phones = new ArrayList<>();

    private static VirtualSwitch home(SessionTimers timers) {
        return new VirtualSwitch(1, VirtualSwitch.usualSettings().sessions(timers), Programs.dialUsers());
    }

    @AfterEach
    void nothing_is_left_behind() {
        home.exchange().hangUpAll();
        home.passes(Duration.ofMinutes(1));
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private TimedPhone phone(Trait... traits) {
        int number = phones.size() + 1;
        TimedPhone phone = new TimedPhone(home, "10" + (10 + number), "192.0.2." + (60 + number), traits);
        phones.add(phone);
        return phone;
    }

    private static String number(TimedPhone phone, List<TimedPhone> of) {
        return "10" + (11 + of.indexOf(phone));
    }

    private void call(TimedPhone caller, TimedPhone callee) {
        caller.calls(number(callee, phones));
        assertThat(caller.talks()).as(trace()).isTrue();
        assertThat(callee.talks()).isTrue();
    }

    private void passes(int halves) {
        for (int i = 0; i < halves; i++) {
            home.passes(INTERVAL.dividedBy(2));
            phones.forEach(TimedPhone::registersAgain);
            phones.forEach(TimedPhone::refreshes);
        }
    }

    // RFC 4028 §7.2, §9, §10
    @Test
    void calls_on_hold_stand_for_as_long_as_their_phones_do() {
        for (Kind kind : Kind.values()) call(phone(kind.traits()), phone(kind.traits()));
        passes(9);
        assertThat(phones).as(trace()).allMatch(TimedPhone::talks);
        assertThat(home.figures().calls()).isEqualTo(Kind.values().length);
        for (int i = 0; i < phones.size(); i += 2) phones.get(i).hangsUp();
        home.passes(Duration.ofSeconds(1));
        assertThat(phones).noneMatch(TimedPhone::talks);
    }

    /** What one phone refuses or never says is nothing that the other may be cut for. */
    @ParameterizedTest
    @EnumSource
    void calls_between_phones_of_unlike_kinds_stand_as_well(Kind caller) {
        for (Kind callee : Kind.values()) call(phone(caller.traits()), phone(callee.traits()));
        passes(9);
        List<String> cut = new ArrayList<>();
        for (int i = 0; i < phones.size(); i++)
            if (!phones.get(i).talks()) cut.add((i % 2 == 0 ? "caller of " : "callee ") + Kind.values()[i / 2]);
        assertThat(cut).isEmpty();
    }

    // RFC 4028 §1, §10
    @ParameterizedTest
    @EnumSource
    void whose_phone_dies_on_hold_is_found_out_and_the_other_is_told(Kind kind) {
        TimedPhone alice = phone(kind.traits());
        TimedPhone bob = phone(kind.traits());
        call(alice, bob);
        passes(3);
        alice.dies();
        passes(3);
        assertThat(bob.talks()).as(trace()).isFalse();
        assertThat(home.figures().calls()).isZero();
        assertThat(home.media().figures().portsInUse()).isZero();
        // a re-INVITE of the other's is carried to it before its own time is up
        assertThat(causes()).containsExactly(kind == Kind.REFRESHING_BY_UPDATE ? "SessionExpired" : "CallerLost");
    }

    // RFC 4028 §1
    @ParameterizedTest
    @EnumSource
    void two_phones_that_have_both_vanished_hold_no_call(Kind kind) {
        TimedPhone alice = phone(kind.traits());
        TimedPhone bob = phone(kind.traits());
        call(alice, bob);
        alice.dies();
        bob.dies();
        passes(3);
        assertThat(home.figures().calls()).as(trace()).isZero();
        assertThat(home.media().figures().portsInUse()).isZero();
    }

    // RFC 4028 §10: BYE slightly before the end, and why
    @Test
    void a_caller_that_forgets_to_refresh_is_hung_up_with_the_reason() {
        TimedPhone alice = phone(Trait.TIMER, Trait.FORGETS);
        TimedPhone bob = phone();
        call(alice, bob);
        home.passes(Duration.ofSeconds(180 - 33));
        assertThat(alice.talks()).isTrue();
        home.passes(Duration.ofSeconds(2));
        assertThat(alice.talks()).as(trace()).isFalse();
        assertThat(alice.bye()).contains("Reason: SIP;cause=408;text=\"Session expired\"");
        assertThat(bob.talks()).isFalse();
        assertThat(causes()).containsExactly("SessionExpired");
    }

    @Test
    void a_callee_that_forgets_to_refresh_is_told_of_as_expired() {
        TimedPhone alice = phone();
        TimedPhone bob = phone(Trait.TIMER, Trait.FORGETS);
        call(alice, bob);
        home.passes(INTERVAL);
        assertThat(bob.bye()).contains("Session expired");
        assertThat(alice.talks()).isFalse();
        assertThat(home.events().stream()
                        .filter(event -> event.what() instanceof LegEvent.LegEnded)
                        .map(event -> ((LegEvent.LegEnded) event.what()).why()))
                .contains("Expired");
    }

    @ParameterizedTest
    @CsvSource({"FORCED, true", "WANTED, false", "ACCEPTED, false", "OFF, false"})
    void phones_without_timers_are_refreshed_where_that_is_forced(Use use, boolean refreshed) {
        home.close();
        home = home(OFTEN.with(use));
        TimedPhone alice = phone(Trait.UPDATE);
        TimedPhone bob = phone();
        call(alice, bob);
        assertThat(bob.invite().contains("Session-Expires: 180")).isEqualTo(use == Use.FORCED || use == Use.WANTED);
        assertThat(bob.invite().contains("timer")).isEqualTo(use != Use.OFF);
        passes(3);
        assertThat(!alice.refreshed().isEmpty()).as(trace()).isEqualTo(refreshed);
        assertThat(!bob.refreshed().isEmpty()).isEqualTo(refreshed);
        assertThat(alice.refreshed()).doesNotContain("INVITE");
        assertThat(bob.refreshed()).doesNotContain("UPDATE");
    }

    private List<String> causes() {
        return home.events().stream()
                .filter(event -> event.what() instanceof CallEvent.CallOver)
                .map(event -> ((CallEvent.CallOver) event.what()).cause())
                .toList();
    }
}
