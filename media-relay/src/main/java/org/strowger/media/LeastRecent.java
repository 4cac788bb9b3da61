package org.strowger.media;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Keeps what was used last, as long as it weighs no more than allowed altogether. Any thread; not for media loops. */
final class LeastRecent<K, V> {

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
            return held.computeIfAbsent(key, _ -> maker.get());
        } finally {
            lock.unlock();
        }
    }

    /** What it weighs from now on; others may have to go for it. */
    void weighs(K key, long weight) {
        lock.lock();
        try {
            if (!held.containsKey(key)) return;
            sum += weight - weights.getOrDefault(key, 0L);
            weights.put(key, weight);
            for (Iterator<K> oldest = held.keySet().iterator(); sum > most && oldest.hasNext(); ) {
                K gone = oldest.next();
                if (gone.equals(key)) continue;
                oldest.remove();
                forgetWeight(gone);
            }
        } finally {
            lock.unlock();
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
