package org.strowger.call.hunt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.strowger.audio.sound.Prompt;
import org.strowger.call.Call;
import org.strowger.directory.CallQueue;

/** The sounds of a queue, loaded. */
public record QueueSounds(List<Prompt> music, Map<String, Prompt> announcements) {

    public static final QueueSounds NONE = new QueueSounds(List.of(), Map.of());

    public QueueSounds {
        music = List.copyOf(music);
        announcements = Map.copyOf(announcements);
    }

    private static final int FARTHEST = 20;

    /** Loads what there is; a caller is better served without a sound than not at all. */
    public static QueueSounds load(CallQueue queue, Function<String, Prompt> loader) {
        List<Prompt> music = new ArrayList<>();
        for (String file : queue.music()) prompt(file, loader).ifPresent(music::add);
        Map<String, Prompt> announcements = new HashMap<>();
        for (String template : queue.announcement())
            for (int position = 1; position <= (template.contains("{position}") ? FARTHEST : 1); position++) {
                String file = name(template, position);
                prompt(file, loader).ifPresent(prompt -> announcements.put(file, prompt));
            }
        return new QueueSounds(music, announcements);
    }

    private static Optional<Prompt> prompt(String file, Function<String, Prompt> loader) {
        try {
            return Optional.of(loader.apply(file));
        } catch (Call.PlayFailed missing) {
            return Optional.empty();
        }
    }

    /** The announcement for this place; what there is no file for is left out. */
    List<Prompt> announcement(CallQueue queue, int position) {
        return queue.announcement().stream()
                .map(name -> Optional.ofNullable(announcements.get(QueueSounds.name(name, position))))
                .flatMap(Optional::stream)
                .toList();
    }

    static String name(String template, int position) {
        return template.replace("{position}", Integer.toString(position));
    }
}
