package org.strowger.softswitch;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Where the log's lines go: a bounded queue that one daemon thread writes out in batches. Nobody who logs ever waits for a disk: when the queue is
 * nearly full, lines below WARN are dropped, when it is full, all are; both are counted.
 */
final class LogSink implements AutoCloseable {

    private static final int CAPACITY = 16_384;

    /** Of all that waits: 16,384 lines of a few fields are about as much. */
    private static final long MOST_OCTETS = 16L << 20;

    private static final int KEPT_FOR_WARNINGS = 1024;
    private static final int BATCH = 1024;
    private static final long GOODBYE_MILLIS = 2_000;
    private static final LongAdder LOST = new LongAdder();

    private final ArrayBlockingQueue<LogLine> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final LogFormat format;
    private final OutputStream out;
    private final Thread writer;
    private final AtomicLong octets = new AtomicLong();
    private volatile boolean closed;

    /** Writes to a stream, which it closes in the end. */
    LogSink(LogFormat format, OutputStream out) {
        this.format = format;
        this.out = out;
        this.writer = Thread.ofPlatform().daemon().name("log").start(this::write);
    }

    /** Lines dropped by all sinks since the start of the process. */
    static long lost() {
        return LOST.sum();
    }

    /** Takes a line. Any thread; never waits. */
    void offer(LogLine line) {
        boolean important = line.level().isGreaterOrEqual(Level.WARN);
        int weight = line.weight();
        boolean room =
                octets.addAndGet(weight) <= MOST_OCTETS && (important || queue.remainingCapacity() > KEPT_FOR_WARNINGS);
        if (room && queue.offer(line)) return;
        octets.addAndGet(-weight);
        LOST.increment();
    }

    private void write() {
        List<LogLine> batch = new ArrayList<>(BATCH);
        try {
            while (!closed || !queue.isEmpty()) {
                LogLine first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first == null) continue;
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
                for (LogLine taken : batch) octets.addAndGet(-taken.weight());
                attempt(batch);
                batch.clear();
            }
        } catch (InterruptedException ended) {
            return; // the process ends
        }
    }

    /** What one batch throws, for want of memory for example, is that batch's end and not the log's. */
    private void attempt(List<LogLine> batch) {
        try {
            writeOut(batch);
        } catch (RuntimeException | Error lost) {
            LOST.add(batch.size());
        }
    }

    private void writeOut(List<LogLine> batch) {
        StringBuilder text = new StringBuilder();
        for (LogLine line : batch) append(text, line);
        try {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException full) {
            LOST.add(batch.size()); // a full disk, a pipe that nobody reads any more: calls go on
        }
    }

    /** A line that can't be written is lost, and not the writer with it. */
    private void append(StringBuilder text, LogLine line) {
        try {
            text.append(format.text(line)).append('\n');
        } catch (RuntimeException unwritable) {
            LOST.increment();
        }
    }

    /** Writes what is there, for up to two seconds. */
    @Override
    public void close() {
        closed = true;
        try {
            writer.join(GOODBYE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
