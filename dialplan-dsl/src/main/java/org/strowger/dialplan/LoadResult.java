package org.strowger.dialplan;

import java.util.List;
import java.util.stream.Collectors;

/** What came of loading a plan. */
public sealed interface LoadResult {

    /** It can take calls. */
    record Loaded(Dialplan dialplan) implements LoadResult {}

    /** It can't; these are all the problems that were found, by file, line and column. */
    record Failed(List<Problem> problems) implements LoadResult {
        /** Copies. */
        public Failed {
            problems = List.copyOf(problems);
        }

        /** The problems, a line each. */
        @Override
        public String toString() {
            return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        }
    }
}
