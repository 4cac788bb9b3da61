package org.strowger.softswitch;

import java.nio.file.Files;
import java.nio.file.Path;
import org.strowger.call.event.EventBus;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;

/** A switch over real sockets, whose configuration and plan are written for it. */
final class SwitchInAFolder {

    private SwitchInAFolder() {}

    /** Answers whoever dials 1. */
    static Softswitch start(Path folder, String yaml, EventBus.Listener told) throws Exception {
        return start(folder, yaml, "route('1') { answer() }\n", told);
    }

    static Softswitch start(Path folder, String yaml, String plan, EventBus.Listener told) throws Exception {
        Files.writeString(folder.resolve("dialplan.groovy"), plan);
        Path file = Files.writeString(folder.resolve("strowger.yaml"), yaml);
        return switch (ConfigurationReader.read(file)) {
            case Reading.Good good -> Softswitch.start(good.configuration(), told);
            case Reading.Bad bad -> throw new AssertionError(bad);
        };
    }
}
