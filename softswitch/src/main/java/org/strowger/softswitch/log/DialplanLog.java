package org.strowger.softswitch.log;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.text.Problem;
import org.strowger.dialplan.version.PlanVersion;

/** Says in the log what came of loading a dialplan again. */
public final class DialplanLog {

    private static final Logger LOG = LoggerFactory.getLogger(DialplanLog.class);

    private DialplanLog() {}

    public static void reloaded(LoadResult result) {
        switch (result) {
            case LoadResult.Loaded loaded ->
                LOG.atInfo()
                        .addKeyValue(LogFields.EVENT, "dialplan_loaded")
                        .addKeyValue("plan", loaded.dialplan().version())
                        .addKeyValue("routes", loaded.dialplan().routes().size())
                        .log("");
            case LoadResult.Failed failed -> failed.problems().forEach(DialplanLog::problem);
        }
    }

    public static void changed(int version, PlanVersion.State state, String why) {
        LOG.atLevel(state == PlanVersion.State.ROLLED_BACK ? Level.WARN : Level.INFO)
                .addKeyValue(LogFields.EVENT, "dialplan_version")
                .addKeyValue("plan", version)
                .addKeyValue("state", state.name().toLowerCase(Locale.ROOT))
                .log(why);
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
