package org.strowger.media;

import java.nio.file.Path;
import java.time.Duration;

/** Audio at 8 kHz. */
final class WavPrompt implements Prompt {

    static final int RATE = 8000;

    private final Path file;
    private final short[] audio;

    WavPrompt(Path file, short[] audio) {
        this.file = file;
        this.audio = audio;
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Duration duration() {
        return Duration.ofNanos(audio.length * (1_000_000_000L / RATE));
    }

    int samples() {
        return audio.length;
    }

    /** Not to be written to. */
    short[] audio() {
        return audio;
    }
}
