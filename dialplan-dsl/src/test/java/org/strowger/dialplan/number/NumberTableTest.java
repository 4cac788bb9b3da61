package org.strowger.dialplan.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.dialplan.FakeCall;
import org.strowger.dialplan.Plans;

class NumberTableTest {

    @TempDir
    Path folder;

    Plans plans;

    @BeforeEach
    void sounds() throws Exception {
        plans = new Plans(folder);
        plans.write(
                "did.csv", "\uFEFFnumber,user,note\r\n+15550001,1001,\"first, \"\"best\"\"\"\r\n15550002,1002,\n\n");
        plans.write("deck.csv", "prefix,carrier\n1,carrier-b\n1555,carrier-a\n");
    }

    @Test
    void a_table_of_numbers_is_a_criterion_and_its_row_is_at_hand() throws Exception {
        var plan = plans.plan("""
                def dids = numbers('did.csv', column: 'number')
                route(dids) { header 'X-Note', row.note; dial user(row.user) }
                route('2', when: { '+15550002' in dids }) { header 'Z', dids['15550002'].user + dids.row('7').user + row }
                route('.') { reject 404 }
                """);
        assertThat(new FakeCall("15550001").through(plan))
                .containsExactly("header X-Note: first, \"best\"", "dial user 1001 timeout PT1M");
        assertThat(new FakeCall("+15550002").through(plan))
                .containsExactly("header X-Note: ", "dial user 1002 timeout PT1M");
        assertThat(new FakeCall("2").through(plan)).containsExactly("header Z: 1002null[:]");
        assertThat(new FakeCall("155500012").through(plan)).containsExactly("reject 404");
    }

    @Test
    void the_longest_prefix_of_a_deck_decides_and_file_order_still_stands() throws Exception {
        var plan = plans.plan("""
                route('1999') { ringing() }
                route(prefixes('deck.csv'), when: { number.length() > 3 }) { dial trunk(row.carrier) }
                route('1') { answer() }
                """);
        assertThat(new FakeCall("1999").through(plan)).containsExactly("ringing");
        assertThat(new FakeCall("15551").through(plan)).containsExactly("dial trunk carrier-a 15551 timeout PT1M");
        assertThat(new FakeCall("12345").through(plan)).containsExactly("dial trunk carrier-b 12345 timeout PT1M");
        assertThat(new FakeCall("1").through(plan)).containsExactly("answer");
        assertThat(plan.routes().get(1)).isEqualTo("plan.groovy:2 route(numbers 'deck.csv prefix', when: {…})");
    }

    @Test
    void missing_files_and_columns_are_found_at_load_at_their_place() {
        assertThat(plans.problems("""
                def a = numbers('dids.csv')
                def b = numbers('did.csv', column: 'nunber')
                def c = prefixes('did.csv')
                route('1') { answer() }
                """).toString())
                .contains("plan.groovy:1:17: there is no table 'dids.csv' (looked for ")
                .contains("plan.groovy:2:36: 'did.csv' has no column 'nunber' (did you mean 'number'?)")
                .contains("plan.groovy:3:18: 'did.csv' has no column 'prefix' (it has ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number\\n12\\n1x\\n     | bad.csv:3: '1x' is no number",
                "number\\n12\\n+12\\n    | bad.csv:3: +12 is there already",
                "number\\n1x\\n12\\n1y\\n | bad.csv:4: '1y' is no number",
                "number,a\\n12\\n         | bad.csv:2: 1 cells, where the first line has 2",
                "number\\n\"12\\n          | bad.csv:2: the quote is not closed",
                "number,number\\n         | bad.csv:1: a column is there twice",
            })
    void what_is_wrong_within_a_table_is_told_with_its_line(String text, String why) {
        plans.write("bad.csv", text.replace("\\n", "\n"));
        assertThat(plans.problems("def a = numbers('bad.csv')\nroute(a) { answer() }\n")
                        .toString())
                .contains("plan.groovy:1:9: ")
                .contains(why);
        assertThatThrownBy(() -> NumberTable.read(folder.resolve("bad.csv"), "number", NumberTable.Fit.WHOLE))
                .hasMessageContaining(why);
    }

    @Test
    void rows_are_maps() {
        var table = NumberTable.read(folder.resolve("did.csv"), "number", NumberTable.Fit.WHOLE);
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.row("15550001"))
                .isEqualTo(Map.of("number", "+15550001", "user", "1001", "note", "first, \"best\""));
        assertThat(table.row("1")).isEmpty();
    }
}
