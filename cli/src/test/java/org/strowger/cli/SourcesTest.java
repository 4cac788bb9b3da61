package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the formatter and the compiler leave alone. */
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

    /** Where two modules are on one path, one of two classes of the same name would hide the other. */
    @Test
    void no_two_modules_have_a_class_of_the_same_full_name() throws IOException {
        Map<String, Path> known = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (Path file : sources()) {
            String name = fullName(file);
            Path other = known.putIfAbsent(name, file);
            if (other != null && !name.endsWith("package-info.java"))
                twice.add(file.normalize() + " and " + other.normalize());
        }
        assertThat(known).hasSizeGreaterThan(1000);
        assertThat(twice).as("files of the same package and name").isEmpty();
    }

    /** Behind {@code src/main/java} or the like of its module. */
    private static String fullName(Path file) {
        Path inModule = ROOT.relativize(file);
        return inModule.subpath(4, inModule.getNameCount()).toString();
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
