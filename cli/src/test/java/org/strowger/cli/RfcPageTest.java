package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RfcPageTest {

    private static final Path PAGE = Path.of("../docs/rfc.md");

    @Test
    void the_table_of_rfcs_is_what_the_tests_say() throws IOException {
        if (Boolean.getBoolean("golden.write")) Files.writeString(PAGE, RfcPage.text());

        assertThat(Files.readString(PAGE)).isEqualTo(RfcPage.text());
    }
}
