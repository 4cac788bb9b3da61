package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.dialplan.billing.Billing.Rates;
import org.strowger.dialplan.billing.Billing.Tariff;
import org.strowger.statemachine.Secret;

class DataConfigurationTest {

    @TempDir
    Path directory;

    @BeforeEach
    void a_dialplan_with_tariffs() throws IOException {
        Files.writeString(directory.resolve("dialplan.groovy"), "route('1') { bill 'retail'; answer() }\n");
        Files.writeString(directory.resolve("retail.csv"), "prefix,price\n1,0.06\n");
    }

    private Reading read(String yaml) throws IOException {
        return ConfigurationReader.read(Files.writeString(directory.resolve("strowger.yaml"), yaml));
    }

    @Test
    void databases_tariffs_and_balances_are_read() throws IOException {
        var reading = read("""
            accounts:
              1001: {password: correct-horse, credit: 10.50}
            databases:
              crm: {url: 'jdbc:h2:mem:crm', user: strowger, password: pencil, connections: 3, timeout: 500ms}
            http: {timeout: 1s, largest-answer: 5000}
            tariffs:
              retail: {rates: retail.csv, country: DE, slice: 1m}
              wholesale: {query: 'select prefix, price from rates', database: crm, currency: USD}
            billing: {database: crm, node: north}
            tables: {directory: kept, database: crm, rows: 5000}
            """);
        assertThat(reading).isInstanceOfSatisfying(Reading.Good.class, good -> {
            DataSettings data = good.configuration().data();
            var crm = Objects.requireNonNull(data.databases().get("crm"));
            assertThat(crm.url()).isEqualTo(Secret.of("jdbc:h2:mem:crm"));
            assertThat(crm.user()).contains("strowger");
            assertThat(crm.password()).contains(Secret.of("pencil"));
            assertThat(crm.connections()).isEqualTo(3);
            assertThat(crm.timeout()).isEqualTo(Duration.ofMillis(500));
            assertThat(data.web().timeout()).isEqualTo(Duration.ofSeconds(1));
            assertThat(data.web().largest()).isEqualTo(5000);
            assertThat(data.tariffs().get("retail"))
                    .isEqualTo(new Tariff(
                            new Rates.File(directory.resolve("retail.csv")),
                            "EUR",
                            Optional.of("DE"),
                            Duration.ofMinutes(1)));
            assertThat(Objects.requireNonNull(data.tariffs().get("wholesale")).rates())
                    .isEqualTo(new Rates.Query("crm", "select prefix, price from rates"));
            assertThat(data.balances()).contains("crm");
            assertThat(data.node()).isEqualTo("north");
            assertThat(data.tables()).isEqualTo(new TableSettings(Optional.of("crm"), directory.resolve("kept"), 5000));
            assertThat(data.credits()).isEqualTo(Map.of("1001", new BigDecimal("10.50")));
            assertThat(good.configuration().toString()).doesNotContain("pencil");
        });
    }

    @Test
    void tables_lie_beside_the_configuration_where_nothing_is_said() throws IOException {
        assertThat(read("domains: [office.example]\n"))
                .isInstanceOfSatisfying(
                        Reading.Good.class,
                        good -> assertThat(good.configuration().data().tables())
                                .isEqualTo(new TableSettings(Optional.empty(), directory.resolve("tables"), 100_000)));
    }

    @Test
    void what_is_wrong_with_them_is_told_with_line_and_remedy() throws IOException {
        var reading = read("""
            databases:
              crm: {url: 'jdbc:nothing:x'}
              erp: {user: x}
            tariffs:
              retail: {rates: missing.csv}
              both: {rates: retail.csv, query: select 1}
            billing: {database: other}
            tables: {database: nowhere, rows: 0}
            """);
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Bad.class,
                        bad -> assertThat(bad.problems().toString())
                                .contains("no driver knows jdbc:nothing:x")
                                .contains("databases.erp: needs a 'url'")
                                .contains("missing.csv: there is no such file")
                                .contains("needs either 'rates', a file, or a 'query' and its 'database'")
                                .contains("there is no database ''")
                                .contains("there is no database 'other'")
                                .contains("there is no database 'nowhere'; name one of 'databases'")
                                .contains("tables.rows: 0 is not a number of rows"));
    }
}
