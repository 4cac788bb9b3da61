package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.cdr.RecordSettings;
import org.strowger.cdr.WebhookSettings;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.statemachine.Secret;

class RecordConfigurationTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path folder;

    ConfigurationDirectory directory;

    @BeforeEach
    void files() throws IOException {
        directory = ConfigurationDirectory.in(folder);
        Files.writeString(folder.resolve("a-file"), "");
    }

    @Test
    void without_a_directory_none_are_kept() throws IOException {
        assertThat(directory.good("").data().records()).isEmpty();
    }

    @Test
    void they_are_kept_in_a_directory_beside_the_file() throws IOException {
        RecordKeeping kept =
                directory.good("records: {directory: bills}").data().records().orElseThrow();
        assertThat(kept.journal())
                .isEqualTo(new RecordSettings(
                        folder.resolve("bills"), 64_000_000, Duration.ofDays(90), RecordSettings.Csv.NONE));
        assertThat(kept.database()).isEmpty();
        assertThat(folder.resolve("bills")).doesNotExist();
    }

    @Test
    void all_of_it_may_be_said() throws IOException {
        RecordKeeping kept = directory
                .good("databases: {crm: {url: 'jdbc:h2:mem:x'}}\n"
                        + "records: {directory: bills, file-size: 5, keep: 3d, csv: on, database: crm}")
                .data()
                .records()
                .orElseThrow();
        assertThat(kept.journal())
                .isEqualTo(new RecordSettings(
                        folder.resolve("bills"), 5_000_000, Duration.ofDays(3), RecordSettings.Csv.BESIDE));
        assertThat(kept.database()).contains("crm");
        assertThat(kept.at().line()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "records: {csv: on} | records.csv: no records are kept without a 'directory' for their journal; name one",
                "records: {directory: a, database: crm} | records.database: there is no database 'crm'; name one of"
                        + " 'databases'",
                "records: {directory: a, csv: maybe} | records.csv: maybe is not a wish for CSV; use on or off",
                "records: {directory: a, keep: 1h} | records.keep: 1h is not a duration; use 1d to 36500d, with its unit",
                "records: {directory: a, size: 1} | records.size: unknown key; known here: directory, file-size, keep, csv,"
                        + " database, webhook",
                "records: {webhook: {url: 'http://x', secret: SECRET}} | records.webhook: no records are kept without a"
                        + " 'directory' for their journal; name one",
                "records: {directory: a, webhook: {secret: SECRET}} | records.webhook: needs a 'url'",
                "records: {directory: a, webhook: {url: 'http://x'}} | records.webhook: needs a 'secret', which the receiver"
                        + " knows records by; use whsec_ and 24 to 64 octets in base 64, as `echo whsec_$(openssl rand"
                        + " -base64 32)` makes one",
                "records: {directory: a, webhook: {url: 'http://x', secret: whsec_c2hvcnQ=}} | records.webhook.secret: this"
                        + " is not a webhook's secret; use whsec_ and 24 to 64 octets in base 64, as `echo whsec_$(openssl"
                        + " rand -base64 32)` makes one",
                "records: {directory: a, webhook: {url: 'http://x', secret: SECRET, timeout: 2m}} | records.webhook.timeout:"
                        + " 2m is not a duration; use 100ms to 1m, with its unit",
                "records: {directory: a, webhook: {uri: 'http://x', url: 'http://x', secret: SECRET}} | records.webhook.uri:"
                        + " unknown key; did you mean 'url'?",
            })
    void mistakes_are_told_with_their_line(String yaml, String problem) throws IOException {
        assertThat(problems(yaml.replace("SECRET", SECRET))).endsWith(":1: " + problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://x/",
                "//x",
                "/calls",
                "http:",
                "http://",
                "http://u:correct-horse@x/",
                "http://x/#a",
                "http://x:0/",
                "http://x:70000/",
                "http://a b/",
                "https//x",
            })
    void what_is_no_url_of_a_webhook_is_told_without_it(String url) throws IOException {
        assertThat(problems("records: {directory: a, webhook: {url: '" + url + "', secret: " + SECRET + "}}"))
                .endsWith(":1: records.webhook.url: this is not a webhook's URL; use http://HOST/PATH or"
                        + " https://HOST/PATH, without a user and a #");
    }

    @Test
    void they_are_sent_to_a_webhook() throws IOException {
        WebhookSettings webhook = directory
                .good("records: {directory: a, webhook: {url: 'https://x.example:8443/calls?t=1', secret: " + SECRET
                        + ", timeout: 3s}}")
                .data()
                .records()
                .orElseThrow()
                .journal()
                .webhook()
                .orElseThrow();
        assertThat(webhook)
                .isEqualTo(new WebhookSettings(
                        Secret.of("https://x.example:8443/calls?t=1"), Secret.of(SECRET), Duration.ofSeconds(3)));
        assertThat(webhook.toString()).doesNotContain("x.example", SECRET);
    }

    @Test
    void a_file_is_no_directory() throws IOException {
        assertThat(problems("records: {directory: a-file}"))
                .endsWith(":1: records.directory: " + folder.resolve("a-file")
                        + " is no directory; name one, or a place for a new one");
    }

    private String problems(String yaml) throws IOException {
        return directory.read(yaml) instanceof Reading.Bad(var problems)
                ? String.join("\n", problems.stream().map(Object::toString).toList())
                : "";
    }
}
