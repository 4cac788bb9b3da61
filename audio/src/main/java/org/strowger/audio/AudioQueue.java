package org.strowger.audio;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Audio that somebody outside sends, on its way to a peer: samples as they come, faster than they are spoken or in
 * their own time, with marks between them. One thread writes; the media loop reads. What comes in its own time is held
 * back for {@value #HEAD_START} frames, so that a frame that is late by less than that leaves no gap.
 */
public final class AudioQueue implements AudioSource {

    /** Told on the media loop: hand it over and return. */
    public interface Listener {
        /** All that was written before this mark has been spoken, or thrown away. */
        void passed(String mark, Fate fate);

        /** Another frame was taken. */
        void taken();
    }

    /** What became of the audio before a mark. */
    public enum Fate {
        /** It was spoken. */
        SPOKEN,
        /** Some of it was thrown away. */
        CLEARED
    }

    private static final int HEAD_START = 2;
    private static final int CROWDED = 10_000;

    private sealed interface Item {}

    @SuppressWarnings("ArrayRecordComponent") // not written again
    private record Samples(short[] pcm, long begin) implements Item {}

    /** A mark, with how much had been written before it, and how much of that had been thrown away by then. */
    private record Mark(String name, long at, long thrown) implements Item {}

    private final int rate;
    private final Listener listener;
    private final Queue<Item> items = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pieces = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong cleared = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private boolean talking;
    private int heldBack;
    private long spokenBeforeThrown;

    /**
     * An empty one.
     *
     * @param rate of what is written, Hz: a multiple of 50 from 8000 to 48000
     */
    public AudioQueue(int rate, Listener listener) {
        this.rate = rate;
        this.listener = listener;
    }

    // By the writer.

    /** Adds samples to be spoken after those that wait. The array is the queue's from now on. */
    public void write(short[] pcm) {
        add(new Samples(pcm, written.getPlain()));
        written.setRelease(written.getPlain() + pcm.length);
    }

    /** The listener is told when all that was written so far has been spoken. */
    public void mark(String name) {
        add(new Mark(name, written.getPlain(), cleared.getPlain()));
    }

    /** Throws away what waits, and returns how much that was. Marks among it are told as cleared. */
    public Duration clear() {
        Duration thrown = waiting();
        cleared.setRelease(written.getPlain());
        return thrown;
    }

    /** How much waits. On any thread; a moment's figure. */
    public Duration waiting() {
        return duration(written.getAcquire() - Math.max(taken.getAcquire(), cleared.getAcquire()));
    }

    private Duration duration(long samples) {
        return Duration.ofNanos(Math.max(0, samples) * 1_000_000_000L / rate);
    }

    /**
     * Whether it holds so many pieces and marks that the writer had better wait, however short they are. On any thread.
     */
    public boolean isCrowded() {
        return pieces.get() >= CROWDED;
    }

    private void add(Item item) {
        pieces.incrementAndGet();
        items.add(item);
    }

    // By the media loop.

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public int read(short[] pcm) {
        int frame = Frames.samples(rate);
        if (!talking && !begins(frame)) return 0;
        int given = 0;
        for (Samples next = next(); next != null && given < frame; next = next()) {
            int from = (int) (taken.getPlain() - next.begin());
            int count = Math.min(frame - given, next.pcm().length - from);
            System.arraycopy(next.pcm(), from, pcm, given, count);
            given += count;
            taken.setRelease(taken.getPlain() + count);
        }
        talking = given == frame;
        heldBack = 0;
        if (given > 0) listener.taken();
        return given;
    }

    /** Whether enough has come to begin with, or the first of it has waited for long enough. */
    private boolean begins(int frame) {
        if (next() == null) return false;
        boolean enough = written.getAcquire() - taken.getPlain() >= (long) (1 + HEAD_START) * frame;
        return enough || ++heldBack > HEAD_START;
    }

    /** The samples that are to be spoken next. Tells of marks on the way to them. */
    private @Nullable Samples next() {
        long thrown = cleared.getAcquire();
        if (thrown > taken.getPlain()) {
            spokenBeforeThrown = taken.getPlain();
            taken.setRelease(thrown);
        }
        for (Item head = items.peek(); head != null; head = items.peek()) {
            switch (head) {
                case Samples samples
                when samples.begin() + samples.pcm().length > taken.getPlain() -> {
                    return samples;
                }
                case Samples _ -> remove();
                case Mark mark -> {
                    remove();
                    listener.passed(mark.name(), fate(mark, thrown));
                }
            }
        }
        return null;
    }

    private void remove() {
        items.remove();
        pieces.decrementAndGet();
    }

    private Fate fate(Mark mark, long thrown) {
        boolean within = mark.at() > spokenBeforeThrown && mark.at() <= thrown && mark.thrown() < mark.at();
        return within ? Fate.CLEARED : Fate.SPOKEN;
    }
}
