package org.strowger.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.RecordEvent;

/** CSV beside the journal has each record once, whatever ends in the midst of it. */
class CsvRowsTest {

    private static final String FIRST = "records-2026-11-30-000001";

    @TempDir
    Path folder;

    private final Told told = new Told();
    private final ScarceDisk disk = new ScarceDisk();
    private volatile Instant now = Samples.START;

    private RecordJournal open() throws IOException {
        return RecordJournal.open(
                RecordSettings.in(folder).with(RecordSettings.Csv.BESIDE), Optional.empty(), () -> now, told, disk);
    }

    private List<String> rows(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name + ".csv"));
    }

    private List<String> ids(String name) throws IOException {
        return rows(name).stream()
                .skip(1)
                .map(row -> row.substring(0, row.indexOf(',')))
                .toList();
    }

    private static String[] ids(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Samples::id).toArray(String[]::new);
    }

    private static void take(RecordJournal journal, int first, int last) {
        IntStream.rangeClosed(first, last).mapToObj(Samples::call).forEach(journal::take);
    }

    @Test
    void a_row_has_the_columns_of_the_record_below_their_names() throws Exception {
        try (RecordJournal journal = open()) {
            journal.take(Samples.call(1, Map.of("note", "a, b\n\"c\"")));
            journal.take(Samples.refused(2));
        }
        String text = Files.readString(folder.resolve(FIRST + ".csv"));
        assertThat(text).endsWith("\r\n").startsWith("cdr_id,call,parent,started,rang,answered,ended,");
        assertThat(rows(FIRST)).hasSize(3);
        assertThat(rows(FIRST).get(1))
                .startsWith("019ac3f2b1c0-00000001,c1,,2026-11-30T05:06:07.089Z,")
                .contains(
                        ",64.125,60.125,1001,0301,1001,,192.0.2.9:5060,default,plan.groovy:1 route('0.'),7,Completed,,")
                .contains(",callee,sip:b@192.0.2.9,,carrier,PCMA,,4.37,,0.610000,EUR,\"[{\"\"leg\"\":\"\"a\"\"")
                .endsWith("\"{\"\"note\"\":\"\"a, b\\n\\\"\"c\\\"\"\"\"}\"");
        assertThat(rows(FIRST).get(2))
                .contains(",mallory,0900,,,203.0.113.1:5060,,,0,NotAdmitted,wrong credentials,403,21,switch,");
    }

    @Test
    void it_goes_on_where_it_ended_and_a_torn_row_is_made_anew() throws Exception {
        try (RecordJournal journal = open()) {
            take(journal, 1, 700);
        }
        Path csv = folder.resolve(FIRST + ".csv");
        byte[] whole = Files.readAllBytes(csv);
        Files.write(csv, Arrays.copyOf(whole, whole.length * 2 / 3));
        try (RecordJournal journal = open()) {
            take(journal, 701, 710);
        }
        assertThat(ids(FIRST)).containsExactly(ids(1, 710));
        Files.write(csv, Arrays.copyOf(whole, 3)); // not even its first line
        open().close();
        assertThat(ids(FIRST)).containsExactly(ids(1, 710));
        Files.delete(csv);
        open().close();
        assertThat(ids(FIRST)).containsExactly(ids(1, 710));
    }

    @Test
    void each_file_of_the_journal_has_one_beside_it() throws Exception {
        try (RecordJournal journal = open()) {
            take(journal, 1, 2);
        }
        now = now.plus(Duration.ofDays(1));
        try (RecordJournal journal = open()) {
            take(journal, 3, 5);
        }
        assertThat(ids(FIRST)).containsExactly(ids(1, 2));
        assertThat(ids("records-2026-12-01-000001")).containsExactly(ids(3, 5));
    }

    @Test
    void where_it_cannot_be_written_it_catches_up_once_it_can() throws Exception {
        Path csv = folder.resolve(FIRST + ".csv");
        Files.createDirectory(csv); // in its way
        try (RecordJournal journal = open()) {
            take(journal, 1, 3);
            RecordEvent.RecordsDelayed delayed = told.next(RecordEvent.RecordsDelayed.class);
            assertThat(delayed.place()).isEqualTo("csv");
            assertThat(delayed.why()).contains("made of the journal");
            while (journal.figures().behind() == 0) Thread.onSpinWait(); // until the journal is on the disk
            Files.delete(csv);
        }
        assertThat(ids(FIRST)).containsExactly(ids(1, 3));
    }
}
