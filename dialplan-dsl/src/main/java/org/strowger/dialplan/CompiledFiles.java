package org.strowger.dialplan;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.dialplan.PlanCompiler.Compiled;

/** Where a load gets the classes of a file from. */
interface CompiledFiles {

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

    /** Compiles once for as long as the text stays the same. Safe on any thread. */
    final class Remembered implements CompiledFiles {

        private record Source(Path file, String text) {}

        private final ConcurrentHashMap<Source, Compiled> compiled = new ConcurrentHashMap<>();

        @Override
        public Compiled of(Path file, String text, Known known) {
            return compiled.computeIfAbsent(new Source(file, text), _ -> PlanCompiler.compile(file, text, known))
                    .again();
        }

        @Override
        public void handOver(Compiled one, ScriptClasses plan) {}
    }
}
