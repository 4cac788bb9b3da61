package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkAccount;
import org.strowger.directory.TrunkLogin;
import org.strowger.statemachine.Secret;

class RegisterConfigurationTest {

    @TempDir
    Path folder;

    ConfigurationDirectory directory;

    @BeforeEach
    void files() throws IOException {
        directory = ConfigurationDirectory.in(folder);
    }

    private Optional<TrunkAccount> account(String yaml) throws IOException {
        return trunk(yaml).account();
    }

    private Trunk trunk(String yaml) throws IOException {
        return Objects.requireNonNull(directory.good(yaml).trunks().get("t"));
    }

    @Test
    void a_trunk_without_it_registers_nowhere() throws IOException {
        assertThat(account("trunks: {t: {host: sip.example}}")).isEmpty();
    }

    @Test
    void what_is_not_written_is_the_trunk_s() throws IOException {
        assertThat(account("trunks: {t: {host: sip.example, port: 5070, register: {user: 4930, password: pw}}}"))
                .contains(new TrunkAccount(
                        "4930", "sip.example", "4930", Secret.of("pw"), "sip.example", 5070, Duration.ofHours(1)));
    }

    @Test
    void each_key_is_read() throws IOException {
        assertThat(account("""
            trunks:
              t:
                host: sip.example
                port: 5070
                register:
                  user: "+4930"
                  password: pw
                  auth-user: 77
                  domain: voice.example
                  registrar: reg.example
                  port: 5080
                  expires: 10m
            """))
                .contains(new TrunkAccount(
                        "+4930", "voice.example", "77", Secret.of("pw"), "reg.example", 5080, Duration.ofMinutes(10)));
    }

    /** The port is that of the host that it was written for. */
    @Test
    void another_registrar_is_found_by_dns() throws IOException {
        assertThat(account(
                                "trunks: {t: {host: h, port: 5070, register: {user: 1, password: pw, registrar: reg.example}}}")
                        .orElseThrow()
                        .port())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{password: pw} | needs a 'user'",
                "{user: 1} | needs a 'password'",
                "true | keys are expected here, not a single value",
                "{user: 1, password: pw, expires: 10s} | expires: 10s is not a duration; use 1m to 1d, with its unit",
                "{user: 1, pasword: pw} | pasword: unknown key; did you mean 'password'?",
                "{user: 1, password: pw, registrar: 'a b'} | registrar: a b is not a host; use a name or a numeric"
                        + " address"
            })
    void mistakes_are_told_with_their_line(String written, String problem) throws IOException {
        assertThat(directory.read("trunks: {t: {host: h, register: " + written + "}}"))
                .isInstanceOfSatisfying(
                        Reading.Bad.class,
                        bad -> assertThat(bad.problems().getFirst().toString())
                                .contains("1: trunks.t.register")
                                .endsWith(problem));
    }

    @Test
    void calls_have_credentials_of_their_own_with_or_without_a_registration() throws IOException {
        for (String more : List.of("", "register: {user: 1, password: other}, "))
            assertThat(trunk("trunks: {t: {host: h, " + more + "auth: {user: office, password: pw}}}")
                            .login())
                    .contains(new TrunkLogin("office", Secret.of("pw")));
        assertThat(trunk("trunks: {t: {host: h, register: {user: 1, password: pw}}}")
                        .login())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{password: pw} | needs a 'user'",
                "{user: 1} | needs a 'password'",
                "secret | keys are expected here, not a single value",
                "{user: 1, pasword: pw} | pasword: unknown key; did you mean 'password'?"
            })
    void mistakes_in_credentials_of_calls_are_told_with_their_line(String written, String problem) throws IOException {
        assertThat(directory.read("trunks: {t: {host: h, auth: " + written + "}}"))
                .isInstanceOfSatisfying(
                        Reading.Bad.class,
                        bad -> assertThat(bad.problems().getFirst().toString())
                                .contains("1: trunks.t.auth")
                                .endsWith(problem));
    }

    @Test
    void it_is_a_section_of_a_trunk_alone() throws IOException {
        assertThat(directory.read("register: {user: 1, password: pw}")).isInstanceOf(Reading.Bad.class);
        assertThat(directory.read("accounts: {1001: {password: x, register: {user: 1}}}"))
                .isInstanceOf(Reading.Bad.class);
    }

    @Test
    void the_password_is_in_no_text_of_the_configuration() throws IOException {
        assertThat(trunk(
                                "trunks: {t: {host: h, register: {user: 1, password: canary-4711}, auth: {user: 1, password: canary-4711}}}")
                        .toString())
                .doesNotContain("canary-4711");
    }
}
