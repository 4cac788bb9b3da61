package org.strowger.cdr;

/** How a value of a record is written. */
enum ColumnType {
    TEXT("text", "varchar"),
    /** RFC 3339, UTC, with milliseconds. */
    TIME("time", "timestamp with time zone"),
    /** With three places. */
    SECONDS("seconds", "numeric(14, 3)"),
    NUMBER("number", "bigint"),
    /** One to five. */
    SCORE("score", "numeric(4, 2)"),
    /** As text in JSON, so that nobody reads it as a binary fraction. */
    AMOUNT("amount", "numeric(20, 6)"),
    /** JSON in JSON, and as its text elsewhere. */
    JSON("JSON", "varchar");

    private final String word;
    private final String sql;

    ColumnType(String word, String sql) {
        this.word = word;
        this.sql = sql;
    }

    /** For people. */
    String word() {
        return word;
    }

    /** As H2 and PostgreSQL both know it. */
    String sql() {
        return sql;
    }
}
