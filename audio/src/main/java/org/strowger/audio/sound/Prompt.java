package org.strowger.audio.sound;

import java.time.Duration;
import org.strowger.audio.Pcm;

/** A sound ready to be played: a file, a download, a tone, something said. Immutable, shared by all who play it. */
public interface Prompt {

    /** Where it came from: a path, a URL, a description. */
    String name();

    /** How long it lasts. */
    Duration duration();

    /** A sound of these samples. Costs time: not on a media loop. */
    static Prompt of(String name, Pcm pcm) {
        return new PcmPrompt(name, pcm);
    }
}
