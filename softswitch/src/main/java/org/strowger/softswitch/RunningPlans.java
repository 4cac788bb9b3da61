package org.strowger.softswitch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.strowger.administration.PlanControl;
import org.strowger.configuration.DataParts;
import org.strowger.dialplan.DialplanReloader;
import org.strowger.dialplan.DialplanRouter;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.route.RouteStatistics;
import org.strowger.dialplan.table.TableShape;
import org.strowger.dialplan.table.TableStore;
import org.strowger.dialplan.version.Canary;
import org.strowger.dialplan.version.PlanVersion;

/** The dialplan of the switch, for those who run it. */
record RunningPlans(DialplanRouter router, DialplanReloader reloader, LiveConfiguration configuration, DataParts data)
        implements PlanControl {

    @Override
    public List<PlanVersion> versions() {
        return router.versions();
    }

    @Override
    public List<RouteStatistics> routes() {
        return router.current().statistics();
    }

    @Override
    public Map<String, TableShape> tables() {
        return router.current().tables();
    }

    @Override
    public TableStore tableStore() {
        return data.services().tables();
    }

    @Override
    public LoadResult reload() {
        return reloader.reload();
    }

    @Override
    public Set<String> waiting() {
        return configuration.waiting();
    }

    @Override
    public LoadResult tryOut(Canary canary) {
        return reloader.tryOut(canary);
    }

    @Override
    public LoadResult rollback() {
        return reloader.rollback();
    }

    @Override
    public LoadResult rollback(int version) {
        return reloader.rollback(version);
    }
}
