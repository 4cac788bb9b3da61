package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples that we ship, as their readers run them. */
class ExamplesTest {

    private static final Path EXAMPLES = Path.of("../examples");

    @Test
    void each_example_is_without_mistakes_and_on_the_list() throws IOException {
        String list = Files.readString(EXAMPLES.resolve("README.md"));
        for (Path example : examples()) {
            assertThat(list).contains("[" + example.getFileName() + "](");
            run("check", example.toString());
        }
    }

    @Test
    void what_the_specifications_of_the_examples_say_is_so() {
        assertThat(run("test", EXAMPLES.toString())).contains("OneCallSpec", "ParkSpec", "VoiceAgentSpec");
    }

    private static String run(String... arguments) {
        var out = new StringWriter();
        int exit = Main.execute(new PrintWriter(out, true), new PrintWriter(out, true), arguments);
        assertThat(exit).as(out.toString()).isZero();
        return out.toString();
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> directories = Files.list(EXAMPLES)) {
            return directories.filter(Files::isDirectory).sorted().toList();
        }
    }
}
