package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.directory.ResourceList;

/** Lists of accounts that are watched by one subscription. */
class ListConfigurationTest {

    private static final String ACCOUNTS = """
            accounts:
              1001: {password: x1}
              1002: {password: x2}
            """;

    @TempDir
    Path folder;

    ConfigurationDirectory directory;

    @BeforeEach
    void files() throws IOException {
        directory = ConfigurationDirectory.in(folder);
    }

    @Test
    void a_list_has_its_members_in_the_order_in_which_they_are_written() throws IOException {
        Configuration configuration = directory.good(ACCOUNTS + "lists:\n  desk: {members: [1002, 1001]}\n");
        assertThat(configuration.lists()).isEqualTo(Map.of("desk", new ResourceList("desk", List.of("1002", "1001"))));
        assertThat(directory.good(ACCOUNTS).lists()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "desk: {members: [1001, 1020]}|there is no account '1020'",
                "desk: {members: [1001, 1001]}|'1001' is written twice",
                "desk: {}|needs 'members', one account or more",
                "1001: {members: [1002]}|there is an account '1001' too; give the list a name of its own"
            })
    void what_is_wrong_is_told_with_its_line(String list, String problem) throws IOException {
        assertThat(directory.problems(ACCOUNTS + "lists:\n  " + list + "\n"))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.line()).isEqualTo(5);
                    assertThat(told.toString()).contains(problem);
                });
    }

    @Test
    void a_list_has_a_bound() throws IOException {
        String many = IntStream.rangeClosed(2000, 2000 + ResourceList.MOST_MEMBERS)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(", "));
        String accounts = IntStream.rangeClosed(2000, 2000 + ResourceList.MOST_MEMBERS)
                .mapToObj(number -> "  " + number + ": {password: x}\n")
                .collect(Collectors.joining());
        assertThat(directory.problems("accounts:\n" + accounts + "lists:\n  all: {members: [" + many + "]}\n"))
                .singleElement()
                .satisfies(told -> assertThat(told.toString()).contains("201 members are more than 200; make two"));
    }
}
