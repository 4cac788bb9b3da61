package org.strowger.sip.source;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of a fixed size, without locks: each key may stand in one of eight places, and who comes anew takes an
 * empty one, or that of whoever has been quiet for longest among those of least merit. Strangers push out strangers,
 * then those who are banned, and those who are known only when nobody else is left. Any thread: two loops that let the
 * same key in at once leave one of its two entries to be forgotten.
 */
final class SourceTable {

    private static final int WAYS = 8;

    private final AtomicReferenceArray<@Nullable Source> places;
    private final int mask;

    /** A table with so many places, a power of two. */
    SourceTable(int size) {
        places = new AtomicReferenceArray<>(size);
        mask = size - 1;
    }

    @Nullable
    Source find(long key) {
        int first = first(key);
        for (int i = first; i < first + WAYS; i++) {
            Source source = places.get(i);
            if (source != null && source.key == key) return source;
        }
        return null;
    }

    /** What is remembered under the key; nothing yet of who was not there. */
    Source at(long key, Object who, long now) {
        Source known = find(key);
        if (known != null) return known;
        Source fresh = new Source(key, who, now);
        places.set(victim(first(key), now), fresh);
        return fresh;
    }

    void forEach(Consumer<Source> told) {
        for (int i = 0; i < places.length(); i++) {
            Source source = places.get(i);
            if (source != null) told.accept(source);
        }
    }

    private int first(long key) {
        return (int) key & mask & -WAYS;
    }

    private int victim(int first, long now) {
        int victim = first;
        long least = Long.MAX_VALUE;
        for (int i = first; i < first + WAYS; i++) {
            Source source = places.get(i);
            if (source == null) return i;
            long worth = merit(source, now);
            if (worth < least) {
                least = worth;
                victim = i;
            }
        }
        return victim;
    }

    /** Microseconds since 1970 need 51 bits: what counts for more stands above them. */
    private static long merit(Source source, long now) {
        long rank = source.isKnown(now) ? 2 : source.isBanned(now) ? 1 : 0;
        return (rank << 60) + source.seenMicros;
    }
}
