package org.strowger.cdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.RecordEvent;

/** Each record is in the journal once and in order, whatever the disk and the process do. */
class RecordJournalTest {

    private static final String FIRST = "records-2026-11-30-000001.jsonl";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Told told = new Told();
    private final ScarceDisk disk = new ScarceDisk();
    private volatile Instant now = Samples.START;

    private RecordJournal open(RecordSettings settings) throws IOException {
        return RecordJournal.open(settings, Optional.empty(), () -> now, told, disk);
    }

    private RecordJournal open() throws IOException {
        return open(RecordSettings.in(folder));
    }

    private static void take(RecordJournal journal, int first, int last) {
        IntStream.rangeClosed(first, last).mapToObj(Samples::call).forEach(journal::take);
    }

    /** Their ids, in the order of the files and lines. */
    private List<String> ids() throws IOException {
        List<String> ids = new ArrayList<>();
        for (String name : files())
            for (String line : Files.readAllLines(folder.resolve(name)))
                ids.add(JsonRecords.read(line.getBytes(StandardCharsets.UTF_8)).get("cdr_id"));
        return ids;
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    private static String[] ids(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Samples::id).toArray(String[]::new);
    }

    @Test
    void a_record_is_a_line_and_a_journal_goes_on_where_it_ended() throws Exception {
        try (RecordJournal journal = open()) {
            take(journal, 1, 2_500);
        }
        try (RecordJournal journal = open()) {
            take(journal, 2_501, 2_600);
        }
        assertThat(ids()).containsExactly(ids(1, 2_600));
        assertThat(files()).containsExactly(FIRST);
        assertThat(told.isSilent()).isTrue();
    }

    @Test
    void a_line_says_all_that_a_record_holds() throws Exception {
        try (RecordJournal journal = open()) {
            journal.take(Samples.call(1, Map.of("note", "a \"quoted\"\nline \ud800 of \u0000 it")));
        }
        String line = Files.readString(folder.resolve(FIRST));
        assertThat(line).endsWith("}\n").doesNotContain("\r");
        assertThat(line.lines()).hasSize(1);
        Map<String, String> values = JsonRecords.read(line.getBytes(StandardCharsets.UTF_8));
        assertThat(values)
                .containsEntry("started", "2026-11-30T05:06:07.089Z")
                .containsEntry("talked", "60.125")
                .containsEntry("cost", "0.610000")
                .containsEntry("codec", "PCMA")
                .containsEntry("callee_trunk", "carrier")
                .containsEntry("fields", "{\"note\":\"a \\\"quoted\\\"\\nline \ufffd of \\u0000 it\"}")
                .doesNotContainKeys("parent", "trunk", "why");
        assertThat(values.get("legs")).contains("\"lost\":3").contains("\"far_mos\":4.1");
    }

    @Test
    void a_line_that_a_process_did_not_finish_is_cut_off() throws Exception {
        try (RecordJournal journal = open()) {
            take(journal, 1, 3);
        }
        Path file = folder.resolve(FIRST);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 100));
        try (RecordJournal journal = open()) {
            take(journal, 4, 4);
        }
        assertThat(ids()).containsExactly(Samples.id(1), Samples.id(2), Samples.id(4));
        Files.writeString(file, "{\"cdr_id\":\"never", StandardOpenOption.APPEND);
        now = now.plus(Duration.ofDays(1));
        try (RecordJournal journal = open()) {
            take(journal, 5, 5);
        }
        assertThat(ids())
                .as("in an older file, too")
                .containsExactly(Samples.id(1), Samples.id(2), Samples.id(4), Samples.id(5));
    }

    @Test
    void while_the_disk_is_full_records_wait_and_are_written_once_and_in_order_when_there_is_room() throws Exception {
        try (RecordJournal journal = open()) {
            disk.hasRoomFor(2_000); // one, and a part of another
            take(journal, 1, 50);
            RecordEvent.RecordsDelayed delayed = told.next(RecordEvent.RecordsDelayed.class);
            assertThat(delayed.place()).isEqualTo("journal");
            assertThat(delayed.why())
                    .contains(folder.toString())
                    .contains("No space left")
                    .contains("make room");
            take(journal, 51, 100);
            assertThat(journal.figures().waiting()).isPositive();
            disk.hasRoomFor(1_000_000);
            assertThat(told.next(RecordEvent.RecordsResumed.class).place()).isEqualTo("journal");
            take(journal, 101, 110);
        }
        assertThat(ids()).containsExactly(ids(1, 110));
        assertThat(told.isSilent()).as("once each").isTrue();
    }

    /** A flush may last: what waited for it in memory would be lost by an end without warning. */
    @Test
    void while_a_flush_to_the_disk_lasts_records_are_written_all_the_same() throws Exception {
        disk.takesItsTime();
        try (RecordJournal journal = open()) {
            take(journal, 1, 1);
            disk.awaitFlush();
            take(journal, 2, 50);
            try {
                settled(journal, 50);
                assertThat(ids()).containsExactly(ids(1, 50));
            } finally {
                disk.isDone();
            }
        }
        assertThat(told.isSilent()).isTrue();
    }

    @Test
    void a_disk_that_fails_to_keep_what_it_was_given_is_told_of_once_and_who_follows_waits() throws Exception {
        RecordSettings csv = new RecordSettings(folder, 1 << 20, Duration.ofDays(30), RecordSettings.Csv.BESIDE);
        disk.keepsNothing();
        try (RecordJournal journal = open(csv)) {
            take(journal, 1, 20);
            assertThat(told.next(RecordEvent.RecordsDelayed.class).why())
                    .contains(folder.toString())
                    .contains("Input/output error")
                    .contains("a loss of power");
            settled(journal, 20);
            assertThat(journal.figures().behind())
                    .as("nothing is safe that could be missed")
                    .isZero();
            disk.keeps();
            assertThat(told.next(RecordEvent.RecordsResumed.class).place()).isEqualTo("journal");
        }
        assertThat(Files.readAllLines(folder.resolve(FIRST.replace(".jsonl", ".csv"))))
                .hasSize(21);
        assertThat(told.isSilent()).as("once each").isTrue();
    }

    @Test
    void what_a_failed_write_has_left_and_cannot_be_cut_off_then_is_cut_off_later() throws Exception {
        try (RecordJournal journal = open()) {
            take(journal, 1, 1);
            disk.cutsNothing();
            disk.hasRoomFor(5_000);
            take(journal, 2, 50);
            told.next(RecordEvent.RecordsDelayed.class);
            disk.hasRoomFor(1_000_000);
            disk.cuts();
        }
        assertThat(ids()).containsExactly(ids(1, 50));
    }

    @Test
    void a_switch_that_stops_while_nothing_can_be_written_says_what_is_lost() throws Exception {
        disk.hasRoomFor(0);
        RecordJournal journal = open();
        take(journal, 1, 5);
        told.next(RecordEvent.RecordsDelayed.class);
        journal.close();
        for (long lost = 0; lost < 5; ) {
            RecordEvent.RecordsLost some = told.next(RecordEvent.RecordsLost.class);
            assertThat(some.why()).contains("the switch has ended");
            lost += some.count();
        }
        assertThat(journal.figures().lost()).isEqualTo(5);
        assertThat(journal.figures().waiting()).isZero();
        assertThat(ids()).isEmpty();
    }

    @Test
    void so_many_wait_and_no_more_and_of_what_strangers_were_refused_half_as_many() throws Exception {
        disk.hasRoomFor(0);
        try (RecordJournal journal = open()) {
            var refused = Samples.refused(1);
            for (int i = 0; i < RecordJournal.MOST_WAITING; i++) journal.take(refused);
            assertThat(journal.figures().waiting()).isEqualTo(RecordJournal.MOST_WAITING / 2);
            assertThat(journal.figures().lost()).isEqualTo(RecordJournal.MOST_WAITING / 2);
            var call = Samples.call(1);
            for (int i = 0; i < RecordJournal.MOST_WAITING; i++) journal.take(call);
            assertThat(journal.figures().waiting())
                    .isBetween(RecordJournal.MOST_WAITING / 2 + 1L, (long) RecordJournal.MOST_WAITING);
            told.next(RecordEvent.RecordsDelayed.class);
        }
    }

    @Test
    void records_that_wait_are_bounded_by_octets_too() throws Exception {
        disk.hasRoomFor(0);
        try (RecordJournal journal = open()) {
            var heavy = Samples.call(1, Map.of("note", "x".repeat(100_000)));
            for (int i = 0; i < 1_000; i++) journal.take(heavy);
            assertThat(journal.figures().waiting()).isBetween(600L, RecordJournal.MOST_OCTETS / 200_000);
            assertThat(journal.figures().lost())
                    .isEqualTo(1_000 - journal.figures().waiting());
        }
    }

    @Test
    void a_file_is_followed_by_another_where_it_is_full_and_with_each_day() throws Exception {
        try (RecordJournal journal = open(RecordSettings.in(folder).withFileSize(1_000))) {
            take(journal, 1, 1);
            settled(journal, 1);
            take(journal, 2, 2);
            settled(journal, 2);
            now = now.plus(Duration.ofDays(1));
            take(journal, 3, 3);
            settled(journal, 3);
            now = now.minus(Duration.ofDays(3)); // a clock that is set back
            take(journal, 4, 4);
        }
        assertThat(files())
                .containsExactly(
                        FIRST,
                        "records-2026-11-30-000002.jsonl",
                        "records-2026-12-01-000001.jsonl",
                        "records-2026-12-01-000002.jsonl");
        assertThat(ids()).containsExactly(ids(1, 4));
    }

    /** The writer has taken so many. */
    private static void settled(RecordJournal journal, long records) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (journal.figures().written() < records) {
            assertThat(System.nanoTime()).as("%s written in time", records).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void a_file_is_deleted_when_it_is_older_than_it_is_to_be_kept() throws Exception {
        RecordSettings month = new RecordSettings(folder, 1 << 20, Duration.ofDays(30), RecordSettings.Csv.NONE);
        try (RecordJournal journal = open(month)) {
            take(journal, 1, 1);
            settled(journal, 1);
            now = now.plus(Duration.ofDays(30));
            take(journal, 2, 2);
            settled(journal, 2);
            assertThat(files()).hasSize(2);
            now = now.plus(Duration.ofDays(1));
            take(journal, 3, 3);
        }
        assertThat(ids()).containsExactly(ids(2, 3));
    }

    @Test
    void a_directory_is_one_journals() throws Exception {
        try (RecordJournal first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by another strowger")
                    .hasMessageContaining("records.directory");
            assertThat(first.figures().lost()).isZero();
        }
        open().close();
    }
}
