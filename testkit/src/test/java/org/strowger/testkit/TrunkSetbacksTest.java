package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.testkit.Provider.grants;
import static org.strowger.testkit.Provider.silence;
import static org.strowger.testkit.Provider.status;
import static org.strowger.testkit.Provider.trunk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.event.TrunkEvent;
import org.strowger.directory.Trunk;
import org.strowger.directory.registration.RegistrationState.Standing;

/** What comes of a registration that a provider refuses or does not answer (RFC 3261 §10.2), and of a refresh. */
class TrunkSetbacksTest extends RegisteringSwitch {

    // ------------------------------------------------------------------ refused, and not answered

    @ParameterizedTest
    @CsvSource({"403 Forbidden", "404 Not Found", "400 Bad Request", "603 Decline", "501 Not Implemented", "302 Moved"})
    void who_says_no_is_asked_again_in_an_hour(String answer) {
        provider.answers(status(answer));
        registers(trunk("a", FIRST));
        assertThat(provider.state().standing()).as(trace()).isEqualTo(Standing.REFUSED);
        assertThat(seconds(lastSetback())).isEqualTo(3600);
        assertThat(lastSetback().why()).contains(answer);
    }

    // RFC 5626 §4.5: 30 s, doubled up to half an hour, between half of it and all.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "500 Server Internal Error",
                "503 Service Unavailable",
                "480 Temporarily Unavailable",
                "408 Request Timeout"
            })
    void what_may_pass_is_tried_again_after_pauses_that_grow(String answer) {
        provider.answers(status(answer));
        registers(trunk("a", FIRST));
        long most = 30;
        for (int i = 0; i < 10; i++) {
            assertThat(told()).as(trace()).hasSize(i + 1);
            long pause = seconds(lastSetback());
            assertThat(pause).isBetween(most / 2 - 1, most);
            most = Math.min(2 * most, 1800);
            home.passes(lastSetback().again().orElseThrow());
        }
        provider.answers(grants(3600));
        home.passes(Duration.ofMinutes(30));
        assertThat(provider.state().isRegistered()).isTrue();
    }

    @Test
    void pauses_of_trunks_that_failed_together_differ() {
        provider.answers(status("500 Server Internal Error"));
        registers(Stream.of("a", "b", "c", "d").map(name -> trunk(name, FIRST)).toArray(Trunk[]::new));
        assertThat(told().stream()
                        .map(what -> ((TrunkEvent.TrunkUnregistered) what).again())
                        .distinct())
                .as(trace())
                .hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @CsvSource({
        "503 Service Unavailable, 120, 120",
        "503 Service Unavailable, 120 (in maintenance);duration=60, 120",
        "480 Temporarily Unavailable, 99999999, 86400",
        "404 Not Found, 120, 120",
        "404 Not Found, 1, 30",
    })
    void who_says_when_to_come_again_is_left_alone_until_then(String answer, String after, long pause) {
        provider.answers(status(answer, "Retry-After: " + after));
        registers(trunk("a", FIRST));
        assertThat(seconds(lastSetback())).as(trace()).isEqualTo(pause);
        home.passes(Duration.ofSeconds(pause).minusMillis(1));
        assertThat(provider.registers()).hasSize(1);
        home.passes(Duration.ofMillis(1));
        assertThat(provider.registers()).hasSize(2);
    }

    @Test
    void nobody_answers() {
        provider.answers(silence());
        registers(trunk("a", FIRST));
        home.passes(Duration.ofSeconds(31));
        assertThat(told()).as(trace()).isEmpty();
        home.passes(Duration.ofSeconds(2));
        assertThat(lastSetback().why()).contains("no answer from udp 198.51.100.1:5060");
        assertThat(provider.state().standing()).isEqualTo(Standing.RESTING);
    }

    // RFC 3263 §4.3: "408, 503, or a failure" at one leads to the next.
    @ParameterizedTest
    @ValueSource(strings = {"408 Request Timeout", "503 Service Unavailable", ""})
    void the_next_host_of_the_name_is_tried(String answer) {
        Provider other = new Provider(home, SECOND).answers(grants(600));
        provider.answers(answer.isEmpty() ? silence() : status(answer, "Retry-After: 600"));
        registers(trunk("a", BOTH));
        home.passes(Duration.ofSeconds(33));
        assertThat(other.registers()).as(trace()).hasSize(1);
        assertThat(provider.state().registrar()).isEqualTo("udp 198.51.100.2:5060");
        assertThat(told()).hasSize(1);
        home.passes(Duration.ofSeconds(510));
        assertThat(other.registers()).as("who has registered us is asked first").hasSize(2);
        assertThat(provider.registers()).hasSize(1);
    }

    @Test
    void who_says_no_speaks_for_the_others() {
        Provider other = new Provider(home, SECOND).answers(grants(600));
        provider.answers(status("403 Forbidden"));
        registers(trunk("a", BOTH));
        assertThat(other.registers()).as(trace()).isEmpty();
        assertThat(provider.state().standing()).isEqualTo(Standing.REFUSED);
    }

    @Test
    void a_host_that_dns_names_no_longer_is_left() {
        Provider other = new Provider(home, SECOND).answers(grants(600));
        provider.answers(grants(600));
        registers(trunk("a", BOTH));
        named = List.of(SECOND);
        home.passes(Duration.ofSeconds(510));
        assertThat(other.registers()).as(trace()).hasSize(1);
    }

    @Test
    void a_name_that_means_nothing_is_looked_up_again() {
        named = List.of();
        registers(trunk("a", BOTH));
        assertThat(lastSetback().why()).as(trace()).contains(BOTH, "can't be looked up");
        named = List.of(FIRST);
        provider.answers(grants(600));
        home.passes(Duration.ofSeconds(30));
        assertThat(provider.state().isRegistered()).isTrue();
    }

    // ------------------------------------------------------------------ a refresh that fails

    @Test
    void a_refresh_that_comes_to_nothing_is_tried_again_while_the_registration_stands() {
        provider.answers(
                grants(3600), status("500 Server Internal Error"), status("500 Server Internal Error"), grants(3600));
        registers(trunk("a", FIRST));
        home.passes(Duration.ofMinutes(54));
        assertThat(provider.state().standing()).as(trace()).isEqualTo(Standing.AT_RISK);
        assertThat(provider.state().isRegistered()).isTrue();
        assertThat(provider.state().refusal()).contains("500");
        home.passes(Duration.ofSeconds(91));
        assertThat(provider.state().standing()).as(trace()).isEqualTo(Standing.REGISTERED);
        assertThat(provider.state().refusal()).isEmpty();
        assertThat(told()).hasSize(1);
    }

    @Test
    void a_registration_that_nobody_refreshes_is_over_at_its_end_and_not_before() {
        provider.answers(grants(3600), status("500 Server Internal Error"));
        registers(trunk("a", FIRST));
        Instant end = provider.state().expires().orElseThrow();
        home.passes(Duration.between(home.time().instant(), end).minusMillis(1));
        assertThat(provider.state().isRegistered()).as(trace()).isTrue();
        home.passes(Duration.ofMillis(1));
        assertThat(provider.state().isRegistered()).isFalse();
        assertThat(provider.state().standing()).isEqualTo(Standing.RESTING);
        assertThat(provider.state().expires()).isEmpty();
        assertThat(lastSetback().why()).contains("not refreshed before its end", "500");
        provider.answers(grants(3600));
        home.passes(Duration.ofMinutes(30));
        assertThat(provider.state().isRegistered()).isTrue();
        assertThat(told()).hasSize(3);
    }

    @Test
    void a_short_registration_expires_while_its_refresh_is_under_way_and_the_late_answer_counts() {
        provider.answers(grants(60), silence());
        registers(trunk("a", FIRST));
        home.passes(Duration.ofSeconds(60));
        assertThat(provider.state().standing()).as(trace()).isEqualTo(Standing.TRYING);
        assertThat(lastSetback().why()).isEqualTo("not refreshed before its end");
        provider.answers(grants(60));
        home.passes(Duration.ofSeconds(2));
        assertThat(provider.state().isRegistered()).as(trace()).isTrue();
        assertThat(provider.registers()).hasSize(2);
    }

    @Test
    void a_refresh_that_is_refused_ends_the_registration_at_once() {
        provider.answers(grants(3600), status("403 Forbidden"));
        registers(trunk("a", FIRST));
        home.passes(Duration.ofMinutes(54));
        assertThat(provider.state().standing()).as(trace()).isEqualTo(Standing.REFUSED);
        assertThat(provider.state().expires()).isEmpty();
        assertThat(lastSetback().why()).contains("403 Forbidden");
    }
}
