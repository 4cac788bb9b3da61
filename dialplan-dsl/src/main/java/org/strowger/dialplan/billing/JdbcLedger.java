package org.strowger.dialplan.billing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.strowger.dialplan.data.Databases;

/**
 * Balances in a database. A reservation is one transaction that holds the account's row from reading it to writing it,
 * so that calls of several switches can't spend the same money.
 */
final class JdbcLedger implements Ledger {

    private static final String BALANCES =
            "create table if not exists strowger_balance (account varchar(128) primary key, micros bigint not null)";
    private static final String RESERVATIONS = "create table if not exists strowger_reservation ("
            + "id varchar(128) primary key, node varchar(64) not null, account varchar(128) not null, "
            + "micros bigint not null, spent bigint not null)";

    private final Databases databases;
    private final String database;
    private final String node;
    private final AtomicBoolean tablesMade = new AtomicBoolean();

    JdbcLedger(Databases databases, String database, String node) {
        this.databases = databases;
        this.database = database;
        this.node = node;
    }

    /** A change, whole or not at all. */
    @FunctionalInterface
    private interface Change<T> {
        T in(Connection connection) throws SQLException;
    }

    private <T> T transaction(Change<T> change) {
        try (Connection connection = databases.connect(database)) {
            if (!tablesMade.get()) makeTables(connection);
            connection.setAutoCommit(false);
            try {
                T result = change.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new LedgerFailed("database " + database + ": "
                    + databases.hiddenIn(database, String.valueOf(e.getMessage()))); // its own words may repeat the URL
        }
    }

    private void makeTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(BALANCES);
            statement.execute(RESERVATIONS);
        }
        tablesMade.set(true);
    }

    @Override
    public long reserve(String reservation, String account, long spent, long wanted, long least) {
        return transaction(connection -> {
            OptionalLong balance =
                    first(connection, "select micros from strowger_balance where account = ? for update", account);
            if (balance.isEmpty() || balance.getAsLong() < least) return 0L;
            long granted = Math.min(balance.getAsLong(), wanted);
            update(connection, "update strowger_balance set micros = micros - ? where account = ?", granted, account);
            int known = update(
                    connection,
                    "update strowger_reservation set micros = micros + ?, spent = ? where id = ?",
                    granted,
                    spent,
                    reservation);
            if (known == 0)
                update(
                        connection,
                        "insert into strowger_reservation (id, node, account, micros, spent) values (?, ?, ?, ?, ?)",
                        reservation,
                        node,
                        account,
                        granted,
                        spent);
            return granted;
        });
    }

    @Override
    public void settle(String reservation, long charge) {
        transaction(connection -> settle(connection, reservation, charge));
    }

    private static boolean settle(Connection connection, String reservation, long charge) throws SQLException {
        OptionalLong held =
                first(connection, "select micros from strowger_reservation where id = ? for update", reservation);
        if (held.isEmpty()) return false;
        update(
                connection,
                "update strowger_balance set micros = micros + ? "
                        + "where account = (select account from strowger_reservation where id = ?)",
                held.getAsLong() - Math.min(charge, held.getAsLong()),
                reservation);
        update(connection, "delete from strowger_reservation where id = ?", reservation);
        return true;
    }

    @Override
    public OptionalLong balance(String account) {
        return transaction(
                connection -> first(connection, "select micros from strowger_balance where account = ?", account));
    }

    private record Left(String id, long spent) {}

    @Override
    public int recover() {
        return transaction(connection -> {
            List<Left> left = left(connection);
            for (Left one : left) settle(connection, one.id(), one.spent());
            return left.size();
        });
    }

    private List<Left> left(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select id, spent from strowger_reservation where node = ?")) {
            statement.setString(1, node);
            List<Left> left = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) left.add(new Left(rows.getString(1), rows.getLong(2)));
            }
            return left;
        }
    }

    private static OptionalLong first(Connection connection, String sql, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static int update(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) statement.setObject(i + 1, arguments[i]);
            return statement.executeUpdate();
        }
    }
}
