package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestDatabaseTest {

    private static String first(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                ResultSet answer = connection.prepareStatement(sql).executeQuery()) {
            answer.next();
            return answer.getString(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example/crm, select number::text from \"people\"",
        "jdbc:mysql://db.example/crm, select `number` from people",
        "jdbc:h2:/srv/crm, select number from people"
    })
    void it_speaks_in_the_manner_of_the_live_one(String live, String sql) throws SQLException {
        try (var database = new TestDatabase("crm", live)) {
            database.holds("people", List.of(Map.of("number", "100")));
            assertThat(first(database, sql)).isEqualTo("100");
            assertThat(database.getAsked()).containsExactly(sql);
        }
    }

    @Test
    void rows_are_found_with_columns_in_any_case() {
        try (var database = new TestDatabase("crm", "")) {
            database.runs("create table calls (Number varchar, seconds int)");
            assertThat(database.rows("select * from calls")).isEmpty();
            database.runs("insert into calls values ('100', 7), ('200', null)");
            var rows = database.rows("select * from calls order by number");
            assertThat(rows).hasSize(2);
            assertThat(rows.get(0)).containsEntry("number", "100").containsEntry("SECONDS", 7);
            assertThat(rows.get(1).get("seconds")).isNull();
            assertThatThrownBy(() -> database.rows("selct 1")).hasMessageStartingWith("database crm: ");
        }
    }

    @Test
    void each_is_a_database_of_its_own() {
        try (var one = new TestDatabase("crm", "");
                var other = new TestDatabase("crm", "")) {
            one.runs("create table people (number varchar)");
            assertThatThrownBy(() -> first(other, "select * from people"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("not found");
        }
    }

    @Test
    void a_mistake_in_sql_is_told_with_the_name_of_the_database() {
        try (var database = new TestDatabase("crm", "")) {
            assertThatThrownBy(() -> database.runs("selct 1")).hasMessageStartingWith("database crm: ");
        }
    }
}
