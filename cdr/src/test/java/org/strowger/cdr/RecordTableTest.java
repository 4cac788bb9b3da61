package org.strowger.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.RecordEvent;

/** The table has each record once, whenever its database is away, and whatever ends in the midst of a transaction. */
class RecordTableTest {

    @TempDir
    Path folder;

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private final Told told = new Told();
    private volatile Instant now = Samples.START;
    private volatile boolean away;
    /** Commits until the connection breaks: before one it is lost, after one only its answer is. */
    private final AtomicInteger untilBroken = new AtomicInteger(Integer.MAX_VALUE);

    private volatile boolean committedBefore;
    private Connection kept;

    @BeforeEach
    void database() throws SQLException {
        kept = DriverManager.getConnection(url);
    }

    @AfterEach
    void nobody() throws SQLException {
        kept.close();
    }

    private final RecordTable.Connector connector = new RecordTable.Connector() {
        @Override
        public Connection connect() throws SQLException {
            if (away) throw new SQLException("connection to db.example refused for correct-horse");
            return breaking(DriverManager.getConnection(url));
        }

        @Override
        public String hiddenIn(String told) {
            return told.replace("correct-horse", "•••");
        }
    };

    private Connection breaking(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    boolean breaks = method.getName().equals("commit") && untilBroken.getAndDecrement() == 0;
                    if (breaks && !committedBefore) real.rollback();
                    if (breaks && committedBefore) real.commit();
                    if (breaks) throw new SQLException("the connection is broken");
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private RecordJournal open() throws IOException {
        return RecordJournal.open(RecordSettings.in(folder), Optional.of(connector), () -> now, told);
    }

    private static void take(RecordJournal journal, int first, int last) {
        IntStream.rangeClosed(first, last).mapToObj(Samples::call).forEach(journal::take);
    }

    private List<String> ids() throws SQLException {
        return strings("select cdr_id from strowger_record order by cdr_id");
    }

    private List<String> strings(String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Statement ask = kept.createStatement();
                ResultSet rows = ask.executeQuery(query)) {
            while (rows.next()) strings.add(rows.getString(1));
        }
        return strings;
    }

    private static String[] ids(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Samples::id).toArray(String[]::new);
    }

    @Test
    void a_record_is_a_row_with_a_value_of_its_kind_in_each_column() throws Exception {
        try (RecordJournal journal = open()) {
            journal.take(Samples.call(1));
            journal.take(Samples.refused(2));
        }
        assertThat(ids()).containsExactly(ids(1, 2));
        String of1 = " from strowger_record where cdr_id = '" + Samples.id(1) + "'";
        assertThat(strings("select extract(epoch from ended - started)" + of1).getFirst())
                .startsWith("64.125");
        assertThat(strings("select talked + cost" + of1)).containsExactly("60.735000");
        assertThat(strings("select status + q850" + of1)).containsExactly("216");
        assertThat(strings("select hung_up_by || ' ' || callee_trunk || ' ' || fields" + of1))
                .containsExactly("callee carrier {\"customer\":\"acme\"}");
        assertThat(strings(
                        "select cdr_id from strowger_record where call is null and answered is null and cost is null"))
                .containsExactly(Samples.id(2));
    }

    @Test
    void it_goes_on_where_it_ended_over_restarts_and_files() throws Exception {
        for (int run = 0; run < 4; run++) {
            try (RecordJournal journal = open()) {
                take(journal, run * 700 + 1, run * 700 + 700);
            }
            now = now.plus(Duration.ofDays(1));
        }
        assertThat(ids()).containsExactly(ids(1, 2_800));
        assertThat(told.isSilent()).isTrue();
    }

    @Test
    void a_database_that_is_away_gets_what_it_has_missed_and_its_secrets_are_not_told() throws Exception {
        away = true;
        try (RecordJournal journal = open()) {
            take(journal, 1, 1_200);
            RecordEvent.RecordsDelayed delayed = told.next(RecordEvent.RecordsDelayed.class);
            assertThat(delayed.place()).isEqualTo("table");
            assertThat(delayed.why()).contains("db.example").contains("journal").doesNotContain("correct-horse");
        }
        away = false;
        try (RecordJournal journal = open()) {
            take(journal, 1_201, 1_300);
        }
        assertThat(ids()).containsExactly(ids(1, 1_300));
    }

    @Test
    void a_database_that_comes_back_is_told_and_goes_on() throws Exception {
        away = true;
        try (RecordJournal journal = open()) {
            take(journal, 1, 10);
            told.next(RecordEvent.RecordsDelayed.class);
            away = false;
            assertThat(told.next(RecordEvent.RecordsResumed.class).place()).isEqualTo("table");
            take(journal, 11, 20);
        }
        assertThat(ids()).containsExactly(ids(1, 20));
        assertThat(told.isSilent()).isTrue();
    }

    @Test
    void a_connection_that_breaks_before_or_behind_a_commit_costs_and_doubles_nothing() throws Exception {
        for (boolean behind : new boolean[] {false, true}) {
            committedBefore = behind;
            int first = behind ? 2_001 : 1;
            untilBroken.set(2); // one of the beginning, one of the first rows
            try (RecordJournal journal = open()) {
                take(journal, first, first + 1_999);
                told.next(RecordEvent.RecordsDelayed.class);
            }
            untilBroken.set(Integer.MAX_VALUE);
            open().close();
            told.clear();
        }
        assertThat(ids()).containsExactly(ids(1, 4_000));
    }

    @Test
    void rows_that_are_there_are_not_put_there_again_where_somebody_took_the_position_away() throws Exception {
        try (RecordJournal journal = open()) {
            take(journal, 1, 600);
        }
        try (Statement lose = kept.createStatement()) {
            lose.execute("delete from strowger_record_position");
            lose.execute("delete from strowger_record where cdr_id = '" + Samples.id(77) + "'");
        }
        try (RecordJournal journal = open()) {
            take(journal, 601, 610);
        }
        assertThat(ids()).as("and what is missing is there").containsExactly(ids(1, 610));
    }

    @Test
    void two_journals_share_a_table() throws Exception {
        try (RecordJournal journal = open()) {
            take(journal, 1, 5);
        }
        Path other = Files.createDirectory(folder.resolve("other"));
        try (RecordJournal journal =
                RecordJournal.open(RecordSettings.in(other), Optional.of(connector), () -> now, told)) {
            take(journal, 6, 9);
        }
        assertThat(ids()).containsExactly(ids(1, 9));
        assertThat(strings("select count(*) from strowger_record_position")).containsExactly("2");
    }

    @Test
    void what_no_database_takes_in_a_text_is_left_out() throws Exception {
        try (RecordJournal journal = open()) {
            journal.take(Samples.from("10\u000001"));
        }
        assertThat(strings("select caller from strowger_record")).containsExactly("1001");
    }

    @Test
    void no_file_is_deleted_before_the_table_has_it() throws Exception {
        away = true;
        try (RecordJournal journal = open()) {
            take(journal, 1, 1);
        }
        now = now.plus(Duration.ofDays(100));
        try (RecordJournal journal = open()) {
            take(journal, 2, 2);
        }
        away = false;
        now = now.plus(Duration.ofDays(100));
        try (RecordJournal journal = open()) {
            told.next(RecordEvent.RecordsDelayed.class);
            take(journal, 3, 3);
        }
        assertThat(ids()).containsExactly(ids(1, 3));
    }
}
