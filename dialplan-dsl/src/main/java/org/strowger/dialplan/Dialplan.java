package org.strowger.dialplan;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.strowger.call.Call.CallRequest;
import org.strowger.call.CallProgram;

/**
 * A loaded plan. Immutable but for the count of calls that run on it: when another plan has taken its place and the last of them is over, its classes are let
 * go. Safe on any thread.
 */
public final class Dialplan {

    private final RouteTable table;
    private final List<Path> files;
    private final ScriptClasses classes;
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean retired;

    Dialplan(RouteTable table, List<Path> files, ScriptClasses classes) {
        this.table = table;
        this.files = List.copyOf(files);
        this.classes = classes;
    }

    /** The files that it was read from, included ones too. */
    public List<Path> files() {
        return files;
    }

    /** The routes, as logs name them: emergencies, then each context's in file order. */
    public List<String> routes() {
        var all = new java.util.ArrayList<>(
                table.emergencies().stream().map(Route::label).toList());
        table.contexts().values().forEach(routes -> routes.forEach(route -> all.add(route.label())));
        return List.copyOf(all);
    }

    /** Finds the program for a call, as {@link org.strowger.call.CallRouter} asks. */
    public CallProgram program(CallRequest request, String number) {
        return new PlanProgram(this, table.first(request, number));
    }

    RouteTable table() {
        return table;
    }

    /** Another plan has taken its place. Calls that run on it go on. */
    void retire() {
        retired = true;
        if (running.get() == 0) classes.release();
    }

    void callStarted() {
        running.incrementAndGet();
    }

    void callEnded() {
        if (running.decrementAndGet() == 0 && retired) classes.release();
    }
}
