package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.strowger.audio.Tone;
import org.strowger.audio.sound.SoundLibrary;
import org.strowger.sdp.Codec;

/**
 * Whether a phone has heard a recording: its loudest quarter of a second is looked for in all that was heard, at any
 * level.
 */
final class Heard {

    private static final int RATE = 8000;
    private static final int LONGEST = RATE / 4;
    private static final double ALIKE = 0.9;

    private Heard() {}

    /** Sees that two phones hear each other within a second, by a tone of each, both speaking PCMU. */
    static void eachOther(VirtualSwitch home, ScriptedPhone one, ScriptedPhone other) {
        eachOther(home, one, other, _ -> Codec.PCMU, Duration.ofSeconds(2));
    }

    /** Sees that two phones hear each other within two seconds, by a tone of each in the codec that it speaks. */
    static void eachOther(
            VirtualSwitch home, ScriptedPhone one, ScriptedPhone other, Function<ScriptedPhone, Codec> spoken) {
        eachOther(home, one, other, spoken, Duration.ofSeconds(3));
    }

    private static void eachOther(
            VirtualSwitch home,
            ScriptedPhone one,
            ScriptedPhone other,
            Function<ScriptedPhone, Codec> spoken,
            Duration length) {
        one.media().tone(spoken.apply(one), 440);
        other.media().tone(spoken.apply(other), 880);
        home.passes(length);
        hears(home, other, 440);
        hears(home, one, 880);
    }

    private static void hears(VirtualSwitch home, ScriptedPhone phone, int hertz) {
        assertThat(Tone.decibels(phone.media().heard(Duration.ofSeconds(1)), RATE, hertz))
                .as(String.join("\n", home.trace()))
                .isGreaterThan(30);
    }

    /** A prompt that comes with the switch. */
    static boolean by(ScriptedPhone phone, String shipped) {
        return in(
                phone.media().heard(),
                pcm(Path.of("../audio/src/main/resources/org/strowger/audio/sound/prompts", shipped)));
    }

    /** A file. */
    static boolean by(ScriptedPhone phone, Path file) {
        return in(phone.media().heard(), pcm(file));
    }

    private static short[] pcm(Path file) {
        try {
            return SoundLibrary.samples(file, RATE).samples();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean in(short[] heard, short[] recording) {
        int length = Math.min(LONGEST, recording.length * 3 / 4);
        int from = loudest(recording, length);
        for (int at = 0; at + length <= heard.length; at++)
            if (likeness(heard, at, recording, from, length) > ALIKE) return true;
        return false;
    }

    private static int loudest(short[] recording, int length) {
        int best = 0;
        double most = 0;
        for (int from = 0; from + length <= recording.length; from += RATE / 20) {
            double energy = 0;
            for (int i = 0; i < length; i++) energy += (double) recording[from + i] * recording[from + i];
            if (energy > most) best = from;
            most = Math.max(most, energy);
        }
        return best;
    }

    /** The correlation of two stretches, 1 where they are the same but for their level. */
    private static double likeness(short[] one, int at, short[] other, int from, int length) {
        double both = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < length; i++) {
            double a = one[at + i];
            double b = other[from + i];
            both += a * b;
            first += a * a;
            second += b * b;
        }
        return first == 0 || second == 0 ? 0 : both / Math.sqrt(first * second);
    }
}
