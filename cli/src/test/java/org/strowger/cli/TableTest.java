package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns of text for people. */
class TableTest {

    @Test
    void what_a_stranger_wrote_draws_on_no_terminal_and_breaks_no_line() {
        Table table = new Table()
                .row(List.of("PHONE", "FOR"))
                .row(List.of("\u001b]0;owned\u0007 Phone\r\n 1\u009b2J", "60 s"))
                .row(List.of("\u202eenohP Бертран", "9 s"));
        assertThat(table.lines())
                .containsExactly(
                        "PHONE                    FOR", //
                        " ]0;owned  Phone   1 2J  60 s",
                        " enohP Бертран           9 s");
    }
}
