package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build needs of itself. */
class PomsTest {

    private static final Path ROOT = Path.of("..");

    /**
     * {@code ./strowger} builds with {@code -Dmaven.test.skip}, which makes no test jars: where one is asked for,
     * nothing else may be built either.
     */
    @Test
    void a_build_without_tests_asks_for_no_test_jar() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> poms = modules.map(module -> module.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();
            assertThat(poms).hasSizeGreaterThan(10);
            for (Path pom : poms) {
                String always = Files.readString(pom)
                        .replaceAll(
                                "(?s)<profile>(?:(?!</profile>).)*<name>!maven\\.test\\.skip</name>.*?</profile>", "");
                assertThat(always).as(pom.toString()).doesNotContain("<type>test-jar</type>");
            }
        }
    }
}
