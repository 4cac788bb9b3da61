package org.strowger.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.strowger.configuration.Configuration.Reading;

/** A directory with a plan, in which each configuration takes the place of the one before. */
record ConfigurationDirectory(Path path) {

    /** With a plan that takes one call. */
    static ConfigurationDirectory in(Path path) throws IOException {
        Files.writeString(path.resolve("dialplan.groovy"), "route('1') { answer() }\n");
        return new ConfigurationDirectory(path);
    }

    Reading read(String yaml) throws IOException {
        return ConfigurationReader.read(Files.writeString(path.resolve("strowger.yaml"), yaml));
    }

    /** One in which nothing is wrong. */
    Configuration good(String yaml) throws IOException {
        return switch (read(yaml)) {
            case Reading.Good(Configuration configuration) -> configuration;
            case Reading.Bad(List<Problem> problems) -> throw new AssertionError(problems);
        };
    }

    /** What is wrong with it; nothing if it is good. */
    List<Problem> problems(String yaml) throws IOException {
        return switch (read(yaml)) {
            case Reading.Good _ -> List.of();
            case Reading.Bad(List<Problem> problems) -> problems;
        };
    }
}
