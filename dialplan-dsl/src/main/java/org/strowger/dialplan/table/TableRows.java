package org.strowger.dialplan.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.dialplan.table.TableStore.Change;

/**
 * The rows as SQL, within one transaction. Who changes how many rows a table has, holds its line of
 * {@code strowger_table} before the row, so that no two wait for each other.
 */
final class TableRows {

    static final List<String> TABLES = List.of(
            "create table if not exists strowger_table (name varchar(64) primary key, row_count bigint not null)",
            "create table if not exists strowger_row (table_name varchar(64) not null, row_key varchar(256) not null, "
                    + "kept varchar(1000000) not null, expires bigint, primary key (table_name, row_key))");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};

    private final Connection connection;
    private final int timeoutSeconds;

    TableRows(Connection connection, Duration timeout) {
        this.connection = connection;
        this.timeoutSeconds = (int) Math.max(1, timeout.plusMillis(999).toSeconds());
    }

    /** As it is kept; whether its time is over is another question. */
    private record Kept(Map<String, String> values, long expires) {
        boolean isOver(Instant now) {
            return expires <= now.toEpochMilli();
        }
    }

    TableRow row(TableShape table, String key, Instant now) throws SQLException {
        return find(table, key, "")
                .filter(kept -> !kept.isOver(now))
                .map(kept -> TableRow.of(table, key, kept.values()))
                .orElseGet(() -> TableRow.none(table, key));
    }

    private Optional<Kept> find(TableShape table, String key, String holding) throws SQLException {
        String sql = "select kept, expires from strowger_row where table_name = ? and row_key = ?" + holding;
        try (PreparedStatement statement = statement(sql, table.name(), key);
                ResultSet found = statement.executeQuery()) {
            return found.next() ? Optional.of(kept(found)) : Optional.empty();
        }
    }

    private static Kept kept(ResultSet found) throws SQLException {
        Map<String, String> values = read(found.getString("kept"));
        long expires = found.getLong("expires");
        return new Kept(values, found.wasNull() ? Long.MAX_VALUE : expires);
    }

    private static Map<String, String> read(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException other) {
            throw new TableFailed("the store of tables has a row that isn't ours: " + other.getOriginalMessage());
        }
    }

    List<TableRow> rows(TableShape table, int most, Instant now) throws SQLException {
        if (most < 1) return List.of(); // which JDBC takes for no limit
        String sql = "select row_key, kept, expires from strowger_row where table_name = ?"
                + " and (expires is null or expires > ?) order by row_key";
        List<TableRow> rows = new ArrayList<>();
        try (PreparedStatement statement = statement(sql, table.name(), now.toEpochMilli())) {
            statement.setMaxRows(most);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next())
                    rows.add(TableRow.of(
                            table, found.getString("row_key"), kept(found).values()));
            }
        }
        return rows;
    }

    long count(TableShape table, Instant now) throws SQLException {
        String sql = "select count(*) from strowger_row where table_name = ? and (expires is null or expires > ?)";
        try (PreparedStatement statement = statement(sql, table.name(), now.toEpochMilli());
                ResultSet found = statement.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    <T> T change(TableShape table, String key, Instant now, int mostRows, Change<T> change) throws SQLException {
        Optional<Kept> held = find(table, key, " for update");
        Optional<Kept> valid = held.filter(kept -> !kept.isOver(now));
        Map<String, String> values = valid.<Map<String, String>>map(kept -> new LinkedHashMap<>(kept.values()))
                .orElseGet(LinkedHashMap::new);
        T answer = change.of(values, valid.isPresent());
        @Nullable
        Long expires = table.lasts().map(time -> now.plus(time).toEpochMilli()).orElse(null);
        if (held.isPresent())
            update(
                    "update strowger_row set kept = ?, expires = ? where table_name = ? and row_key = ?",
                    json(values),
                    expires,
                    table.name(),
                    key);
        else {
            makeRoom(table, mostRows);
            update(
                    "insert into strowger_row (table_name, row_key, kept, expires) values (?, ?, ?, ?)",
                    table.name(),
                    key,
                    json(values),
                    expires);
        }
        return answer;
    }

    private void makeRoom(TableShape table, int mostRows) throws SQLException {
        String sql = "update strowger_table set row_count = row_count + 1 where name = ? and row_count < ?";
        if (update(sql, table.name(), mostRows) == 1) return;
        if (isCounted(table)) throw new TableFull(table, mostRows);
        update("insert into strowger_table (name, row_count) values (?, 1)", table.name());
    }

    private boolean isCounted(TableShape table) throws SQLException {
        try (PreparedStatement statement =
                        statement("select row_count from strowger_table where name = ?", table.name());
                ResultSet found = statement.executeQuery()) {
            return found.next();
        }
    }

    boolean remove(TableShape table, String key, Instant now) throws SQLException {
        count(table, 0); // holds the line
        Optional<Kept> held = find(table, key, " for update");
        int gone = update("delete from strowger_row where table_name = ? and row_key = ?", table.name(), key);
        count(table, -gone);
        return held.filter(kept -> !kept.isOver(now)).isPresent();
    }

    /** Takes away what has expired; answers how many rows that were. */
    int purge(TableShape table, Instant now) throws SQLException {
        count(table, 0); // holds the line
        int gone = update(
                "delete from strowger_row where table_name = ? and expires <= ?", table.name(), now.toEpochMilli());
        count(table, -gone);
        return gone;
    }

    private void count(TableShape table, int more) throws SQLException {
        update("update strowger_table set row_count = row_count + ? where name = ?", more, table.name());
    }

    private static String json(Map<String, String> values) {
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts have a JSON", impossible);
        }
    }

    private int update(String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = statement(sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement statement(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            statement.setQueryTimeout(timeoutSeconds);
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] == null) statement.setNull(i + 1, java.sql.Types.BIGINT);
                else statement.setObject(i + 1, arguments[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
