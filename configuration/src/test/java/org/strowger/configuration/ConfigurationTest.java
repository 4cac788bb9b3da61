package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.call.setup.ExchangeSettings.Callers;
import org.strowger.call.setup.MessageSettings;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.directory.Account;
import org.strowger.sip.Transport;
import org.strowger.sip.digest.DigestAlgorithm;
import org.strowger.sip.digest.DigestServer.Verifier;
import org.strowger.statemachine.Secret;

class ConfigurationTest {

    @TempDir
    Path directory;

    @BeforeEach
    void a_dialplan() throws IOException {
        Files.createFile(directory.resolve("dialplan.groovy"));
    }

    @Test
    void an_empty_file_gives_a_switch_on_loopback_without_accounts() {
        Configuration configuration = good("");

        assertThat(configuration.listeners())
                .extracting(listener -> listener.transport() + " " + listener.address())
                .containsExactly("UDP /127.0.0.1:5060", "TCP /127.0.0.1:5060");
        assertThat(configuration.domains()).containsExactly("127.0.0.1", "localhost");
        assertThat(configuration.accounts()).isEmpty();
        assertThat(configuration.exchange().callers()).isEqualTo(Callers.AUTHENTICATED);
        assertThat(configuration.exchange().stall()).isEqualTo(Duration.ofMillis(700));
        assertThat(configuration.media().ports().first()).isEqualTo(16384);
        assertThat(configuration.admin().address().toString()).isEqualTo("/127.0.0.1:8060");
        assertThat(configuration.dialplan()).containsExactly(directory.resolve("dialplan.groovy"));
    }

    @Test
    void every_section_is_read() {
        Configuration configuration = good("""
            domains: office.example
            listen:
              - {transport: tcp, address: 192.0.2.10, port: 5070, advertise: 203.0.113.5}
            accounts:
              1001: {password: 0100, name: Ada, context: sales, max-contacts: 2}
              1002: {ha1-md5: 0123456789ABCDEF0123456789abcdef}
            trunks:
              carrier-a: {host: sip.carrier.example, port: 5080, transport: tcp, context: inbound}
            calls: {authenticate: off, max: 500, script-stall: 2s, retry-after: 1m}
            media: {ports: 20000-20100, address: [192.0.2.10, '::1'], timeout: 0s, quarantine: 500ms, backend: nio, dscp: 0}
            registrar: {min-expires: 30s, default-expires: 5m, max-expires: 10m}
            messages: {max-size: 4096, keep: on, max-kept: 10, keep-for: 2d}
            digest: {nonce-life: 1m}
            timers: {t1: 100ms, t2: 1s, t4: 2s}
            admin: {address: '::1', port: 9000}
            drain: {timeout: 2h}
            dns: {servers: [192.0.2.53, '192.0.2.54:5353', '[2001:db8::53]:5353', '2001:db8::54']}
            limits: {connections: 100, connections-per-address: 10, connection-idle: 2m}
            log: {format: json, level: debug, file: switch.log}
            threads: {signalling: 3, media: 2}
            """);

        assertThat(configuration.domains()).containsExactly("office.example");
        assertThat(configuration
                        .listeners()
                        .getFirst()
                        .advertised()
                        .orElseThrow()
                        .getHostAddress())
                .isEqualTo("203.0.113.5");
        Account ada = named(configuration.accounts(), "1001");
        assertThat(ada.verifier()).isEqualTo(Verifier.Password.of("0100"));
        assertThat(ada.context()).isEqualTo("sales");
        assertThat(ada.maxContacts()).isEqualTo(2);
        assertThat(named(configuration.accounts(), "1002").verifier())
                .isEqualTo(new Verifier.Ha1(Secret.of("0123456789abcdef0123456789abcdef"), Secret.of("")));
        assertThat(named(configuration.trunks(), "carrier-a").transport()).isEqualTo(Transport.TCP);
        assertThat(configuration.nameServers())
                .extracting(server -> server.getAddress().getHostAddress() + " " + server.getPort())
                .containsExactly(
                        "192.0.2.53 53", "192.0.2.54 5353", "2001:db8:0:0:0:0:0:53 5353", "2001:db8:0:0:0:0:0:54 53");
        assertThat(configuration.exchange().callers()).isEqualTo(Callers.ANYONE);
        assertThat(configuration.exchange().maxCalls()).isEqualTo(500);
        assertThat(configuration.media().bind()).hasSize(2);
        assertThat(configuration.media().loops()).isEqualTo(2);
        assertThat(configuration.media().ports().reserve())
                .as("a quarter of 50 pairs")
                .isEqualTo(12);
        assertThat(configuration.signallingLoops()).isEqualTo(3);
        assertThat(configuration.limits().connections()).isEqualTo(100);
        assertThat(configuration.limits().idle()).isEqualTo(Duration.ofMinutes(2));
        assertThat(configuration.drainTimeout()).isEqualTo(Duration.ofHours(2));
        assertThat(configuration.exchange().messages())
                .isEqualTo(new MessageSettings(4096, MessageSettings.Keeping.ON, 10, Duration.ofDays(2)));
        assertThat(configuration.log().file()).contains(directory.resolve("switch.log"));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments(
                        "listen:\n  - {port: 70000}",
                        "2: listen[0].port: 70000 is not a port; use 1 to 65535 (0 takes any free one)"),
                arguments(
                        "listen:\n  - {transport: sctp}",
                        "2: listen[0].transport: sctp is not a transport that is available; use udp or tcp or tls or ws"
                                + " or wss"),
                arguments(
                        "listen:\n  - {address: localhost}",
                        "2: listen[0].address: localhost is not an IP address; use a numeric one, such as 127.0.0.1,"
                                + " 0.0.0.0 or ::1"),
                arguments("listen:\n  port: 5060", "1: listen: a list is expected here; begin each item with '- '"),
                arguments("listen:\n  - 5060", "2: listen[0]: keys are expected here, not a single value"),
                arguments(
                        "listen:\n  - {port: 5060}\n  - {port: 5060}",
                        "3: listen[1].port: the same listener as in line 2"),
                arguments(
                        "dns: {servers: ns.example}",
                        "1: dns.servers: ns.example is not a name server; use a numeric IP address, with a port where"
                                + " it isn't 53: 192.0.2.1, 192.0.2.1:5353 or [2001:db8::1]:5353"),
                arguments(
                        "dns: {servers: 192.0.2.1:70000}",
                        "1: dns.servers: 192.0.2.1:70000 is not a name server; use a numeric IP address, with a port"
                                + " where it isn't 53: 192.0.2.1, 192.0.2.1:5353 or [2001:db8::1]:5353"),
                arguments("\nlisetn: []", "2: lisetn: unknown key; did you mean 'listen'?"),
                arguments("media: {prots: 1-2}", "1: media.prots: unknown key; did you mean 'ports'?"),
                arguments("drain: {xyzzy: 1}", "1: drain.xyzzy: unknown key; known here: timeout"),
                arguments(
                        "media:\n  ports: 10-20",
                        "2: media.ports: 10-20 is not a range of ports; use FIRST-LAST within 1024-65535"),
                arguments(
                        "media:\n  ports: 20000-20009\n  reserve: 5",
                        "3: media.reserve: keeps all 5 pairs of ports for emergency calls; leave some to others"),
                arguments(
                        "media:\n  timeout: 60", "2: media.timeout: 60 is not a duration; use 0s to 1d, with its unit"),
                arguments(
                        "media: {address: [127.0.0.1, 127.0.0.2]}",
                        " media.address: name at most one IPv4 and one IPv6 address"),
                arguments("messages: {keep: always}", "1: messages.keep: always is not on or off; use on or off"),
                arguments("media: {dscp: [1]}", "1: media.dscp: a DSCP is expected, found a list; use 0 to 63"),
                arguments(
                        "accounts:\n  1001: {password: a}\n  1001: {password: b}",
                        "3: accounts.1001: written twice; the first is in line 2"),
                arguments(
                        "accounts:\n  1001: {}",
                        "2: accounts.1001: needs either a 'password' or an 'ha1-md5' and/or 'ha1-sha256'"),
                arguments(
                        "accounts:\n  1001: {password: }",
                        "2: accounts.1001.password: a password is expected, found nothing; use any text but an empty"
                                + " one"),
                arguments(
                        "accounts:\n  1001: {password: x, ha1-md5: 0123456789abcdef0123456789abcdef}",
                        "2: accounts.1001: needs either a 'password' or an 'ha1-md5' and/or 'ha1-sha256'"),
                arguments(
                        "accounts:\n  1001: {ha1-md5: hunter2}",
                        "2: accounts.1001.ha1-md5: this is not an MD5 HA1; use 32 hexadecimal digits"),
                arguments(
                        "accounts:\n  1001: {ha1-sha256: %s}".formatted("01234567".repeat(8)),
                        " accounts.1001: has no 'ha1-md5', but digest.algorithms asks for md5; add it, or ask for what"
                                + " the account has"),
                arguments(
                        "accounts:\n  a b: {password: x}",
                        "2: accounts.a b: 'a b' is not a name; use letters, digits and _ . + * # -, beginning with a"
                                + " letter or digit"),
                arguments("trunks:\n  t: {port: 5060}", "2: trunks.t: needs a 'host'"),
                arguments(
                        "listen: [{transport: udp}]\ntrunks:\n  t: {host: a.example, transport: tcp}",
                        " trunks.t.transport: no listener for tcp; add one under 'listen'"),
                arguments(
                        "registrar: {min-expires: 2h}",
                        "1: registrar: min-expires, default-expires and max-expires must rise, but are 2h, 1h and 2h"),
                arguments(
                        "admin: {address: 0.0.0.0}",
                        "1: admin.address: 0.0.0.0 can be reached from outside; use 127.0.0.1 or ::1, and a tunnel"
                                + " from elsewhere"),
                arguments(
                        "dialplan: nowhere.groovy",
                        "1: dialplan: DIR/nowhere.groovy: there is no such file; write it, or name another"),
                arguments("calls: {max: 1, max: 2}", "1: calls.max: written twice; it is in line 1 already"),
                arguments("calls: *x", "1: aliases (*name) are not supported; write the value out"),
                arguments("a: 1\n---\nb: 2", "3: a second document; put all into the first"),
                arguments("- 1", "1: keys are expected here, not a list"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_one_line_with_its_place_and_remedy(String yaml, String expected) {
        assertThat(problems(yaml)).first().asString().startsWith(expected);
    }

    @Test
    void all_mistakes_are_told_at_once_in_the_order_of_the_file() {
        assertThat(problems("admin: {port: -1}\nmedia: {backend: magic}\nlog: {format: xml}"))
                .containsExactly(
                        "1: admin.port: -1 is not a port; use 1 to 65535 (0 takes any free one)",
                        "2: media.backend: magic is not a backend; use auto or epoll or nio",
                        "3: log.format: xml is not a log format; use auto or json or text");
    }

    @Test
    void what_is_not_yaml_is_told_with_its_line() {
        assertThat(problems("a: [1,\nb: }")).singleElement().asString().startsWith("2: not YAML: ");
    }

    @Test
    void a_file_that_is_not_there_is_one_line() {
        Path missing = directory.resolve("absent.yaml");

        assertThat(ConfigurationReader.read(missing))
                .isEqualTo(new Reading.Bad(List.of(new Problem(
                        missing, 0, "", "there is no such file; name a configuration file or its directory"))));
    }

    @Test
    void the_file_of_a_directory_is_found() throws IOException {
        Files.writeString(directory.resolve("strowger.yaml"), "domains: x.example");

        assertThat(ConfigurationReader.read(directory)).isInstanceOf(Reading.Good.class);
    }

    @Test
    void a_password_from_the_examples_does_not_go_on_a_public_address() {
        assertThat(problems("listen:\n  - {address: 0.0.0.0}\naccounts:\n  1001: {password: office-1001}"))
                .containsExactly(
                        "2: listen[0].port: 0.0.0.0 can be reached from outside, and account 1001 has a password from"
                                + " the examples; give it one of its own, or listen on 127.0.0.1");
        assertThat(problems("listen:\n  - {address: 0.0.0.0}\naccounts:\n  1001: {password: another}"))
                .isEmpty();
        assertThat(problems("accounts:\n  1001: {password: office-1001}")).isEmpty();
    }

    @Test
    void nor_does_its_hash() {
        // MD5 of 1001:office.example:secret
        String yaml = """
            domains: office.example
            listen: [{address: 192.0.2.1}]
            accounts:
              1001: {ha1-md5: HASH}
            """.replace("HASH", Hashes.md5("1001:office.example:secret"));

        assertThat(problems(yaml)).singleElement().asString().contains("account 1001");
    }

    @Test
    void a_stronger_challenge_is_a_choice() {
        assertThat(good("").exchange().challenges()).containsExactly(DigestAlgorithm.MD5);
        assertThat(good("digest: {algorithms: [sha-256, md5]}").exchange().challenges())
                .containsExactly(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
    }

    @Test
    void no_secret_is_ever_printed() {
        Configuration configuration = good("accounts:\n  1001: {password: hunter2}");

        assertThat(configuration.toString() + configuration.accounts()).doesNotContain("hunter2");
    }

    private static <T> T named(Map<String, T> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    private Configuration good(String yaml) {
        return switch (read(yaml)) {
            case Reading.Good(Configuration configuration) -> configuration;
            case Reading.Bad(List<Problem> problems) -> throw new AssertionError(problems.toString());
        };
    }

    /** Without the file's name. */
    private List<String> problems(String yaml) {
        return switch (read(yaml)) {
            case Reading.Good good -> List.of();
            case Reading.Bad(List<Problem> problems) ->
                problems.stream()
                        .map(problem -> problem.toString()
                                .replace(directory.resolve("strowger.yaml") + ":", "")
                                .replace(directory.toString(), "DIR"))
                        .toList();
        };
    }

    private Reading read(String yaml) {
        try {
            return ConfigurationReader.read(Files.writeString(directory.resolve("strowger.yaml"), yaml));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
