package org.strowger.call.sound;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.strowger.call.RecordMode;
import org.strowger.call.RecordOutcome;
import org.strowger.call.setup.SoundSettings;
import org.strowger.media.Recording;
import org.strowger.media.RecordingPlan;

/** Where recordings of calls go, and what is told of them. */
public final class Recordings {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private Recordings() {}

    /**
     * A file that a script names, below the directory for recordings: the name may come from a caller.
     *
     * @throws IllegalArgumentException if it leads out of that directory, or is no sound file
     */
    public static Path named(SoundSettings settings, String name) {
        if (!name.matches("(?i).*\\.(wav|opus|ogg)"))
            throw new IllegalArgumentException("record '" + name + "': write a name that ends with .wav or .opus");
        return below(settings, name);
    }

    /**
     * A file of what one caller says, or shows: as {@link #named}, or of pictures.
     *
     * @throws IllegalArgumentException if it leads out of that directory, or is neither
     */
    public static Path ofCaller(SoundSettings settings, String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".ivf") ? below(settings, name) : named(settings, name);
    }

    private static Path below(SoundSettings settings, String name) {
        Path directory = settings.recordings().toAbsolutePath().normalize();
        Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory))
            throw new IllegalArgumentException("record '" + name + "' leads out of " + directory);
        return file;
    }

    /** A file for a connection of a call. */
    static Path ofBridge(SoundSettings settings, Instant now, String call, String leg) {
        return settings.recordings()
                .resolve(STAMP.format(now) + "-" + call + "-" + leg
                        + settings.format().ending());
    }

    public static RecordingPlan.Content content(RecordMode mode) {
        return switch (mode) {
            case CALLER -> RecordingPlan.Content.HEARD;
            case CALLEE -> RecordingPlan.Content.SPOKEN;
            case MIXED -> RecordingPlan.Content.MIXED;
            case STEREO -> RecordingPlan.Content.STEREO;
        };
    }

    static RecordOutcome endedByKey(Recording.Outcome ended) {
        RecordOutcome outcome = outcome(ended);
        boolean stopped = outcome.ending() == RecordOutcome.Ending.STOPPED;
        return stopped ? new RecordOutcome(outcome.file(), outcome.length(), RecordOutcome.Ending.KEY, "") : outcome;
    }

    public static RecordOutcome outcome(Recording.Outcome ended) {
        return switch (ended.end()) {
            case Recording.End.Closed _ ->
                new RecordOutcome(ended.file(), ended.length(), RecordOutcome.Ending.STOPPED, "");
            case Recording.End.TooLong _ ->
                new RecordOutcome(ended.file(), ended.length(), RecordOutcome.Ending.TOO_LONG, "");
            case Recording.End.Silent _ ->
                new RecordOutcome(ended.file(), ended.length(), RecordOutcome.Ending.SILENCE, "");
            case Recording.End.Failed(String why) ->
                new RecordOutcome(ended.file(), ended.length(), RecordOutcome.Ending.FAILED, why);
        };
    }
}
