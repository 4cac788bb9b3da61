package org.strowger.audio.sound;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps what was used last, as long as it weighs no more than allowed altogether. Each place weighs something from the
 * first, also while there is nothing in it. Any thread; not for media loops.
 */
final class LeastRecent<K, V> {

    /** Of a place: key, entry and what they hold. */
    static final long PLACE = 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<K, V> held = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<K, Long> weights = new HashMap<>();
    private final long most;
    private final Supplier<V> maker;
    private long sum;

    LeastRecent(long most, Supplier<V> maker) {
        this.most = most;
        this.maker = maker;
    }

    /** What is held there; made, if it is not there yet. */
    V at(K key) {
        lock.lock();
        try {
            V known = held.get(key);
            if (known != null) return known;
            V made = maker.get();
            held.put(key, made);
            weigh(key, 0);
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** What it weighs from now on; others may have to go for it. */
    void weighs(K key, long weight) {
        lock.lock();
        try {
            if (held.containsKey(key)) weigh(key, weight);
        } finally {
            lock.unlock();
        }
    }

    private void weigh(K key, long weight) {
        sum += PLACE + weight - weights.getOrDefault(key, 0L);
        weights.put(key, PLACE + weight);
        for (Iterator<K> oldest = held.keySet().iterator(); sum > most && oldest.hasNext(); ) {
            K gone = oldest.next();
            if (gone.equals(key)) continue;
            oldest.remove();
            forgetWeight(gone);
        }
    }

    void remove(K key) {
        lock.lock();
        try {
            held.remove(key);
            forgetWeight(key);
        } finally {
            lock.unlock();
        }
    }

    private void forgetWeight(K key) {
        Long weight = weights.remove(key);
        if (weight != null) sum -= weight;
    }

    int size() {
        lock.lock();
        try {
            return held.size();
        } finally {
            lock.unlock();
        }
    }
}
