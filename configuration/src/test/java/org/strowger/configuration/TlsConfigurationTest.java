package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.sip.Transport;
import org.strowger.sip.tls.SelfSigned;
import org.strowger.sip.tls.TlsFailure;
import org.strowger.sip.tls.TlsSettings;
import org.strowger.sip.tls.TlsSettings.Clients;
import org.strowger.sip.tls.TlsSettings.Identity;
import org.strowger.sip.tls.TlsSettings.Servers;

class TlsConfigurationTest {

    @TempDir
    static Path made;

    @TempDir
    Path directory;

    @BeforeAll
    static void an_identity() throws TlsFailure {
        SelfSigned.in(made, List.of("office.example"));
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(directory.resolve("dialplan.groovy"), "route('1') { answer() }\n");
        Files.copy(made.resolve("self-signed.crt"), directory.resolve("office.pem"));
        Files.copy(made.resolve("self-signed.crt"), directory.resolve("ca.pem"));
        Files.copy(made.resolve("self-signed.key"), directory.resolve("office.key"));
    }

    private Reading read(String yaml) throws IOException {
        return ConfigurationReader.read(Files.writeString(directory.resolve("strowger.yaml"), yaml));
    }

    private List<String> problems(String yaml) throws IOException {
        return read(yaml) instanceof Reading.Bad(List<Problem> problems)
                ? problems.stream().map(Problem::toString).toList()
                : List.of();
    }

    @Test
    void certificates_and_whom_we_trust_are_read() throws IOException {
        var reading = read("""
            listen:
              - {transport: tls}
            certificates:
              - {file: office.pem, key: office.key}
            tls: {trust: [ca.pem], clients: verified, servers: any}
            """);
        assertThat(reading).isInstanceOfSatisfying(Reading.Good.class, good -> {
            var identity = new Identity(directory.resolve("office.pem"), directory.resolve("office.key"));
            assertThat(good.configuration().tls())
                    .isEqualTo(new TlsSettings(
                            List.of(identity), List.of(directory.resolve("ca.pem")), Clients.VERIFIED, Servers.ANY));
        });
    }

    @Test
    void tls_is_listened_for_at_its_own_port_and_needs_no_certificate_to_be_named() throws IOException {
        assertThat(read("listen: [{transport: tls}]\n")).isInstanceOfSatisfying(Reading.Good.class, good -> {
            assertThat(good.configuration().listeners()).singleElement().satisfies(listener -> {
                assertThat(listener.transport()).isEqualTo(Transport.TLS);
                assertThat(listener.address().getPort()).isEqualTo(5061);
            });
            assertThat(good.configuration().tls()).isEqualTo(TlsSettings.NONE);
        });
    }

    @Test
    void half_of_an_identity_and_files_that_are_missing_are_told() throws IOException {
        assertThat(problems("""
            certificates:
              - {file: office.pem}
              - {file: nowhere.pem, key: office.key}
            tls: {trust: [nobody.pem]}
            """))
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).contains("certificates[0]", "needs a 'key'"))
                .anySatisfy(
                        problem -> assertThat(problem).contains("certificates[1].file", "nowhere.pem", "no such file"))
                .anySatisfy(problem -> assertThat(problem).contains("tls.trust", "nobody.pem"));
    }

    @Test
    void what_can_not_be_used_is_told_with_its_line() throws IOException {
        Files.writeString(
                directory.resolve("office.key"),
                "-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----\n");
        Files.writeString(directory.resolve("ca.pem"), "nonsense");
        assertThat(problems("""
            certificates:
              - {file: office.pem, key: office.key}
            tls: {trust: [ca.pem]}
            """))
                .hasSize(2)
                .anySatisfy(problem ->
                        assertThat(problem).contains(":2:", "certificates[0].file", "openssl pkcs8 -topk8 -nocrypt"))
                .anySatisfy(problem -> assertThat(problem).contains(":3:", "tls.trust", "ca.pem"));
    }

    @Test
    void clients_are_verified_by_somebody() throws IOException {
        assertThat(problems("tls: {clients: verified}\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("tls.clients", "'trust'"));
    }

    @Test
    void a_trunk_by_tls_needs_a_listener_for_it() throws IOException {
        assertThat(problems("trunks: {carrier: {host: carrier.example, transport: tls}}\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("no listener for tls"));
    }
}
