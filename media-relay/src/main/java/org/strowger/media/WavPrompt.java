package org.strowger.media;

import java.nio.file.Path;
import java.time.Duration;

/** Audio at 8 kHz in both laws. */
final class WavPrompt implements Prompt {

    static final int RATE = 8000;

    private final Path file;
    private final byte[] ulaw;
    private final byte[] alaw;

    WavPrompt(Path file, short[] pcm) {
        this.file = file;
        this.ulaw = G711.ULAW.encode(pcm);
        this.alaw = G711.ALAW.encode(pcm);
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public Duration duration() {
        return Duration.ofNanos(ulaw.length * (1_000_000_000L / RATE));
    }

    int samples() {
        return ulaw.length;
    }

    /** Not to be written to. */
    byte[] audio(G711 law) {
        return law == G711.ULAW ? ulaw : alaw;
    }
}
