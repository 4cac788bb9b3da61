package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the formatter leaves alone. */
class SourcesTest {

    private static final Path ROOT = Path.of("..");
    private static final int COLUMNS = 120;

    @Test
    void a_comment_is_no_wider_than_code() throws IOException {
        List<String> wide = new ArrayList<>();
        List<Path> files = sources();
        for (Path file : files) wide.addAll(wideComments(file));
        assertThat(files).hasSizeGreaterThan(1000);
        assertThat(wide).as("comments of more than %d columns", COLUMNS).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> found = new ArrayList<>();
            for (Path sources : modules.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                }
            }
            return found;
        }
    }

    private static List<String> wideComments(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> wide = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.length() > COLUMNS && isComment(line.strip())) wide.add(file.normalize() + ":" + (i + 1));
        }
        return wide;
    }

    private static boolean isComment(String line) {
        return line.startsWith("//") || line.startsWith("/*") || line.startsWith("*");
    }
}
