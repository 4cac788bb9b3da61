package org.strowger.administration;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.route.RouteStatistics;
import org.strowger.dialplan.table.TableShape;
import org.strowger.dialplan.table.TableStore;
import org.strowger.dialplan.version.Canary;
import org.strowger.dialplan.version.PlanVersion;

/**
 * The dialplan of a running switch as those see it who run it: its versions, its routes, and which of them takes calls.
 * Any thread; what loads waits until the plan is loaded.
 */
public interface PlanControl {

    /** The versions that are known, the newest first. */
    List<PlanVersion> versions();

    /** The routes of the version in force, with their calls. */
    List<RouteStatistics> routes();

    /** The tables that the version in force declares, by name. */
    Map<String, TableShape> tables();

    /** What keeps their rows; who asks it, blocks. */
    TableStore tableStore();

    /** Loads the plan again. If it doesn't load, the one in force stays. */
    LoadResult reload();

    /** The sections of the configuration that say what only a start takes in, as of the last reload. */
    default Set<String> waiting() {
        return Set.of();
    }

    /** Loads the plan, and gives it a share of the calls for a while. */
    LoadResult tryOut(Canary canary);

    /** @throws NoSuchElementException if there is no version before the one in force */
    LoadResult rollback();

    /** @throws NoSuchElementException if there is no such version */
    LoadResult rollback(int version);
}
