package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LargeConfigurationTest {

    @Test
    void a_town_of_a_hundred_thousand_accounts_is_read() throws Exception {
        String accounts = IntStream.range(0, 100_000)
                .mapToObj(i -> "  r" + i + ": {password: a-longer-password}\n")
                .collect(Collectors.joining("", "accounts:\n", ""));
        Yaml read = YamlParser.parse(accounts);
        assertThat(read)
                .isInstanceOfSatisfying(
                        Yaml.Mapping.class,
                        document -> assertThat(document.entries()).hasSize(1));
    }
}
