package org.strowger.dialplan.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialplan.data.Databases;
import org.strowger.statemachine.Secret;

/** Both ledgers keep the same books: the one in memory, and the one in a real database's file. */
class LedgerTest {

    @TempDir
    Path folder;

    private Databases databases;

    @BeforeEach
    void open() {
        String url = "jdbc:h2:file:" + folder.resolve("money") + ";WRITE_DELAY=0";
        databases = new Databases(Map.of(
                "money",
                new Databases.Settings(Secret.of(url), Optional.empty(), Optional.empty(), 8, Duration.ofSeconds(30))));
    }

    @AfterEach
    void close() {
        databases.close();
    }

    private Ledger ledger(String kind) throws Exception {
        if (kind.equals("memory")) return Ledger.inMemory(Map.of("ada", new BigDecimal("0.001")));
        var ledger = Ledger.in(databases, "money", "node-1");
        ledger.recover(); // makes the tables
        try (var connection = databases.connect("money");
                var statement = connection.createStatement()) {
            statement.execute("insert into strowger_balance values ('ada', 1000)");
        }
        return ledger;
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "database"})
    void what_is_reserved_is_charged_or_goes_back(String kind) throws Exception {
        var ledger = ledger(kind);
        assertThat(ledger.reserve("call", "ada", 0, 600, 10)).isEqualTo(600);
        assertThat(ledger.balance("ada")).hasValue(400);
        assertThat(ledger.reserve("call", "ada", 500, 600, 10))
                .as("what is left")
                .isEqualTo(400);
        assertThat(ledger.reserve("call", "ada", 900, 600, 10)).as("too little").isZero();
        ledger.settle("call", 950);
        assertThat(ledger.balance("ada")).hasValue(50);
        ledger.settle("call", 950);
        assertThat(ledger.balance("ada")).as("settled once").hasValue(50);
        assertThat(ledger.reserve("other", "ada", 0, 600, 51)).isZero();
        assertThat(ledger.reserve("other", "nobody", 0, 1, 1)).isZero();
        assertThat(ledger.balance("nobody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "database"})
    void fifty_calls_at_once_cannot_spend_more_than_there_is(String kind) throws Exception {
        var ledger = ledger(kind);
        List<Callable<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String id = "call-" + i;
            calls.add(() -> {
                long spent = 0;
                for (int slice = 0; slice < 4; slice++) spent += ledger.reserve(id, "ada", spent, 13, 5);
                ledger.settle(id, spent);
                return spent;
            });
        }
        long spent = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) spent += call.get();
        }
        assertThat(spent).isLessThanOrEqualTo(1000).isGreaterThan(995);
        assertThat(ledger.balance("ada")).hasValue(1000 - spent);
    }

    @Test
    void what_a_crash_left_reserved_goes_back_but_for_what_was_spent_and_other_nodes_keep_theirs() throws Exception {
        var ledger = ledger("database");
        ledger.reserve("call", "ada", 0, 300, 1);
        ledger.reserve("call", "ada", 250, 100, 1);
        Ledger.in(databases, "money", "node-2").reserve("theirs", "ada", 0, 100, 1);
        databases.close(); // and nobody settles
        var after = Ledger.in(databases, "money", "node-1");
        assertThat(after.recover()).isEqualTo(1);
        assertThat(after.balance("ada")).hasValue(1000 - 250 - 100);
        assertThat(after.recover()).isZero();
    }
}
