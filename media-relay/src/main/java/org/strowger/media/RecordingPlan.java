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
 * @param missed what it begins with as silence, a second at most: the time that has passed already of what is recorded
 */
public record RecordingPlan(
        Path file, Content content, int rate, Optional<Duration> longest, Optional<Duration> silence, Duration missed) {

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
        return new RecordingPlan(file, content, 8000, Optional.empty(), Optional.empty(), Duration.ZERO);
    }

    /** No longer than this. */
    public RecordingPlan withLongest(Duration most) {
        return new RecordingPlan(file, content, rate, Optional.of(most), silence, missed);
    }

    /** The same plan, ended when the peer has been silent for this long. */
    public RecordingPlan withSilence(Duration most) {
        return new RecordingPlan(file, content, rate, longest, Optional.of(most), missed);
    }

    /** The same of something that has lasted for so long already: the file is as long as that. */
    public RecordingPlan begunBefore(Duration past) {
        return new RecordingPlan(file, content, rate, longest, silence, past);
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
