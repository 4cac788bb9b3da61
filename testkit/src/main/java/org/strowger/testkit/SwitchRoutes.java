package org.strowger.testkit;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.CallRouter;
import org.strowger.call.Caller;
import org.strowger.dialplan.DialplanLoader;
import org.strowger.dialplan.DialplanReloader;
import org.strowger.dialplan.DialplanRouter;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.dialplan.plan.Dialplan;
import org.strowger.directory.Directory;

/**
 * What routes the calls of a switch in virtual time at the moment: a program that a test has written in Java, or a
 * dialplan.
 */
final class SwitchRoutes implements CallRouter {

    private final Directory parties;
    private final List<Path> sounds;
    private final InstantSource time;
    private DataServices services = DataServices.none();
    private CallRouter router;
    private @Nullable DialplanRouter plans;

    SwitchRoutes(Directory parties, List<Path> sounds, InstantSource time, CallRouter first) {
        this.parties = parties;
        this.sounds = sounds;
        this.time = time;
        this.router = first;
    }

    /** By this from now on. */
    void by(CallRouter other) {
        router = other;
    }

    /** What dialplans ask that are loaded from now on. */
    void ask(DataServices asked) {
        services = asked;
    }

    /**
     * By a dialplan from now on.
     *
     * @throws IllegalArgumentException with all of its problems, if it does not load
     */
    DialplanReloader reloadable(List<Path> files) {
        var loader = new DialplanLoader(parties, sounds, services);
        DialplanRouter loaded = loaded(loader, files);
        plans = loaded;
        router = loaded;
        return new DialplanReloader(loader, files, loaded, _ -> {});
    }

    DialplanRouter loaded(DialplanLoader loader, List<Path> files) {
        return switch (loader.load(files)) {
            case LoadResult.Loaded(Dialplan plan) -> new DialplanRouter(plan, time, (_, _, _) -> {});
            case LoadResult.Failed failed -> throw new IllegalArgumentException(failed.toString());
        };
    }

    /**
     * The versions of the dialplan.
     *
     * @throws IllegalStateException if calls are routed by none
     */
    DialplanRouter plans() {
        if (plans == null) throw new IllegalStateException("there is no dialplan yet");
        return plans;
    }

    List<Path> sounds() {
        return sounds;
    }

    @Override
    public CallProgram route(Call.CallRequest request, String number, Caller caller) {
        return router.route(request, number, caller);
    }

    @Override
    public boolean isEmergency(String number) {
        return router.isEmergency(number);
    }
}
