package org.strowger.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordReaderTest {

    @TempDir
    Path directory;

    private static List<WrittenRecord> read(Path place) throws IOException {
        List<WrittenRecord> all = new ArrayList<>();
        RecordReader.read(place, all::add);
        return all;
    }

    @Test
    void what_was_written_is_read_again() throws IOException {
        Path file = directory.resolve("calls.jsonl");
        Files.writeString(file, JsonRecords.line(Samples.call(7, Map.of("called", "not this"))));
        assertThat(read(file))
                .containsExactly(new WrittenRecord.Whole(
                        file,
                        1,
                        Samples.id(7),
                        new WrittenRecord.Call(
                                "c7",
                                Optional.empty(),
                                Samples.START,
                                "1001",
                                "0301",
                                Optional.of("1001"),
                                Optional.empty(),
                                "192.0.2.9:5060",
                                "default",
                                "plan.groovy:1 route('0.')",
                                "Completed",
                                200)));
    }

    @Test
    void the_files_of_a_journal_are_read_oldest_first_and_nothing_else_in_its_directory() throws IOException {
        for (String name :
                List.of("records-2026-11-30-000002", "records-2026-11-30-000001", "records-2026-11-29-000009"))
            Files.writeString(directory.resolve(name + ".jsonl"), JsonRecords.line(Samples.call(1)) + "\n");
        Files.writeString(directory.resolve("journal.id"), "x");
        assertThat(read(directory).stream().map(one -> one.file().getFileName().toString()))
                .containsExactly(
                        "records-2026-11-29-000009.jsonl",
                        "records-2026-11-30-000001.jsonl",
                        "records-2026-11-30-000002.jsonl");
    }

    @Test
    void a_directory_without_a_journal_is_told() {
        assertThatIOException().isThrownBy(() -> read(directory)).withMessageContaining("there is no records-*.jsonl");
    }

    @Test
    void what_is_no_record_is_told_with_its_line_and_what_follows_is_read() throws IOException {
        String whole = JsonRecords.line(Samples.call(1));
        Path file = Files.write(
                directory.resolve("calls.jsonl"),
                List.of(
                        "{\"a\":1}",
                        whole + whole,
                        "x".repeat(RecordReader.MOST_OCTETS + 1),
                        whole.replace("\"status\":200", "\"status\":\"fine\""),
                        "[]",
                        whole,
                        whole.substring(0, whole.length() / 2)));
        List<WrittenRecord> all = read(file);
        assertThat(all).hasSize(7);
        assertThat(all.get(5)).isInstanceOf(WrittenRecord.Whole.class);
        assertThat(all.stream()
                        .filter(WrittenRecord.Broken.class::isInstance)
                        .map(one -> one.line() + " " + ((WrittenRecord.Broken) one).why()))
                .containsExactly(
                        "1 it has no 'started'",
                        "2 it is no whole JSON object",
                        "3 it is longer than 1048576 octets",
                        "4 its 'status' is no number",
                        "5 it is no whole JSON object",
                        "7 it is no whole JSON object");
    }
}
