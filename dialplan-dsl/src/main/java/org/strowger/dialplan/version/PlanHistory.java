package org.strowger.dialplan.version;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.dialplan.plan.Dialplan;
import org.strowger.dialplan.plan.PlanCounts;

/**
 * The versions that were loaded, the last {@value #KEPT} of them: their texts and their counts, nothing that keeps
 * their classes. Guarded by its router.
 */
public final class PlanHistory {

    private static final int KEPT = 50;

    private static final class Entry {
        private final int number;
        private final Instant loaded;
        private final int routes;
        private final PlanCounts counts;
        private final Map<Path, String> texts;
        private PlanVersion.State state;
        private String why;

        Entry(Dialplan plan, Instant loaded, PlanVersion.State state, String why) {
            this.number = plan.version();
            this.loaded = loaded;
            this.routes = plan.routes().size();
            this.counts = plan.counts();
            this.texts = plan.texts();
            this.state = state;
            this.why = why;
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();

    public void add(Dialplan plan, Instant loaded, PlanVersion.State state, String why) {
        entries.addLast(new Entry(plan, loaded, state, why));
        if (entries.size() > KEPT) entries.removeFirst();
    }

    public void became(Dialplan plan, PlanVersion.State state, String why) {
        entry(plan.version()).ifPresent(entry -> {
            entry.state = state;
            entry.why = why;
        });
    }

    public Optional<Map<Path, String>> texts(int number) {
        return entry(number).map(entry -> entry.texts);
    }

    /** The last one that was in force before the one that is. */
    public Optional<Integer> previous() {
        return entries.stream()
                .filter(entry -> entry.state == PlanVersion.State.REPLACED)
                .map(entry -> entry.number)
                .reduce((_, last) -> last);
    }

    /** Newest first. */
    public List<PlanVersion> versions(double shareOnTrial) {
        return entries.reversed().stream()
                .map(entry -> version(entry, shareOnTrial))
                .toList();
    }

    private static PlanVersion version(Entry entry, double shareOnTrial) {
        double share = switch (entry.state) {
            case IN_FORCE -> 1 - shareOnTrial;
            case ON_TRIAL -> shareOnTrial;
            case REPLACED, ROLLED_BACK -> 0;
        };
        return new PlanVersion(
                entry.number,
                entry.loaded,
                entry.state,
                entry.why,
                share,
                entry.routes,
                entry.counts.running(),
                entry.counts.ended(),
                entry.counts.failed());
    }

    private Optional<Entry> entry(int number) {
        return entries.stream().filter(entry -> entry.number == number).findFirst();
    }
}
