package org.strowger.dialplan.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.dialplan.Plans;

class RateTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        // per minute, connect, first, next, milliseconds, billed, cost
        "600000, 0, 1, 1, 0, 0, 0",
        "600000, 0, 1, 1, 1, 1, 10000",
        "600000, 0, 1, 1, 60000, 60, 600000",
        "600000, 0, 1, 1, 60001, 61, 610000",
        "600000, 10000, 60, 60, 1, 60, 610000",
        "600000, 10000, 60, 60, 61000, 120, 1210000",
        "600000, 0, 30, 6, 31000, 36, 360000",
        "100, 0, 1, 1, 1000, 1, 2", // a fraction of a millionth counts as one
        "100, 0, 1, 1, 60000, 60, 100" // but is not rounded each second
    })
    void talk_is_billed_in_increments(
            long perMinute, long connect, int first, int next, long millis, long billed, long cost) {
        var rate = new Rate("1", perMinute, connect, first, next);
        assertThat(rate.billed(Duration.ofMillis(millis))).isEqualTo(billed);
        assertThat(rate.cost(Duration.ofMillis(millis))).isEqualTo(cost);
    }

    @Test
    void credit_lasts_as_long_as_it_pays_for_and_not_a_second_longer() {
        for (long perMinute : new long[] {1, 7, 100, 59_999, 600_000, 1_234_567})
            for (int first : new int[] {1, 30, 60})
                for (int next : new int[] {1, 6, 60})
                    for (long amount : new long[] {0, 5, 10_000, 610_000, 5_000_001}) {
                        var rate = new Rate("1", perMinute, 10, first, next);
                        long seconds = rate.talkFor(amount);
                        assertThat(rate.cost(Duration.ofSeconds(seconds))).isLessThanOrEqualTo(amount);
                        assertThat(rate.cost(Duration.ofSeconds(seconds + 1))).isGreaterThan(amount);
                    }
        assertThat(new Rate("1", 0, 0, 1, 1).talkFor(0)).isEqualTo(Rate.FOR_EVER);
    }

    @Test
    void a_deck_is_read_from_a_file_or_a_query_and_the_longest_prefix_counts() throws Exception {
        var plans = new Plans(folder);
        var services = plans.services()
                .does("create table rates (prefix varchar(16), price decimal(10, 4), connect decimal(10, 4))")
                .does("insert into rates values ('1', 0.06, 0.01), ('4915', 0.12, null), ('49', 0.02, null)");
        var file = RateDeck.read(folder.resolve("retail.csv"));
        var query = RateDeck.query(services.databases, "crm", "select * from rates");
        assertThat(file.rate("4915123")).contains(new Rate("4915", 120_000, 0, 30, 6));
        assertThat(query.rate("+4915123")).contains(new Rate("4915", 120_000, 0, 1, 1));
        assertThat(file.rate("4930")).contains(new Rate("49", 20_000, 0, 1, 1));
        assertThat(file.rate("15551")).contains(new Rate("1", 60_000, 10_000, 60, 60));
        assertThat(file.rate("7")).isEmpty();
        services.all().close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prefix,price/1,x/              | bad.csv:2: 'x' is no amount",
                "prefix,price/1,-1/             | bad.csv:2: '-1' is no amount",
                "prefix,price/1,0.0000001/      | bad.csv:2: '0.0000001' is no amount",
                "prefix,price/1a,1/             | bad.csv:2: '1a' is no number",
                "prefix,price/1,1/1,2/          | bad.csv:3: 1 is there already",
                "prefix,rate/1,1/               | has no column 'price'",
                "prefix,price,increments/1,1,60/ | bad.csv:2: '60' are no increments",
            })
    void what_is_wrong_in_a_deck_is_told_with_its_line(String text, String why) throws Exception {
        var plans = new Plans(folder);
        plans.write("bad.csv", text.replace("/", "\n"));
        assertThatThrownBy(() -> RateDeck.read(folder.resolve("bad.csv"))).hasMessageContaining(why);
    }

    @Test
    void a_tariff_that_is_not_there_or_whose_rates_are_wrong_is_found_at_load() throws Exception {
        var plans = new Plans(folder);
        assertThat(plans.problems("route('1') { bill 'retial' }").toString())
                .contains("plan.groovy:1:19: there is no tariff 'retial' (did you mean 'retail'?)");
        plans.write("retail.csv", "prefix,price\n1,cheap\n");
        assertThat(plans.problems("route('1') { bill 'retail' }").toString())
                .contains("plan.groovy:1:19: tariff 'retail': ")
                .contains("retail.csv:2: 'cheap' is no amount");
    }
}
