package org.strowger.media.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.PcmRing;
import org.strowger.audio.sound.AudioWriter;
import org.strowger.audio.sound.OggOpusWriter;
import org.strowger.audio.sound.WavWriter;
import org.strowger.media.Recording;
import org.strowger.media.Recording.End;
import org.strowger.media.RecordingPlan;

/**
 * The file of a recording: takes what waits in the ring five times a second, and brings the file into order each
 * second, so that it plays whatever happens to this process. Runs on the worker of its file, where it may block.
 */
final class RecordingFile {

    private static final Duration ROUND = Duration.ofMillis(200);
    private static final int ROUNDS_A_SECOND = 5;
    private static final int BLOCK = 4096;

    private final RecordingPlan plan;
    private final PcmRing ring;
    private final FileWorkers.FileWorker worker;
    private final Recording.Listener listener;
    private final int channels;
    private final short[] block = new short[BLOCK];
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private @Nullable AudioWriter writer;
    private long frames;
    private int rounds;

    RecordingFile(RecordingPlan plan, PcmRing ring, FileWorkers.FileWorker worker, Recording.Listener listener) {
        this.plan = plan;
        this.ring = ring;
        this.worker = worker;
        this.listener = listener;
        this.channels = plan.content().channels();
    }

    /** Opens the file and goes on until the end. Any thread. */
    void start() {
        worker.execute(() -> work(() -> {
            writer = open();
            writer.settle();
            worker.after(ROUND, this::round);
        }));
    }

    /** Ends the recording with what is in the ring by now. Only the first end counts. Any thread. */
    void end(End why) {
        if (end.compareAndSet(null, why)) worker.execute(() -> work(this::complete));
    }

    private interface Work {
        void run() throws IOException;
    }

    private void work(Work work) {
        if (told.get()) return;
        try {
            work.run();
        } catch (IOException | RuntimeException e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private AudioWriter open() throws IOException {
        Path directory = plan.file().toAbsolutePath().getParent();
        if (directory != null) Files.createDirectories(directory);
        return plan.isOpus()
                ? new OggOpusWriter(plan.file(), plan.rate(), channels)
                : new WavWriter(plan.file(), plan.rate(), channels);
    }

    private void round() {
        work(() -> {
            if (end.get() != null) return;
            drain();
            if (++rounds % ROUNDS_A_SECOND == 0 && writer != null) writer.settle();
            worker.after(ROUND, this::round);
        });
    }

    private void drain() throws IOException {
        if (writer == null) return;
        for (int got = ring.poll(block, 0, block.length); got > 0; got = ring.poll(block, 0, block.length)) {
            writer.write(block, got / channels);
            frames += got / channels;
        }
    }

    private void complete() throws IOException {
        drain();
        AudioWriter complete = writer;
        writer = null;
        if (complete != null) complete.close();
        tell(Objects.requireNonNull(end.get()));
    }

    private void fail(String why) {
        End.Failed failed = new End.Failed(plan.file() + ": " + why);
        end.set(failed);
        AudioWriter broken = writer;
        writer = null;
        try {
            if (broken != null) broken.close();
        } catch (IOException _) {
            // It failed before for the same reason, and that is told.
        }
        tell(failed);
    }

    private void tell(End why) {
        if (!told.compareAndSet(false, true)) return;
        worker.close();
        listener.recorded(
                new Recording.Outcome(plan.file(), Duration.ofNanos(frames * 1_000_000_000L / plan.rate()), why));
    }
}
