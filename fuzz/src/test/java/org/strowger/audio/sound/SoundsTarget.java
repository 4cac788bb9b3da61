package org.strowger.audio.sound;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.strowger.audio.Pcm;
import org.strowger.audio.PcmReader;

/**
 * Whatever a sound file, or a web server, may hold: it is audio, or an error with words, and neither takes more memory
 * than a file of its length may.
 */
final class SoundsTarget {

    /** An octet is a sample of G.711 at most, or less than a frame of Opus or MP3. */
    private static final int MOST_SAMPLES = 1 << 20;

    private SoundsTarget() {}

    static void judge(byte[] file) {
        for (String name : new String[] {"a.wav", "a.ulaw"}) {
            try (PcmReader reader = SoundFile.open(name, new ByteArrayInputStream(file))) {
                short[] all = reader.readAll(MOST_SAMPLES).orElse(new short[0]);
                if (reader.rate() < 1) throw new AssertionError("a rate of " + reader.rate());
                if (all.length > 0) Pcm.of(reader.rate(), all).at(PcmPrompt.NARROW);
            } catch (IOException e) {
                if (e.getMessage() == null) throw new AssertionError("an error without words", e);
            }
        }
    }
}
