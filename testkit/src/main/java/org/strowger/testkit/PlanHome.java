package org.strowger.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.configuration.DataSettings;
import org.strowger.dialplan.DialplanLoader;
import org.strowger.directory.Directory;
import org.strowger.softswitch.Softswitch;

/**
 * What a plan under test stands on: the {@code strowger.yaml} beside it, or above it within three directories; where
 * there is none, whatever the plan asks for is there.
 *
 * @param live accounts and trunks that are there whether or not a test speaks of them
 * @param plan the files of the plan, where a test names none
 * @param data the databases, web services and tariffs of the live switch
 * @param loader compiles a file once for all tests of a process
 */
record PlanHome(Directory live, ExchangeSettings settings, List<Path> plan, DataSettings data, DialplanLoader loader) {

    private static final int LEVELS_UP = 3;
    private static final Map<Path, PlanHome> KNOWN = new ConcurrentHashMap<>();

    /** The one of a directory. Read once in a process. */
    static PlanHome of(Path directory) {
        return KNOWN.computeIfAbsent(directory.toAbsolutePath().normalize(), PlanHome::found);
    }

    private static PlanHome found(Path directory) {
        Path at = directory;
        for (int level = 0; level < LEVELS_UP && at != null; level++, at = at.getParent())
            if (Files.isRegularFile(at.resolve("strowger.yaml"))) return configured(at);
        return loose(directory);
    }

    private static PlanHome configured(Path directory) {
        return switch (ConfigurationReader.read(directory)) {
            case Reading.Bad(var problems) ->
                throw new IllegalArgumentException(
                        problems.stream().map(Object::toString).collect(Collectors.joining("\n")));
            case Reading.Good(Configuration good) -> {
                Directory named = Softswitch.directoryOf(good);
                yield new PlanHome(
                        named,
                        good.exchange(),
                        good.dialplan(),
                        good.data(),
                        new DialplanLoader(named, good.exchange().sounds()).compilingOnce());
            }
        };
    }

    private static PlanHome loose(Path directory) {
        List<Path> sounds = StandInSounds.beside(directory);
        return new PlanHome(
                LooseDirectory.TRUNKS,
                VirtualSwitch.usualSettings(sounds),
                List.of(directory.resolve("dialplan.groovy")),
                DataSettings.none(),
                new DialplanLoader(LooseDirectory.EVERYBODY, sounds).compilingOnce());
    }
}
