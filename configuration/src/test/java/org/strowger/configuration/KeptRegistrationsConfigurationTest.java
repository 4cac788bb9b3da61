package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.configuration.Configuration.Reading;

class KeptRegistrationsConfigurationTest {

    @TempDir
    Path folder;

    ConfigurationDirectory directory;

    @BeforeEach
    void files() throws IOException {
        directory = ConfigurationDirectory.in(folder);
        Files.writeString(folder.resolve("a-file"), "");
    }

    @Test
    void without_a_word_they_are_kept_beside_the_file() throws IOException {
        assertThat(directory.good("").exchange().registrar().directory()).contains(folder.resolve("registrations"));
        assertThat(folder.resolve("registrations")).doesNotExist();
    }

    @Test
    void they_are_kept_elsewhere_or_in_memory_alone() throws IOException {
        assertThat(directory
                        .good("registrar: {directory: ../elsewhere}")
                        .exchange()
                        .registrar()
                        .directory())
                .contains(folder.resolveSibling("elsewhere"));
        assertThat(directory
                        .good("registrar: {store: memory}")
                        .exchange()
                        .registrar()
                        .directory())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "registrar: {store: file} | registrar.store: file is not a store; use disk or memory",
                "registrar: {store: memory, directory: here} | registrar.directory: nothing is kept there with 'store:"
                        + " memory'; remove one of the two",
            })
    void mistakes_are_told_with_their_line(String yaml, String problem) throws IOException {
        assertThat(problems(yaml)).endsWith(":1: " + problem);
    }

    @Test
    void a_file_is_no_directory() throws IOException {
        assertThat(problems("registrar: {directory: a-file}"))
                .endsWith(":1: registrar.directory: " + folder.resolve("a-file")
                        + " is no directory; name one, or a place for a new one");
    }

    private String problems(String yaml) throws IOException {
        return directory.read(yaml) instanceof Reading.Bad(var problems)
                ? String.join("\n", problems.stream().map(Object::toString).toList())
                : "";
    }
}
