package org.strowger.call.core;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What of real time counts against programs from one look of the watch to the next: neither what the machine stood
 * still for nor that for which it had no processor for us. A program whose code runs for the first time beside busy
 * neighbours has not run away. Runs on one loop.
 */
public final class ProgramTime {

    /** What operating systems count processor time in. */
    private static final long PROCESSOR_STEP_NANOS = Duration.ofMillis(10).toNanos();

    /**
     * Of the time between two looks.
     *
     * @param computing nanoseconds that a program which computes could have had at most
     * @param waiting nanoseconds that count for one which waits outside a verb
     */
    public record Share(long computing, long waiting) {}

    private final LongSupplier nanos;
    private final LongSupplier processorNanos;
    private final long mostNanos;
    private long lookedAt;
    private long processorThen;

    /**
     * Starts now.
     *
     * @param usual the time between two looks; more than twice as much counts as that, since then it was the machine
     *     that was late
     * @param processorNanos what all threads of the process have used so far; negative where that can't be told
     */
    ProgramTime(Duration usual, LongSupplier nanos, LongSupplier processorNanos) {
        this.mostNanos = 2 * usual.toNanos();
        this.nanos = nanos;
        this.processorNanos = processorNanos;
        share();
    }

    /** By this machine's clocks. */
    public static ProgramTime of(Duration usual) {
        return new ProgramTime(usual, System::nanoTime, ProgramTime::processorNanos);
    }

    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : -1;
    }

    /** What counts since the last look. */
    public Share share() {
        long now = nanos.getAsLong();
        long processor = processorNanos.getAsLong();
        long waiting = Math.min(now - lookedAt, mostNanos);
        long used = processor < 0 ? Long.MAX_VALUE : processor - processorThen + PROCESSOR_STEP_NANOS;
        lookedAt = now;
        processorThen = processor;
        return new Share(Math.min(waiting, used), waiting);
    }
}
