package org.strowger.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What is recorded of a stream, and where to.
 *
 * @param file WAV of 16 bits, or Ogg/Opus where it ends with .opus or .ogg, or a browser's pictures in VP8 where it
 *     ends with .ivf; its directory is made, a file that is there is replaced
 * @param rate 8000 or 16,000 Hz
 * @param longest ends it; empty for none
 * @param silence so much of it at a stretch ends it; empty for none
 * @param began when that began, as the loops tell the time; empty for when it is recorded from. What has passed of it
 *     by then is silence in the file, a second at most
 */
public record RecordingPlan(
        Path file,
        Content content,
        int rate,
        Optional<Duration> longest,
        Optional<Duration> silence,
        Optional<Long> began) {

    /** Whose voice is in the file. */
    public enum Content {
        /** What the peer of the stream says. */
        HEARD(1),
        /** What the peer of the stream is let hear. */
        SPOKEN(1),
        /** Both as one. */
        MIXED(1),
        /** A channel each: what the peer says is the left one. */
        STEREO(2);

        private final int channels;

        Content(int channels) {
            this.channels = channels;
        }

        public int channels() {
            return channels;
        }
    }

    /** Checks the rate. */
    public RecordingPlan {
        if (rate != 8000 && rate != 16_000)
            throw new IllegalArgumentException("recordings have 8000 or 16000 Hz, not " + rate);
    }

    /** What this file is to hold, at 8 kHz, until it is ended. */
    public static RecordingPlan of(Path file, Content content) {
        return new RecordingPlan(file, content, 8000, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** No longer than this. */
    public RecordingPlan withLongest(Duration most) {
        return new RecordingPlan(file, content, rate, Optional.of(most), silence, began);
    }

    /** The same plan, ended when the peer has been silent for this long. */
    public RecordingPlan withSilence(Duration most) {
        return new RecordingPlan(file, content, rate, longest, Optional.of(most), began);
    }

    /** The same of something that began then, as the loops tell the time: the file is as long as that. */
    public RecordingPlan begunAt(long nanos) {
        return new RecordingPlan(file, content, rate, longest, silence, Optional.of(nanos));
    }

    /** Whether it is of a browser's pictures, which stand in a file of their own: IVF, where it ends with .ivf. */
    public boolean isPictures() {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".ivf");
    }

    public boolean isOpus() {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".opus") || name.endsWith(".ogg");
    }
}
