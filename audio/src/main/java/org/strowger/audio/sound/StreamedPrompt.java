package org.strowger.audio.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.audio.PcmReader;
import org.strowger.audio.PcmRing;

/** A prompt too long for memory: each listener's share is decoded ahead of it, off the media loop. */
public final class StreamedPrompt implements Playable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamedPrompt.class);
    private static final int AHEAD_SECONDS = 4;

    private final Path file;
    private final int rate;
    private final Duration duration;
    private final Executor decoding;

    /** Of a file that was read through once. */
    StreamedPrompt(Path file, int rate, Duration duration, Executor decoding) {
        this.file = file;
        this.rate = rate;
        this.duration = duration;
        this.decoding = decoding;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public Duration duration() {
        return duration;
    }

    @Override
    public Voice begin(int wanted) {
        return new Reading();
    }

    /** The loop's side of one listener. What was not decoded in time is silence. */
    private final class Reading implements Voice {
        private Ahead ahead = new Ahead(0);
        private boolean begun;

        Reading() {
            ahead.ask();
        }

        @Override
        public int rate() {
            return rate;
        }

        @Override
        public boolean isReady() {
            begun |= ahead.complete || ahead.ring.size() > 0;
            return begun;
        }

        @Override
        public int read(short[] into, int from, int count) {
            boolean complete = ahead.complete; // before looking: what was decoded last is counted in then
            int got = ahead.ring.poll(into, from, count);
            if (ahead.ring.room() > ahead.ring.size() && !complete) ahead.ask();
            if (got == count || complete) return got;
            Arrays.fill(into, from + got, from + count, (short) 0);
            return count;
        }

        @Override
        public void seek(long millis) {
            ahead.unwanted = true;
            ahead.ask();
            ahead = new Ahead(millis);
            begun = false;
            ahead.ask();
        }

        @Override
        public void end() {
            ahead.unwanted = true;
            ahead.ask();
        }
    }

    /** The decoder's side. Each field but the last two belongs to the one task that may run at a time. */
    private final class Ahead implements Runnable {
        final PcmRing ring = new PcmRing(AHEAD_SECONDS * rate);
        private final short[] block = new short[rate / 4];
        private final long skipMillis;
        private final AtomicBoolean asked = new AtomicBoolean();
        private @Nullable PcmReader reader;
        volatile boolean complete;
        volatile boolean unwanted;

        Ahead(long skipMillis) {
            this.skipMillis = skipMillis;
        }

        void ask() {
            if (asked.compareAndSet(false, true)) decoding.execute(this);
        }

        @Override
        public void run() {
            try {
                if (unwanted) finish();
                else decode();
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} is cut short: {}", file, e.getMessage());
                finish();
            } finally {
                asked.set(false);
                if (unwanted && !complete) ask(); // asked to end while it decoded
            }
        }

        private void decode() throws IOException {
            if (complete) return;
            if (reader == null) reader = opened();
            while (ring.room() >= block.length) {
                int got = reader.read(block, 0, block.length);
                ring.offer(block, 0, got);
                if (got < block.length) {
                    finish();
                    return;
                }
            }
        }

        private PcmReader opened() throws IOException {
            PcmReader opened = SoundFile.open(file.toString(), Files.newInputStream(file));
            long left = skipMillis * rate / 1000;
            while (left > 0) {
                int got = opened.read(block, 0, (int) Math.min(left, block.length));
                if (got == 0) break;
                left -= got;
            }
            return opened;
        }

        private void finish() {
            complete = true;
            try {
                if (reader != null) reader.close();
            } catch (IOException e) {
                LOG.warn("{} can't be closed: {}", file, e.getMessage());
            }
            reader = null;
        }
    }
}
