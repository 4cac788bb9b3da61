package org.strowger.audio.sound;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.strowger.audio.Cadence;
import org.strowger.audio.Pcm;

/**
 * Where prompts come from. Each is decoded once, however many listen to it. Safe on any thread but a loop: it blocks on
 * disk and network.
 */
public final class SoundLibrary {

    private static final Duration LONGEST_TONE = Duration.ofMinutes(5);
    private static final long MOST_SPOKEN = 16L << 20;

    private final PromptCache files;
    private final UrlSounds urls;
    private final LeastRecent<String, Kept> kept = new LeastRecent<>(MOST_SPOKEN, Kept::new);

    /**
     * A place for what is not told by a file. Filled under its own lock, so that the same is not made twice at once.
     */
    private static final class Kept {
        private final ReentrantLock lock = new ReentrantLock();
        private Optional<PcmPrompt> prompt = Optional.empty();
    }

    private interface Making {
        Pcm make() throws IOException;
    }

    /** The speech engines on the class path, found when the first text is to be spoken. */
    private static final class Engines {
        static final List<SpeechEngine> ALL = ServiceLoader.load(SpeechEngine.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    public SoundLibrary(Executor decoding, InstantSource time) {
        files = new PromptCache(decoding);
        urls = new UrlSounds(time);
    }

    /**
     * A file: WAV, MP3, Ogg/Opus, or G.711 without a header, named .ulaw or .alaw.
     *
     * @throws IOException if it is not there or can't be played; the message names the file and the remedy
     */
    public Prompt file(Path file) throws IOException {
        return files.prompt(file);
    }

    /** A file's audio at this rate: to look into, not to play. */
    public static Pcm samples(Path file, int rate) throws IOException {
        return SoundFile.read(file).at(rate);
    }

    /**
     * What a server has at this address, in the formats of {@link #file}: kept for a minute, asked for again after
     * that.
     *
     * @throws IOException with what the server said; after 10 s without an answer
     */
    public Prompt url(URI url) throws IOException {
        return urls.prompt(url);
    }

    /** One of {@link ShippedPrompts}. */
    public Prompt shipped(String name) throws IOException {
        return kept("prompt " + name, name, () -> ShippedPrompts.read(name));
    }

    /** One round of a tone. */
    public Prompt tone(Cadence cadence) {
        return Prompt.of("a tone", cadence.pcm(PcmPrompt.NARROW));
    }

    /** A tone for so long, at most five minutes. */
    public Prompt tone(Cadence cadence, Duration length) {
        if (length.compareTo(LONGEST_TONE) > 0)
            throw new IllegalArgumentException(
                    "a tone lasts at most " + LONGEST_TONE.toMinutes() + " minutes; loop it");
        short[] round = cadence.pcm(PcmPrompt.NARROW).samples();
        short[] all = new short[(int) (length.toMillis() * PcmPrompt.NARROW / 1000)];
        for (int i = 0; i < all.length; i++) all[i] = round[i % round.length];
        return Prompt.of("a tone", Pcm.of(PcmPrompt.NARROW, all));
    }

    /**
     * A text, spoken by the first engine that knows the language.
     *
     * @throws IOException if there is none, or it fails
     */
    public Prompt speech(String text, Locale language) throws IOException {
        for (SpeechEngine engine : Engines.ALL)
            if (engine.speaks(language))
                return kept("speech " + language + " " + text, "'" + text + "'", () -> engine.speak(text, language));
        throw new IOException("'" + text + "' can't be spoken: no speech engine for " + language.toLanguageTag()
                + " is on the class path; put one into lib, or play files");
    }

    private Prompt kept(String key, String name, Making making) throws IOException {
        Kept place = kept.at(key);
        place.lock.lock();
        try {
            if (place.prompt.isEmpty()) {
                PcmPrompt made = new PcmPrompt(name, making.make());
                place.prompt = Optional.of(made);
                kept.weighs(key, made.size());
            }
            return place.prompt.get();
        } finally {
            place.lock.unlock();
        }
    }
}
