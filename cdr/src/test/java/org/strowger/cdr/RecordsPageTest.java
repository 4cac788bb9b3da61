package org.strowger.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The manual's page says what stands in a record. */
class RecordsPageTest {

    @Test
    void the_page_has_a_row_for_each_name_in_its_order() throws IOException {
        List<String> wanted = RecordColumns.ALL.stream()
                .map(column -> "| `%s` | %s | %s |"
                        .formatted(column.name(), column.type().word(), column.about()))
                .toList();
        List<String> rows = Files.readAllLines(Path.of("..", "docs", "records.md")).stream()
                .filter(line -> line.startsWith("| `") && line.endsWith(" |") && line.split("\\|", -1).length == 5)
                .toList();
        assertThat(rows.subList(0, Math.min(rows.size(), wanted.size()))).isEqualTo(wanted);
    }
}
