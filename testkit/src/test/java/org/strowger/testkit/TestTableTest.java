package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestTableTest {

    @TempDir
    Path folder;

    @Test
    void one_that_is_down_fails_calls_until_it_recovers() throws IOException {
        assertFailsWhileItIsDown("");
    }

    @Test
    void so_does_one_in_a_database_that_the_configuration_names() throws IOException {
        assertFailsWhileItIsDown("databases: {pbx: {url: 'jdbc:h2:/srv/pbx'}}\ntables: {database: pbx}\n");
    }

    private void assertFailsWhileItIsDown(String configured) throws IOException {
        Files.writeString(folder.resolve("strowger.yaml"), "dialplan: dialplan.groovy\n" + configured);
        Files.writeString(folder.resolve("dialplan.groovy"), """
            def forwards = table('forwards', key: 'account', columns: [always: 'text'])
            route('1') { reject(forwards['1001'] ? 486 : 404) }
            """);
        try (TestSwitch office = new TestSwitch(folder).dialplan()) {
            TestTable forwards = office.table("forwards").holds(List.of(Map.of("account", "1001", "always", "4711")));
            assertThat(office.testCall("1").getStatus()).isEqualTo(486);
            forwards.isDown();
            assertThat(office.testCall("1").getStatus()).isEqualTo(500);
            forwards.recovers();
            assertThat(office.testCall("1").getStatus()).isEqualTo(486);
        }
    }
}
