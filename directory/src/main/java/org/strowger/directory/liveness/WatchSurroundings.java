package org.strowger.directory.liveness;

import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.strowger.call.event.EventBus;
import org.strowger.dialog.layer.DialogLayer;
import org.strowger.directory.Directory;
import org.strowger.directory.LocationService;
import org.strowger.directory.RegistrarSettings;
import org.strowger.statemachine.Loop;

/**
 * What the watch over contacts stands on.
 *
 * @param loop that of the dialogs and of the watch
 * @param settings whom it asks, where an account has nothing of its own
 * @param time the time of day
 * @param random asked for once, by a watch that has somebody to ask
 * @param watched told how each contact stands
 */
public record WatchSurroundings(
        Loop loop,
        DialogLayer dialogs,
        Directory directory,
        LocationService locations,
        RegistrarSettings settings,
        InstantSource time,
        EventBus events,
        Supplier<RandomGenerator> random,
        WatchedContacts watched) {}
