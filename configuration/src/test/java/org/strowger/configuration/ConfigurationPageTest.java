package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern PASSWORD = Pattern.compile("password: *([^,}\\s`]+)");

    @Test
    void the_manual_lists_every_key_as_the_code_has_it() throws IOException {
        Path page = ROOT.resolve("docs/configuration.md");
        if (Boolean.getBoolean("golden.write")) Files.writeString(page, ConfigurationPage.text());

        assertThat(Files.readString(page)).isEqualTo(ConfigurationPage.text());
    }

    @Test
    void every_default_is_a_value_that_may_be_written() {
        for (Section section : Schema.SECTIONS) {
            for (Key<?> key : section.keys()) {
                if (!key.hasFallback()) continue;
                assertThat(key.fallbacks())
                        .as(section.path() + "." + key.name())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void every_password_that_we_publish_is_known_as_one() throws IOException {
        for (String place : List.of("examples", "docs", "README.md")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(place))) {
                List<Path> texts = files.filter(file -> file.toString().matches(".*\\.(md|ya?ml)"))
                        .toList();
                assertThat(texts).isNotEmpty();
                for (Path text : texts)
                    assertThat(passwords(text)).as(text.toString()).allMatch(ExamplePasswords::contains);
            }
        }
    }

    private static List<String> passwords(Path file) throws IOException {
        return PASSWORD.matcher(Files.readString(file))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
