package org.strowger.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.call.setup.SoundSettings;

/**
 * Where a switch under test keeps what it records: a temporary directory, so that a test neither finds what another has
 * left nor leaves anything in that of the live switch.
 */
record TestFiles(Path directory) {

    static TestFiles make() {
        try {
            return new TestFiles(Files.createTempDirectory("strowger-test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings of the live switch, with these files in place of its own. */
    ExchangeSettings instead(ExchangeSettings live) {
        return live.sound(live.sound().keptBelow(directory));
    }

    List<Path> recordings() {
        Path kept = SoundSettings.below(directory).recordings();
        return Files.isDirectory(kept) ? filesBelow(kept) : List.of();
    }

    void remove() {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesBelow(Path below) {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
