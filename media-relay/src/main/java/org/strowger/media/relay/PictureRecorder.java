package org.strowger.media.relay;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.strowger.media.Recording;
import org.strowger.media.RecordingPlan;
import org.strowger.rtp.Packet;
import org.strowger.rtp.loop.MediaLoop;
import org.strowger.rtp.video.Vp8Pictures;
import org.strowger.statemachine.OneShot;

/**
 * Records a browser's pictures as they come, without decoding them: put together on the stream's loop, written by the
 * worker of the file, which may block. What is asked of it may be asked on any thread.
 */
final class PictureRecorder implements Recording, VideoPath.Watcher, Vp8Pictures.Listener {

    /** Octets that wait for a slow disk. */
    static final int MOST_UNWRITTEN = 16 << 20;

    private static final long SECOND = 1_000_000_000;

    private final RecordingPlan plan;
    private final MediaLoop loop;
    private final FileWorkers.FileWorker worker;
    private final Recording.Listener listener;
    private final Vp8Pictures pictures = new Vp8Pictures(this);
    private final long longest;
    private final AtomicLong unwritten = new AtomicLong();

    // On the loop
    private final OneShot over = new OneShot();
    private @Nullable VideoPath of;
    private boolean paused;
    private boolean hasBegun;
    private int last;
    private long time;

    // On the worker
    private @Nullable IvfWriter writer;
    private long settled;

    private PictureRecorder(
            RecordingPlan plan, MediaLoop loop, FileWorkers.FileWorker worker, Recording.Listener listener) {
        this.plan = plan;
        this.loop = loop;
        this.worker = worker;
        this.listener = listener;
        this.longest = plan.longest().map(Duration::toMillis).orElse(Long.MAX_VALUE / IvfWriter.CLOCK)
                * (IvfWriter.CLOCK / 1000);
    }

    /** Records the pictures of a stream from now on. */
    static PictureRecorder start(
            RelayStream stream, RecordingPlan plan, FileWorkers workers, Recording.Listener listener) {
        PictureRecorder recorder = new PictureRecorder(
                plan, stream.loop(), workers.worker(String.valueOf(plan.file().getFileName())), listener);
        if (!stream.ask(() -> recorder.begin(stream.path().video()))) recorder.end(new End.Closed());
        return recorder;
    }

    private void begin(@Nullable VideoPath path) {
        if (path == null) end(failed("the caller shows no pictures"));
        else if (!path.isWatchedBy(this)) end(failed("its pictures are recorded already"));
        else {
            of = path;
            work(() -> writer = new IvfWriter(plan.file()));
        }
    }

    @Override
    public boolean takes(Packet packet) {
        return paused || pictures.take(packet);
    }

    @Override
    public void picture(byte[] picture, int length, int size, int timestamp) {
        if (hasBegun) time += Math.max(0, timestamp - last);
        hasBegun = true;
        last = timestamp;
        if (time >= longest) end(new End.TooLong());
        else if (unwritten.addAndGet(length) > MOST_UNWRITTEN) end(failed("the disk is too slow"));
        else {
            byte[] octets = Arrays.copyOf(picture, length);
            long at = time;
            work(() -> write(octets, size, at));
        }
    }

    private void write(byte[] picture, int size, long at) throws IOException {
        unwritten.addAndGet(-picture.length);
        if (writer == null) return;
        writer.write(picture, size, at);
        if (at / IvfWriter.CLOCK == settled) return;
        settled = at / IvfWriter.CLOCK;
        writer.settle();
    }

    private End failed(String why) {
        return new End.Failed(plan.file() + ": " + why);
    }

    private interface Work {
        void run() throws IOException;
    }

    private void work(Work work) {
        worker.execute(() -> {
            try {
                work.run();
            } catch (IOException e) {
                abandon();
                stop(failed(String.valueOf(e.getMessage())));
            }
        });
    }

    private void abandon() {
        IvfWriter broken = writer;
        writer = null;
        try {
            if (broken != null) broken.close();
        } catch (IOException _) {
            // It has failed before for the same reason, and that is told.
        }
    }

    @Override
    public void pause() {
        loop.submit(() -> paused = true);
    }

    /** Pictures can't be silenced: what would be masked is left out. */
    @Override
    public void mask() {
        pause();
    }

    @Override
    public void resume() {
        loop.submit(() -> {
            if (paused) pictures.stop();
            paused = false;
        });
    }

    @Override
    public void close() {
        stop(new End.Closed());
    }

    private void stop(End why) {
        if (!loop.submit(() -> end(why))) end(why);
    }

    private void end(End why) {
        over.finish(() -> {
            if (of != null) of.leaves(this);
            of = null;
            Duration length = Duration.ofNanos(time * (SECOND / 1000) / (IvfWriter.CLOCK / 1000));
            worker.execute(() -> complete(why, length));
        });
    }

    private void complete(End why, Duration length) {
        End end = why;
        try {
            if (writer != null) writer.close();
        } catch (IOException e) {
            end = failed(String.valueOf(e.getMessage()));
        }
        worker.close();
        listener.recorded(new Outcome(plan.file(), length, end));
    }
}
