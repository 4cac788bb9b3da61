package org.strowger.call.setup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.strowger.audio.CallProgressTones;
import org.strowger.voicemail.VoicemailSettings;

/**
 * What callers hear of the switch itself, and what it keeps of what they say.
 *
 * @param country whose tones are used where a dialplan names none, by ISO 3166
 * @param holdMusic the sound that a party hears which the other has put on hold; empty for none
 * @param recordings where recordings are kept
 * @param format how the recordings of {@code dial} are written
 * @param voicemail how mailboxes are kept
 */
public record SoundSettings(
        String country, Optional<String> holdMusic, Path recordings, Format format, VoicemailSettings voicemail) {

    /** A format of sound files. */
    public enum Format {
        /** 16 bits, 8 kHz: 16 kB a second and channel. */
        WAV,
        /** Ogg/Opus: 2.5 kB a second and channel. */
        OPUS;

        /** What the names of such files end with. */
        public String ending() {
            return this == WAV ? ".wav" : ".opus";
        }
    }

    /** Checks the country. */
    public SoundSettings {
        if (!CallProgressTones.countries().contains(country))
            throw new IllegalArgumentException("no tones of country '" + country + "' are known");
    }

    /** Countries whose tones are known. */
    public static Set<String> countries() {
        return CallProgressTones.countries();
    }

    /** Tones as in most countries; all files below a directory. */
    public static SoundSettings below(Path directory) {
        return new SoundSettings(
                "de",
                Optional.of("music-on-hold.wav"),
                directory.resolve("recordings"),
                Format.WAV,
                new VoicemailSettings(
                        directory.resolve("voicemail"),
                        Duration.ofMinutes(3),
                        100,
                        VoicemailSettings.Lamps.ON,
                        Set.of()));
    }

    /** The same, with all files below a directory. */
    public SoundSettings keptBelow(Path directory) {
        SoundSettings there = below(directory);
        return new SoundSettings(
                country,
                holdMusic,
                there.recordings,
                format,
                new VoicemailSettings(
                        there.voicemail.directory(),
                        voicemail.longest(),
                        voicemail.most(),
                        voicemail.lamps(),
                        voicemail.mailed(),
                        voicemail.pinTries(),
                        voicemail.pinLock()));
    }
}
