package org.strowger.dialog.layer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.strowger.dialog.invite.LateAnswers;
import org.strowger.dialog.message.DialogId;
import org.strowger.statemachine.Loop;

/**
 * Calls of ours that ended without an answer, for as long as one might still come: a proxy may send a 2xx after a
 * failure, and so may a branch that never heard our CANCEL. Needs no timer: the old ones go when new ones come. Runs on
 * its loop.
 */
final class Departed {

    private static final int MOST = 1024;

    private record Entry(LateAnswers late, long untilNanos) {}

    private final LinkedHashMap<DialogId, Entry> entries = new LinkedHashMap<>();
    private final Loop loop;
    private final long patienceNanos;

    Departed(Loop loop, Duration patience) {
        this.loop = loop;
        this.patienceNanos = patience.toNanos();
    }

    void remember(DialogId id, LateAnswers late) {
        long now = loop.nanos();
        entries.values().removeIf(entry -> entry.untilNanos - now < 0);
        if (entries.size() >= MOST) entries.pollFirstEntry();
        entries.put(id, new Entry(late, now + patienceNanos));
    }

    Optional<LateAnswers> find(DialogId id) {
        return Optional.ofNullable(entries.get(id))
                .filter(entry -> entry.untilNanos - loop.nanos() >= 0)
                .map(Entry::late);
    }
}
