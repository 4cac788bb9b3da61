package org.strowger.dialplan.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.dialplan.data.Databases;
import org.strowger.statemachine.Secret;

/** Rows in the embedded database, as one switch keeps them. */
class TableStoreTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final int MOST = 50;
    private static final TableShape FORWARDS = new TableShape(
            "forwards",
            "account",
            columns("always", ColumnType.TEXT, "calls", ColumnType.NUMBER, "on", ColumnType.FLAG),
            Optional.empty());
    private static final TableShape SHORT =
            new TableShape("callers", "number", columns("calls", ColumnType.NUMBER), Optional.of(Duration.ofHours(1)));

    @TempDir
    Path folder;

    TableStore store;

    @BeforeEach
    void open() {
        store = TableStore.embedded(folder, MOST);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Map<String, ColumnType> columns(Object... namesAndTypes) {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2)
            columns.put((String) namesAndTypes[i], (ColumnType) namesAndTypes[i + 1]);
        return columns;
    }

    @Test
    void a_row_is_there_when_the_store_is_opened_again() {
        store.put(FORWARDS, "1001", Map.of("always", "4711", "calls", 3, "on", true), NOW);
        store.close();
        store = TableStore.embedded(folder, MOST);

        TableRow row = store.row(FORWARDS, "1001", NOW);
        assertThat(row.isFound()).isTrue();
        assertThat(row.text("always")).isEqualTo("4711");
        assertThat(row.number("calls")).isEqualTo(3);
        assertThat(row.flag("on")).isTrue();
    }

    @Test
    void what_is_not_there_is_empty() {
        TableRow row = store.row(FORWARDS, "1001", NOW);
        assertThat(row.isFound()).isFalse();
        assertThat(row.asBoolean()).isFalse();
        assertThat(row.text("always")).isEmpty();
        assertThat(row.number("calls")).isZero();
        assertThat(row.flag("on")).isFalse();
        assertThat(row.has("always")).isFalse();
    }

    @Test
    void columns_that_are_not_written_stay_and_null_empties_one() {
        store.put(FORWARDS, "1001", Map.of("always", "4711", "calls", 3), NOW);
        Map<String, Object> emptied = new LinkedHashMap<>();
        emptied.put("always", null);
        store.put(FORWARDS, "1001", emptied, NOW);
        assertThat(store.row(FORWARDS, "1001", NOW).written()).isEqualTo(Map.of("calls", "3"));
    }

    @Test
    void of_many_that_count_at_once_none_is_lost() throws Exception {
        atOnce(8, _ -> {
            for (int i = 0; i < 50; i++) store.increment(FORWARDS, "1001", "calls", 1, NOW);
            return true;
        });
        assertThat(store.row(FORWARDS, "1001", NOW).number("calls")).isEqualTo(400);
    }

    @Test
    void of_many_that_make_a_row_at_once_one_does() throws Exception {
        List<Boolean> made = atOnce(8, i -> store.putIfAbsent(FORWARDS, "1001", Map.of("always", "by" + i), NOW));
        assertThat(made).containsOnlyOnce(true);
        assertThat(store.row(FORWARDS, "1001", NOW).text("always")).isEqualTo("by" + made.indexOf(true));
    }

    @Test
    void of_many_that_swap_a_value_at_once_one_does() throws Exception {
        store.put(FORWARDS, "1001", Map.of("always", "old"), NOW);
        List<Boolean> swapped = atOnce(8, i -> store.compareAndSet(FORWARDS, "1001", "always", "old", "new" + i, NOW));
        assertThat(swapped).containsOnlyOnce(true);
        assertThat(store.compareAndSet(FORWARDS, "1002", "always", null, "first", NOW))
                .isTrue();
    }

    @Test
    void a_table_never_has_more_rows_than_it_may() throws Exception {
        List<Boolean> kept = atOnce(8, thread -> {
            int full = 0;
            for (int i = 0; i < 20; i++) {
                try {
                    store.put(FORWARDS, thread + "-" + i, Map.of(), NOW);
                } catch (TableFull refused) {
                    full++;
                }
            }
            return full > 0;
        });
        assertThat(kept).contains(true);
        assertThat(store.count(FORWARDS, NOW)).isEqualTo(MOST);
        TableRow first = store.rows(FORWARDS, 1, NOW).getFirst();
        store.put(FORWARDS, first.getKey(), Map.of("always", "changed"), NOW);
        assertThatThrownBy(() -> store.put(FORWARDS, "new", Map.of(), NOW))
                .isInstanceOf(TableFull.class)
                .hasMessage("table 'forwards' is full: it has 50 rows (tables.rows in the configuration)");
        assertThat(store.remove(FORWARDS, first.getKey(), NOW)).isTrue();
        store.put(FORWARDS, "new", Map.of(), NOW);
        assertThat(store.count(FORWARDS, NOW)).isEqualTo(MOST);
    }

    @Test
    void rows_come_and_go_at_once_and_are_counted_right() throws Exception {
        atOnce(8, thread -> {
            for (int i = 0; i < 40; i++) {
                store.put(FORWARDS, "row" + (i + thread) % 5, Map.of(), NOW);
                store.remove(FORWARDS, "row" + i % 5, NOW);
            }
            return true;
        });
        for (int i = 0; i < 5; i++) store.remove(FORWARDS, "row" + i, NOW);
        for (int i = 0; i < MOST; i++) store.put(FORWARDS, "full" + i, Map.of(), NOW);
        assertThatThrownBy(() -> store.put(FORWARDS, "more", Map.of(), NOW)).isInstanceOf(TableFull.class);
    }

    @Test
    void a_row_whose_time_is_over_is_not_there_and_makes_room() {
        for (int i = 0; i < MOST; i++) store.put(SHORT, "n" + i, Map.of("calls", i), NOW);
        Instant before = NOW.plus(Duration.ofMinutes(59));
        assertThat(store.row(SHORT, "n7", before).number("calls")).isEqualTo(7);
        assertThatThrownBy(() -> store.put(SHORT, "more", Map.of(), before)).isInstanceOf(TableFull.class);

        Instant after = NOW.plus(Duration.ofHours(1));
        assertThat(store.row(SHORT, "n7", after).isFound()).isFalse();
        assertThat(store.rows(SHORT, MOST, after)).isEmpty();
        assertThat(store.increment(SHORT, "n8", "calls", 1, after)).isEqualTo(1);
        assertThat(store.putIfAbsent(SHORT, "n9", Map.of(), after)).isTrue();
        assertThat(store.remove(SHORT, "n10", after)).isFalse();
        store.put(SHORT, "more", Map.of(), after);
        assertThat(store.rows(SHORT, 2, after)).hasSize(2);
        assertThat(store.rows(SHORT, 0, after)).isEmpty();
        assertThat(store.rows(SHORT, MOST, after)).extracting(TableRow::getKey).containsExactly("more", "n8", "n9");
    }

    @Test
    void who_only_looks_sees_what_would_be_and_changes_nothing() {
        store.put(FORWARDS, "1001", Map.of("calls", 3), NOW);
        TableStore looking = store.looking(); // while the other has it open
        assertThat(looking.increment(FORWARDS, "1001", "calls", 1, NOW)).isEqualTo(4);
        assertThat(looking.row(FORWARDS, "1001", NOW).number("calls")).isEqualTo(3);
        looking.close();
        assertThat(store.row(FORWARDS, "1001", NOW).number("calls")).isEqualTo(3);
    }

    @Test
    void who_only_looks_finds_nothing_where_nothing_was_kept_and_makes_nothing() {
        TableStore looking = TableStore.embedded(folder.resolve("none"), MOST).looking();
        assertThat(looking.row(FORWARDS, "1001", NOW).isFound()).isFalse();
        looking.close();
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void a_value_of_another_type_and_one_that_is_too_long_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put(FORWARDS, "1001", Map.of("calls", "three"), NOW))
                .withMessage("table 'forwards': column 'calls' is a number, and gets a String");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put(FORWARDS, "1001", Map.of("calls", 1.5), NOW))
                .withMessage("table 'forwards': column 'calls' is a number, and gets a Double");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put(FORWARDS, "1001", Map.of("alwys", "1"), NOW))
                .withMessage("table 'forwards' has no column 'alwys'; did you mean 'always'?");
        store.put(FORWARDS, "1001", Map.of("always", "é".repeat(2048)), NOW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put(FORWARDS, "1001", Map.of("always", "é".repeat(2049)), NOW))
                .withMessage("table 'forwards': column 'always' takes 4096 octets at most");
        store.put(FORWARDS, "k".repeat(256), Map.of(), NOW);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put(FORWARDS, "k".repeat(257), Map.of(), NOW))
                .withMessage("table 'forwards': 'account' takes 256 octets at most");
        assertThatIllegalArgumentException() // no plan could read it
                .isThrownBy(() -> store.put(FORWARDS, "", Map.of(), NOW))
                .withMessage("table 'forwards': a row needs its 'account', and there is none");
        store.increment(FORWARDS, "1001", "calls", Long.MAX_VALUE, NOW);
        assertThatThrownBy(() -> store.increment(FORWARDS, "1001", "calls", 1, NOW))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_column_that_an_earlier_plan_wrote_as_another_type_is_told() {
        store.put(FORWARDS, "1001", Map.of("always", "4711a"), NOW);
        TableShape later =
                new TableShape("forwards", "account", columns("always", ColumnType.NUMBER), Optional.empty());
        assertThatThrownBy(() -> store.row(later, "1001", NOW).number("always"))
                .isInstanceOf(TableFailed.class)
                .hasMessage("table 'forwards': column 'always' of the row '1001' is a number, and that is none");
        store.put(later, "1001", Map.of("always", 7), NOW);
        assertThat(store.row(FORWARDS, "1001", NOW).text("always")).isEqualTo("7");
    }

    @Test
    void a_store_that_is_away_is_told_without_its_secrets() {
        var away = new Databases.Settings(
                Secret.of("jdbc:h2:tcp://127.0.0.1:1/x;PASSWORD=hunter2hunter2"),
                Optional.empty(),
                Optional.empty(),
                1,
                Duration.ofMillis(300));
        try (Databases down = new Databases(Map.of("away", away))) {
            TableStore lost = new TableStore(down, "away", MOST);
            assertThatThrownBy(() -> lost.row(FORWARDS, "1001", NOW))
                    .isInstanceOf(TableFailed.class)
                    .hasMessageStartingWith("the store of tables: ")
                    .hasMessageNotContaining("hunter2");
        }
        assertThatThrownBy(() -> TableStore.none().row(FORWARDS, "1001", NOW))
                .isInstanceOf(TableFailed.class)
                .hasMessage("nothing keeps tables here");
    }

    private interface Doing<T> {
        T by(int thread) throws Exception;
    }

    private static <T> List<T> atOnce(int threads, Doing<T> doing) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<T>> all = IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(i -> () -> doing.by(i))
                    .collect(Collectors.toList());
            List<T> answers = new ArrayList<>();
            for (Future<T> one : executor.invokeAll(all)) answers.add(one.get());
            return answers;
        }
    }
}
