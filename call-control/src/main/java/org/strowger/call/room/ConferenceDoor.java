package org.strowger.call.room;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.audio.Pcm;
import org.strowger.audio.sound.Playlist;
import org.strowger.audio.sound.Prompt;
import org.strowger.audio.sound.SoundLibrary;
import org.strowger.call.Call;
import org.strowger.call.ConferenceOptions;
import org.strowger.call.PlayOptions;
import org.strowger.call.RecordOutcome;
import org.strowger.call.Sound;
import org.strowger.call.setup.SoundSettings;
import org.strowger.call.sound.Recordings;
import org.strowger.call.sound.Taping;
import org.strowger.media.RecordingPlan;

/**
 * What is done before a caller is let into a conference: it is asked for its name, and what the room plays is loaded.
 * Runs on the call's thread.
 */
public final class ConferenceDoor {

    private static final Logger LOG = LoggerFactory.getLogger(ConferenceDoor.class);

    private static final int RATE = 8000;
    private static final Duration LONGEST_NAME = Duration.ofSeconds(4);
    private static final Duration SILENCE = Duration.ofMillis(1500);

    /** What is shorter is no name. */
    private static final Duration SHORTEST_NAME = Duration.ofMillis(300);

    private final Call call;
    private final SoundSettings settings;
    private final BiFunction<List<Sound>, PlayOptions, Playlist> shelf;
    private final Taping taping;

    public ConferenceDoor(
            Call call, SoundSettings settings, BiFunction<List<Sound>, PlayOptions, Playlist> shelf, Taping taping) {
        this.call = call;
        this.settings = settings;
        this.shelf = shelf;
        this.taping = taping;
    }

    public GuestSounds open(ConferenceOptions options) {
        Optional<Prompt> name = options.names() == ConferenceOptions.Names.ASKED ? name() : Optional.empty();
        return new GuestSounds(
                name.map(said -> announcement(said, "conference-entered.wav")),
                name.map(said -> announcement(said, "conference-left.wav")),
                options.music().isEmpty()
                        ? Optional.empty()
                        : Optional.of(shelf.apply(options.music(), PlayOptions.FOR_EVER)),
                options.recording()
                        .map(file -> RecordingPlan.of(Recordings.named(settings, file), RecordingPlan.Content.HEARD)));
    }

    private Playlist announcement(Prompt name, String file) {
        Prompt words = shelf.apply(List.of(new Sound.File(file)), PlayOptions.ONCE)
                .prompts()
                .getFirst();
        return Playlist.of(List.of(name, words));
    }

    /** What the caller says when it is asked; empty if that is nothing. */
    private Optional<Prompt> name() {
        call.play(List.of(new Sound.File("conference-name.wav"), Sound.BEEP), PlayOptions.ONCE);
        RecordingPlan plan = RecordingPlan.of(
                        Recordings.named(settings, "names/" + call.id() + ".wav"), RecordingPlan.Content.HEARD)
                .withLongest(LONGEST_NAME)
                .withSilence(SILENCE);
        AtomicReference<@Nullable Pcm> said = new AtomicReference<>();
        RecordOutcome outcome = taping.record(plan, Optional.of('#'), recorded -> said.set(read(recorded)));
        Pcm pcm = said.get();
        if (pcm == null) return Optional.empty();
        Duration spoken = outcome.ending() == RecordOutcome.Ending.SILENCE
                ? outcome.length().minus(SILENCE)
                : outcome.length();
        if (spoken.compareTo(SHORTEST_NAME) < 0) return Optional.empty();
        int samples = (int) Math.min(pcm.samples().length, spoken.toMillis() * pcm.rate() / 1000);
        return Optional.of(Prompt.of("name", Pcm.of(pcm.rate(), Arrays.copyOf(pcm.samples(), samples))));
    }

    /** Whatever becomes of the call, the file is not kept. */
    private static @Nullable Pcm read(RecordOutcome recorded) {
        Path file = recorded.file();
        try {
            return recorded.ending() == RecordOutcome.Ending.FAILED ? null : SoundLibrary.samples(file, RATE);
        } catch (IOException e) {
            LOG.warn("a name that was said can't be read: {}", e.toString());
            return null;
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} can't be deleted: {}", file, e.toString());
        }
    }
}
