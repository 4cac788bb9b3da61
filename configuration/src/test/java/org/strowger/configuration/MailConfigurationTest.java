package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.statemachine.Secret;
import org.strowger.voicemail.mail.MailSettings;

class MailConfigurationTest {

    @TempDir
    Path directory;

    @BeforeEach
    void a_dialplan() throws IOException {
        Files.writeString(directory.resolve("dialplan.groovy"), "route('1') { answer() }\n");
    }

    private Reading read(String yaml) throws IOException {
        return ConfigurationReader.read(Files.writeString(directory.resolve("strowger.yaml"), yaml));
    }

    @Test
    void a_server_and_addresses_are_read_and_their_boxes_are_mailed() throws IOException {
        Files.writeString(directory.resolve("office.pem"), "");
        var reading = read("""
            mail:
              host: smtp.office.example
              security: tls
              certificates: office.pem
              user: strowger
              password: pencil
              from: voicemail@office.example
              subject: 'Nachricht von {from}'
            accounts:
              1001: {password: correct-horse, email: ada@office.example}
              1002: {password: battery-staple}
            """);
        assertThat(reading).isInstanceOfSatisfying(Reading.Good.class, good -> {
            MailSettings mail = good.configuration().mail();
            assertThat(mail.addresses()).isEqualTo(Map.of("1001", "ada@office.example"));
            assertThat(mail.server())
                    .contains(new MailSettings.Server(
                            "smtp.office.example",
                            465,
                            MailSettings.Security.TLS,
                            Optional.of(directory.resolve("office.pem")),
                            Optional.of(new MailSettings.Login("strowger", Secret.of("pencil"))),
                            "voicemail@office.example",
                            new MailSettings.Letter(
                                    "Nachricht von {from}",
                                    "{from} left a message for {box} at {time}. It is {length} long.")));
            assertThat(mail.toString()).doesNotContain("pencil");
            assertThat(good.configuration().exchange().sound().voicemail().mailed())
                    .isEqualTo(Set.of("1001"));
        });
    }

    @Test
    void what_is_wrong_with_it_is_told_with_line_and_remedy() throws IOException {
        var reading = read("""
            mail:
              host: smtp.office.example
              security: none
              port: 99999
              certificates: gone.pem
              password: pencil
            accounts:
              1001: {password: correct-horse, email: ada}
            """);
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Bad.class,
                        bad -> assertThat(bad.problems())
                                .extracting(problem -> problem.toString().replace(directory + "/", ""))
                                .containsExactlyInAnyOrder(
                                        "strowger.yaml:8: accounts.1001.email: ada is not an e-mail address; use"
                                                + " name@domain",
                                        "strowger.yaml:4: mail.port: 99999 is not a port; use 1 to 65535",
                                        "strowger.yaml:1: mail: needs a 'from', the sender's address",
                                        "strowger.yaml:1: mail: needs both a 'user' and a 'password', or neither",
                                        "strowger.yaml:5: mail.certificates: gone.pem: there is no such file; write"
                                                + " it, or name another",
                                        "strowger.yaml:6: mail.password: would be sent in the clear; write 'security:"
                                                + " starttls' or 'tls'"));
    }

    @Test
    void an_address_without_a_server_is_a_mistake() throws IOException {
        var reading = read("""
            accounts:
              1001: {password: correct-horse, email: ada@office.example}
            """);
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Bad.class,
                        bad -> assertThat(bad.problems())
                                .singleElement()
                                .asString()
                                .contains("accounts.1001.email: nobody takes mail: name the server with mail.host"));
    }
}
