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
import org.strowger.cdr.RecordSettings;
import org.strowger.configuration.Configuration.Reading;

class RecordConfigurationTest {

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
                        + " database",
            })
    void mistakes_are_told_with_their_line(String yaml, String problem) throws IOException {
        assertThat(problems(yaml)).endsWith(":1: " + problem);
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
