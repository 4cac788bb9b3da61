package org.strowger.dialplan.compile;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.dialplan.compile.PlanCompiler.Compiled;
import org.strowger.dialplan.literal.Facts;
import org.strowger.dialplan.literal.Known;
import org.strowger.dialplan.plan.ScriptClasses;

/** Where a load gets the classes of a file from. */
public interface CompiledFiles {

    /** Each load compiles, and its classes go with the plan. */
    CompiledFiles FRESH = new CompiledFiles() {
        @Override
        public Compiled of(Path file, String text, Known known) {
            return PlanCompiler.compile(file, text, known);
        }

        @Override
        public void handOver(Compiled one, ScriptClasses plan) {
            plan.add(one.classes());
        }
    };

    /** A file's classes, or what is wrong with it. */
    Compiled of(Path file, String text, Known known);

    /** Makes the plan the owner of the classes, if it is to be. */
    void handOver(Compiled one, ScriptClasses plan);

    /**
     * Compiles once for as long as the text stays the same; each load defines the classes anew, so that their static
     * state is as it was at first. Safe on any thread.
     */
    final class Remembered implements CompiledFiles {

        private record Source(Path file, String text) {}

        private record Made(Compiled compiled, Map<String, byte[]> classes) {}

        private final ConcurrentHashMap<Source, Made> made = new ConcurrentHashMap<>();

        @Override
        public Compiled of(Path file, String text, Known known) {
            Made once = made.computeIfAbsent(new Source(file, text), _ -> compile(file, text, known));
            return once.compiled.again(once.classes);
        }

        private static Made compile(Path file, String text, Known known) {
            Map<String, byte[]> classes = new LinkedHashMap<>();
            return new Made(PlanCompiler.compile(file, text, new Facts(known), classes::put), classes);
        }

        @Override
        public void handOver(Compiled one, ScriptClasses plan) {
            plan.add(one.classes());
        }
    }
}
