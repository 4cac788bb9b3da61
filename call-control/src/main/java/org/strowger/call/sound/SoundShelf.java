package org.strowger.call.sound;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.audio.sound.Playlist;
import org.strowger.audio.sound.Prompt;
import org.strowger.audio.sound.SoundLibrary;
import org.strowger.call.Call;
import org.strowger.call.PlayOptions;
import org.strowger.call.Sound;

/** Finds what is to be played. Blocks on disk and network: on call threads. */
public final class SoundShelf {

    private static final Logger LOG = LoggerFactory.getLogger(SoundShelf.class);

    private final List<Path> folders;
    private final SoundLibrary library;

    /** @param recordings what was recorded can be played again */
    public SoundShelf(List<Path> folders, Path recordings, SoundLibrary library) {
        this.folders = Stream.concat(folders.stream(), Stream.of(recordings)).toList();
        this.library = library;
    }

    /** @throws Call.PlayFailed with the name of what can't be played, and the remedy */
    public Playlist playlist(List<? extends Sound> sounds, PlayOptions options) {
        List<Prompt> prompts = new ArrayList<>();
        for (Sound sound : sounds) {
            try {
                add(sound, prompts);
            } catch (IOException e) {
                throw new Call.PlayFailed(String.valueOf(e.getMessage()));
            }
        }
        return new Playlist(prompts, options.times(), options.volume());
    }

    /** One file or URL. */
    public Prompt prompt(String name) {
        return playlist(List.of(Sound.named(name)), PlayOptions.ONCE).prompts().getFirst();
    }

    /**
     * A sound, without end. Where there is none of the name, that is told once, and whoever is on hold hears what the
     * other sends.
     */
    public Optional<Playlist> holdMusic(String name) {
        try {
            return Optional.of(playlist(List.of(Sound.named(name)), PlayOptions.FOR_EVER));
        } catch (Call.PlayFailed e) {
            LOG.warn("no music for who is on hold: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void add(Sound sound, List<Prompt> prompts) throws IOException {
        switch (sound) {
            case Sound.File(String name) -> prompts.add(file(name));
            case Sound.OwnFile own -> prompts.add(library.file(own.at()));
            case Sound.Url url -> prompts.add(library.url(url.at()));
            case Sound.Tone tone ->
                prompts.add(
                        tone.length().isPresent()
                                ? library.tone(tone.cadence(), tone.length().get())
                                : library.tone(tone.cadence()));
            case Sound.Words said -> {
                for (String word : said.words()) prompts.add(file(word + ".wav"));
            }
            case Sound.Text text -> prompts.add(library.speech(text.text(), text.language()));
        }
    }

    private Prompt file(String name) throws IOException {
        Optional<Path> found = Sound.within(folders, name);
        if (found.isPresent()) return library.file(found.get());
        if (Sound.shipped().contains(name)) return library.shipped(name);
        throw new Call.PlayFailed("play '" + name + "': no such file in " + folders);
    }
}
