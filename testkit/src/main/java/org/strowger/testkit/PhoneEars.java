package org.strowger.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.strowger.audio.sound.ShippedPrompts;

/** What a phone in virtual time has heard, compared with recordings. */
final class PhoneEars {

    private static final int SAMPLES_PER_MILLI = 8;
    private static final Duration SLICE = Duration.ofMillis(500);
    private static final int BEGINNING = 400 * SAMPLES_PER_MILLI;

    private final VirtualSwitch home;
    private final Supplier<short[]> all;
    private int listened;

    /** @param all that was heard so far, at 8 kHz */
    PhoneEars(VirtualSwitch home, Supplier<short[]> all) {
        this.home = home;
        this.all = all;
    }

    /** How many samples it has heard so far. */
    int position() {
        return all.get().length;
    }

    /** What comes from now on is new. */
    void listenAnew() {
        listened = position();
    }

    /**
     * Waits until it has heard a file to its end, the next after the last that it heard; gives up when it has not begun
     * within the patience.
     */
    boolean hears(String file, Duration patience) {
        return hears(samples(file), patience);
    }

    /** The same for the beginning of a file: 0.4 s of it. */
    boolean startsHearing(String file, Duration patience) {
        short[] all = samples(file);
        return hears(java.util.Arrays.copyOf(all, Math.min(all.length, BEGINNING)), patience);
    }

    private boolean hears(short[] recording, Duration patience) {
        long left = patience.toMillis() + recording.length / SAMPLES_PER_MILLI;
        while (true) {
            Optional<Integer> end = Listening.find(recording, all.get(), listened);
            if (end.isPresent()) {
                listened = end.get();
                return true;
            }
            if (left <= 0) return false;
            Duration slice = Duration.ofMillis(Math.min(left, SLICE.toMillis()));
            home.passes(slice);
            left -= slice.toMillis();
        }
    }

    /** Whether it has heard the file, from a sample on. Time stands still. */
    boolean heard(String file, int from) {
        return Listening.find(samples(file), all.get(), from).isPresent();
    }

    short[] samples(String file) {
        try {
            Optional<Path> own = home.sounds().stream()
                    .map(folder -> folder.resolve(file))
                    .filter(Files::isRegularFile)
                    .findFirst();
            if (own.isPresent()) return home.media().audio(own.get());
            if (ShippedPrompts.has(file)) return home.media().shippedAudio(file);
            throw new IllegalArgumentException(
                    "there is no sound file '" + file + "' to compare with; looked for in " + home.sounds());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
