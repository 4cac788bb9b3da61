package org.strowger.softswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.dialplan.LoadResult;

class ConfiguredPlanTest {

    @TempDir
    Path directory;

    @Test
    void a_plan_is_checked_against_the_tariffs_and_databases_that_are_configured() throws IOException {
        Files.writeString(directory.resolve("dialplan.groovy"), "route('1') { bill 'retail'; answer() }\n");
        Files.writeString(directory.resolve("retail.csv"), "prefix,price\n1,0.06\n");
        Path file = Files.writeString(directory.resolve("strowger.yaml"), """
            accounts:
              1001: {password: correct-horse, credit: 10.50}
            databases:
              crm: {url: 'jdbc:h2:mem:crm', user: strowger, password: pencil, connections: 3, timeout: 500ms}
            http: {timeout: 1s, largest-answer: 5000}
            tariffs:
              retail: {rates: retail.csv, country: DE, slice: 1m}
              wholesale: {query: 'select prefix, price from rates', database: crm, currency: USD}
            billing: {database: crm, node: north}
            """);
        assertThat(ConfigurationReader.read(file))
                .isInstanceOfSatisfying(
                        Reading.Good.class,
                        good -> assertThat(Softswitch.checkDialplan(good.configuration()))
                                .isInstanceOf(LoadResult.Loaded.class));
    }
}
