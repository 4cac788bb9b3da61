package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.SessionTimers;
import org.strowger.dialog.SessionTimers.Use;
import org.strowger.directory.SessionPolicy;

class SessionConfigurationTest {

    @TempDir
    Path folder;

    ConfigurationDirectory directory;

    @BeforeEach
    void files() throws IOException {
        directory = ConfigurationDirectory.in(folder);
    }

    @Test
    void without_a_word_every_session_is_timed() throws IOException {
        assertThat(directory.good("").exchange().sessions()).isEqualTo(SessionTimers.DEFAULT);
    }

    @Test
    void parties_have_what_all_have_but_for_what_is_written() throws IOException {
        Configuration configuration = directory.good("""
            sessions: {timers: wanted, expires: 10m, min: 2m}
            accounts:
              1001: {password: x1, session-timers: forced}
              1002: {password: x2}
            trunks:
              carrier: {host: 192.0.2.1, session-timers: off, session-expires: 1h}
            """);
        Duration least = Duration.ofMinutes(2);
        assertThat(configuration.exchange().sessions())
                .isEqualTo(new SessionTimers(Use.WANTED, Duration.ofMinutes(10), least));
        assertThat(Objects.requireNonNull(configuration.accounts().get("1001"))
                        .sessions()
                        .timers())
                .contains(new SessionTimers(Use.FORCED, Duration.ofMinutes(10), least));
        assertThat(Objects.requireNonNull(configuration.accounts().get("1002"))
                        .sessions()
                        .timers())
                .isEqualTo(Optional.empty());
        assertThat(Objects.requireNonNull(configuration.trunks().get("carrier"))
                        .sessions()
                        .timers())
                .contains(new SessionTimers(Use.OFF, Duration.ofHours(1), least));
    }

    @Test
    void who_rings_reliably_is_said_for_all_and_for_each() throws IOException {
        assertThat(directory.good("").exchange().provisionals()).isEqualTo(ReliableProvisionals.SUPPORTED);
        Configuration configuration = directory.good("""
            sessions: {reliable: off}
            accounts:
              1001: {password: x1, reliable: required}
              1002: {password: x2}
            trunks:
              carrier: {host: 192.0.2.1, reliable: supported}
            """);
        assertThat(configuration.exchange().provisionals()).isEqualTo(ReliableProvisionals.OFF);
        assertThat(Objects.requireNonNull(configuration.accounts().get("1001"))
                        .sessions()
                        .provisionals())
                .contains(ReliableProvisionals.REQUIRED);
        assertThat(Objects.requireNonNull(configuration.accounts().get("1002")).sessions())
                .isEqualTo(SessionPolicy.USUAL);
        assertThat(Objects.requireNonNull(configuration.trunks().get("carrier"))
                        .sessions()
                        .provisionals())
                .contains(ReliableProvisionals.SUPPORTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sessions: {timers: always} | sessions.timers: always is not a use of session timers; use off or"
                        + " accepted or wanted or forced",
                "sessions: {expires: 60s} | sessions.expires: 60s is not a duration; use 90s to 1d, with its unit",
                "sessions: {min: 30s} | sessions.min: 30s is not a duration; use 90s to 1d, with its unit",
                "sessions: {expires: 5m, min: 10m} | sessions: a session may not expire before the least that others"
                        + " may ask for, but is to after 5m, and that is 10m",
                "sessions: {reliable: yes} | sessions.reliable: yes is not a use of 100rel; use off or supported or"
                        + " required",
                "sessions: {expiry: 5m} | sessions.expiry: unknown key; did you mean 'expires'?",
                "trunks: {t: {host: h, session-expires: 1s}} | trunks.t.session-expires: 1s is not a duration; use 90s"
                        + " to 1d, with its unit"
            })
    void mistakes_are_told_with_their_line(String yaml, String problem) throws IOException {
        assertThat(directory.read(yaml))
                .isInstanceOfSatisfying(
                        Reading.Bad.class,
                        bad -> assertThat(bad.problems().getFirst().toString()).endsWith("1: " + problem));
    }
}
