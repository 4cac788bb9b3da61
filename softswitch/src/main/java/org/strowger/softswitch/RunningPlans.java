package org.strowger.softswitch;

import java.util.List;
import org.strowger.administration.PlanControl;
import org.strowger.dialplan.DialplanReloader;
import org.strowger.dialplan.DialplanRouter;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.route.RouteStatistics;
import org.strowger.dialplan.version.Canary;
import org.strowger.dialplan.version.PlanVersion;

/** The dialplan of the switch, for those who run it. */
record RunningPlans(DialplanRouter router, DialplanReloader reloader) implements PlanControl {

    @Override
    public List<PlanVersion> versions() {
        return router.versions();
    }

    @Override
    public List<RouteStatistics> routes() {
        return router.current().statistics();
    }

    @Override
    public LoadResult reload() {
        return reloader.reload();
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
