package org.strowger.dialplan;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.strowger.dialplan.plan.Dialplan;
import org.strowger.dialplan.text.Problem;

/** What came of loading a plan. */
public sealed interface LoadResult {

    /** The files that were read, in the order of reading; one that could not be read has an empty text. */
    Map<Path, String> texts();

    /** It can take calls. */
    record Loaded(Dialplan dialplan) implements LoadResult {
        @Override
        public Map<Path, String> texts() {
            return dialplan.texts();
        }
    }

    /** It can't; these are all the problems that were found, by file, line and column. */
    record Failed(List<Problem> problems, Map<Path, String> texts) implements LoadResult {
        /** Copies. */
        public Failed {
            problems = List.copyOf(problems);
            texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        }

        /** The problems, a line each. */
        @Override
        public String toString() {
            return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        }
    }
}
