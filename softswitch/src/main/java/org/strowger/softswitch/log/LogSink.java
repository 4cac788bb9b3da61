package org.strowger.softswitch.log;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the log's lines go: a bounded queue that one daemon thread writes out in batches. Nobody who logs ever waits
 * for a disk: when the queue is nearly full, lines below WARN are dropped, when it is full, all are; both are counted.
 */
public final class LogSink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogSink.class);
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
    private long faults;

    /** Writes to a stream, which it closes in the end. */
    LogSink(LogFormat format, OutputStream out) {
        this.format = format;
        this.out = out;
        this.writer = Thread.ofPlatform().daemon().name("log").start(this::write);
    }

    /** Lines dropped by all sinks since the start of the process. */
    public static long lost() {
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
        while (!closed || !queue.isEmpty()) attempt(batch);
    }

    /**
     * What one batch throws, for want of memory for example, is that batch's end and not the log's. Nobody has a reason
     * to interrupt it, either.
     */
    private void attempt(List<LogLine> batch) {
        try {
            LogLine first = queue.poll(100, TimeUnit.MILLISECONDS);
            if (first == null) return;
            batch.add(first);
            queue.drainTo(batch, BATCH - 1);
            for (LogLine taken : batch) octets.addAndGet(-taken.weight());
            writeOut(batch);
        } catch (InterruptedException | RuntimeException | Error fault) {
            LOST.add(batch.size());
            // Once: it may well fail with each batch.
            if (faults++ == 0)
                LOG.atError().setCause(fault).log("the log goes on after a fault of its writer, which has cost lines");
        } finally {
            batch.clear();
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
