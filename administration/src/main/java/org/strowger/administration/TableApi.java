package org.strowger.administration;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.strowger.administration.AdminServer.Answer;
import org.strowger.dialplan.table.ColumnType;
import org.strowger.dialplan.table.TableFailed;
import org.strowger.dialplan.table.TableFull;
import org.strowger.dialplan.table.TableRow;
import org.strowger.dialplan.table.TableShape;
import org.strowger.dialplan.table.TableStore;

/**
 * The tables of the plan in force, by HTTP: what there is, rows, and changes of them by the same store as calls'. Each
 * answer waits for the database.
 */
final class TableApi {

    private static final String COLUMN = "column.";
    private static final Pattern TIME = Pattern.compile("(?i)(\\d{1,9})([smh])");

    private final PlanControl plans;
    private final InstantSource time;

    TableApi(PlanControl plans, InstantSource time) {
        this.plans = plans;
        this.time = time;
    }

    /** {@code GET /tables}: the tables of the plan in force, and how many rows each has. */
    Answer tables() {
        TableStore store = plans.tableStore();
        Instant now = time.instant();
        return answered(() -> array(json -> {
            for (TableShape table : plans.tables().values()) {
                json.writeStartObject();
                json.writeStringField("table", table.name());
                json.writeStringField("key", table.key());
                json.writeObjectFieldStart("columns");
                for (Map.Entry<String, ColumnType> column : table.columns().entrySet())
                    json.writeStringField(column.getKey(), column.getValue().word());
                json.writeEndObject();
                if (table.lasts().isPresent())
                    json.writeNumberField("lasts", table.lasts().get().toSeconds());
                json.writeNumberField("rows", store.count(table, now));
                json.writeEndObject();
            }
        }));
    }

    /**
     * {@code GET /table?name=N} lists rows, with {@code key=K} that one; {@code POST} with {@code column.C=V} writes
     * it, an empty value empties the column; {@code DELETE} takes it away.
     *
     * @param raw the query as it came
     * @param limit rows that are listed at most
     */
    Answer table(String method, String raw, int limit) {
        Map<String, String> asked = parameters(raw);
        String name = asked.getOrDefault("name", "");
        TableShape table = plans.tables().get(name);
        if (table == null)
            return Answer.text(
                    404,
                    "the plan in force declares no table '" + name + "'; it declares "
                            + (plans.tables().isEmpty()
                                    ? "none"
                                    : String.join(", ", plans.tables().keySet())));
        @Nullable String key = asked.get("key");
        if (key == null)
            return method.equals("GET") || method.equals("HEAD")
                    ? answered(() -> rows(plans.tableStore().rows(table, limit, time.instant()), table))
                    : Answer.text(400, "name a row: key=…, its '" + table.key() + "'");
        return answered(() -> row(method, table, key, asked));
    }

    private Answer row(String method, TableShape table, String key, Map<String, String> asked) {
        TableStore store = plans.tableStore();
        Instant now = time.instant();
        switch (method) {
            case "POST" -> store.put(table, key, columns(table, asked), now);
            case "DELETE" -> {
                return store.remove(table, key, now)
                        ? Answer.text(200, "the row '" + key + "' of " + table + " is removed")
                        : none(table, key);
            }
            default -> {}
        }
        TableRow row = store.row(table, key, now);
        return row.isFound() ? rows(List.of(row), table) : none(table, key);
    }

    private static Answer none(TableShape table, String key) {
        return Answer.text(404, table + " has no row '" + key + "'");
    }

    private static Map<String, @Nullable Object> columns(TableShape table, Map<String, String> asked) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        asked.forEach((parameter, text) -> {
            if (!parameter.startsWith(COLUMN)) return;
            String column = parameter.substring(COLUMN.length());
            columns.put(column, text.isEmpty() ? null : read(table, column, text));
        });
        return columns;
    }

    private static Object read(TableShape table, String column, String text) {
        Matcher brief = TIME.matcher(text);
        ColumnType type = table.column(column);
        try {
            return type.read(type == ColumnType.DURATION && brief.matches() ? "PT" + text : text);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    table + ": column '" + column + "' " + wrong.getMessage() + ": '" + text + "'", wrong);
        }
    }

    private static Answer rows(Iterable<TableRow> rows, TableShape table) {
        return array(json -> {
            for (TableRow row : rows) {
                json.writeStartObject();
                json.writeStringField(table.key(), row.getKey());
                for (Map.Entry<String, String> column : row.written().entrySet())
                    json.writeStringField(column.getKey(), column.getValue());
                json.writeEndObject();
            }
        });
    }

    private static Answer array(JsonText.Content elements) {
        return Answer.json(200, JsonText.array(elements));
    }

    /** Asks the store. */
    @FunctionalInterface
    private interface Asking {
        Answer answer();
    }

    private static Answer answered(Asking asking) {
        try {
            return asking.answer();
        } catch (IllegalArgumentException mistake) {
            return Answer.text(400, String.valueOf(mistake.getMessage()));
        } catch (TableFull full) {
            return Answer.text(507, String.valueOf(full.getMessage()));
        } catch (TableFailed failed) {
            return Answer.text(503, String.valueOf(failed.getMessage()));
        }
    }

    /** Names and values may hold anything: each is decoded by itself. */
    private static Map<String, String> parameters(String raw) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String parameter : raw.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) all.put(decoded(parameter.substring(0, equals)), decoded(parameter.substring(equals + 1)));
        }
        return all;
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return part;
        }
    }
}
