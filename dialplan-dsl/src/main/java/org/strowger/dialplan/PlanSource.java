package org.strowger.dialplan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where a reloader has plans from, and what comes into force with them. Called by one thread at a time; may block. */
public interface PlanSource {

    /** Reads all anew; nothing of it is in force before {@link #comesIntoForce}. */
    LoadResult load();

    /** What was loaded last is about to be in force. */
    void comesIntoForce();

    /** The plan's files alone, as they are now, for what else is in force. */
    LoadResult plan();

    /** An earlier version of the plan, for what else is in force. */
    LoadResult again(Map<Path, String> texts);

    /** What was read last beside the files of the plan. */
    Map<Path, String> alsoRead();

    /** A plan's files in this order, and nothing else. */
    static PlanSource of(DialplanLoader loader, List<Path> files) {
        List<Path> all = List.copyOf(files);
        return new PlanSource() {
            @Override
            public LoadResult load() {
                return loader.load(all);
            }

            @Override
            public void comesIntoForce() {}

            @Override
            public LoadResult plan() {
                return load();
            }

            @Override
            public LoadResult again(Map<Path, String> texts) {
                return loader.again(texts, all);
            }

            @Override
            public Map<Path, String> alsoRead() {
                return Map.of();
            }
        };
    }
}
