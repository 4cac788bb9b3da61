package org.strowger.dialplan.lookup;

import java.sql.Clob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.strowger.statemachine.Secret;

/**
 * A query.
 *
 * @param arguments for its question marks, in order
 */
record SqlLookup(String database, String sql, List<@Nullable Object> arguments) implements Lookup {

    private static final Pattern LITERAL = Pattern.compile("'((?:[^']|'')*)'");

    /** A script wants to know something about a call; who wants more wants a report. */
    private static final int MOST_ROWS = 1_000;

    @Override
    public Duration timeout(DataServices services) {
        return services.databases().timeout(database);
    }

    @Override
    public LookupOutcome ask(DataServices services, Duration timeout) {
        try (Connection connection = services.databases().connect(database);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout((int) Math.max(1, timeout.plusMillis(999).toSeconds()));
            statement.setMaxRows(MOST_ROWS);
            for (int i = 0; i < arguments.size(); i++) statement.setObject(i + 1, arguments.get(i));
            try (ResultSet answer = statement.executeQuery()) {
                List<Map<String, Object>> rows = rows(answer);
                return rows.isEmpty() ? new LookupOutcome.NotFound() : new LookupOutcome.Found(rows);
            }
        } catch (SQLException e) {
            return new LookupOutcome.Failed("database " + database + ": " + told(services, e));
        }
    }

    private static List<Map<String, Object>> rows(ResultSet answer) throws SQLException {
        ResultSetMetaData columns = answer.getMetaData();
        List<Map<String, Object>> rows = new ArrayList<>();
        while (answer.next()) {
            var row = new LinkedHashMap<String, Object>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                Object value = value(answer.getObject(i));
                if (value != null) row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value);
            }
            rows.add(row);
        }
        return rows;
    }

    /** What outlives the connection. */
    private static @Nullable Object value(@Nullable Object value) throws SQLException {
        return value instanceof Clob clob ? clob.getSubString(1, (int) clob.length()) : value;
    }

    /** What the driver says, which may repeat the query, what was asked for and the URL. */
    private String told(DataServices services, SQLException e) {
        String told = services.databases().hiddenIn(database, String.valueOf(e.getMessage()));
        told = told.replace(sql, "…");
        for (String literal :
                LITERAL.matcher(sql).results().map(one -> one.group(1)).toList())
            told = Secret.of(literal).hideIn(told);
        for (@Nullable Object argument : arguments)
            if (argument != null) told = Secret.of(argument.toString()).hideIn(told);
        return told;
    }

    /** Without the arguments and without what is written into the query itself: both are of callers. */
    @Override
    public String toString() {
        return "sql " + LITERAL.matcher(sql).replaceAll("'…'");
    }
}
