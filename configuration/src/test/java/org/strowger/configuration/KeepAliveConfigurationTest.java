package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.directory.RegistrarSettings.DeviceEvents;
import org.strowger.directory.RegistrarSettings.KeepAlive;
import org.strowger.directory.RegistrarSettings.KeepAlive.Whom;

class KeepAliveConfigurationTest {

    @TempDir
    Path folder;

    ConfigurationDirectory directory;

    @BeforeEach
    void files() throws IOException {
        directory = ConfigurationDirectory.in(folder);
    }

    @Test
    void without_a_word_those_behind_nat_are_asked() throws IOException {
        assertThat(directory.good("").exchange().registrar().keepAlive())
                .isEqualTo(new KeepAlive(Whom.NAT, Duration.ofSeconds(29), 2));
    }

    @Test
    void accounts_have_what_all_have_but_for_what_is_written() throws IOException {
        Configuration configuration = directory.good("""
            registrar: {keep-alive: all, keep-alive-every: 1m, keep-alive-unanswered: 3}
            accounts:
              1001: {password: x1, keep-alive: off}
              1002: {password: x2}
              1003: {password: x3, keep-alive-every: 10s}
            """);
        assertThat(configuration.exchange().registrar().keepAlive())
                .isEqualTo(new KeepAlive(Whom.ALL, Duration.ofMinutes(1), 3));
        assertThat(Objects.requireNonNull(configuration.accounts().get("1001")).keepAlive())
                .contains(new KeepAlive(Whom.OFF, Duration.ofMinutes(1), 3));
        assertThat(Objects.requireNonNull(configuration.accounts().get("1002")).keepAlive())
                .isEmpty();
        assertThat(Objects.requireNonNull(configuration.accounts().get("1003")).keepAlive())
                .contains(new KeepAlive(Whom.ALL, Duration.ofSeconds(10), 3));
    }

    @Test
    void what_phones_do_is_told_unless_somebody_says_otherwise() throws IOException {
        assertThat(directory.good("").exchange().registrar().deviceEvents()).isEqualTo(DeviceEvents.ON);
        assertThat(directory
                        .good("registrar: {device-events: off}\n")
                        .exchange()
                        .registrar()
                        .deviceEvents())
                .isEqualTo(DeviceEvents.OFF);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "registrar: {keep-alive: on} | registrar.keep-alive: on is not a choice of contacts to be asked; use nat or"
                        + " all or off",
                "registrar: {keep-alive-every: 100ms} | registrar.keep-alive-every: 100ms is not a duration; use 1s to"
                        + " 1h, with its unit",
                "accounts: {1: {password: p, keep-alive-every: 30}} | accounts.1.keep-alive-every: 30 is not a duration;"
                        + " use 1s to 1h, with its unit",
                "registrar: {device-events: watched} | registrar.device-events: watched is not on or off; use on or off",
                "registrar: {keepalive: nat} | registrar.keepalive: unknown key; did you mean 'keep-alive'?",
            })
    void mistakes_are_told_with_their_line(String yaml, String problem) throws IOException {
        assertThat(directory.read(yaml))
                .isInstanceOfSatisfying(
                        Reading.Bad.class,
                        bad -> assertThat(bad.problems())
                                .singleElement()
                                .asString()
                                .endsWith(":1: " + problem));
    }
}
