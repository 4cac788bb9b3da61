package org.strowger.softswitch;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.Problem;

/** Says in the log what came of loading a dialplan again. */
final class DialplanLog {

    private static final Logger LOG = LoggerFactory.getLogger(DialplanLog.class);

    private DialplanLog() {}

    static void reloaded(LoadResult result) {
        switch (result) {
            case LoadResult.Loaded loaded ->
                LOG.atInfo()
                        .addKeyValue(LogFields.EVENT, "dialplan_loaded")
                        .addKeyValue("routes", loaded.dialplan().routes().size())
                        .log("");
            case LoadResult.Failed(List<Problem> problems) -> problems.forEach(DialplanLog::problem);
        }
    }

    private static void problem(Problem problem) {
        LOG.atError()
                .addKeyValue(LogFields.EVENT, "dialplan_problem")
                .addKeyValue("at", problem.file() + ":" + problem.line() + ":" + problem.column())
                .log(
                        "{}{}; the dialplan in force stays",
                        problem.message(),
                        problem.hint().map(hint -> " (" + hint + ")").orElse(""));
    }
}
