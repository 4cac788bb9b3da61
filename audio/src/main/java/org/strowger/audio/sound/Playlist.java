package org.strowger.audio.sound;

import java.util.List;
import org.strowger.audio.AudioSource;

/**
 * Prompts that are played one after the other.
 *
 * @param times how often all of it is played, 1 or more; {@link #FOR_EVER} until something else is asked for
 * @param gain in dB, -60 to +20; 0 as it is
 */
public record Playlist(List<Prompt> prompts, int times, double gain) {

    /** It never ends by itself. */
    public static final int FOR_EVER = Integer.MAX_VALUE;

    /** Copies. */
    public Playlist {
        prompts = List.copyOf(prompts);
        if (times < 1)
            throw new IllegalArgumentException("a playlist is played at least once, not " + times + " times");
        if (!(gain >= -60 && gain <= 20)) throw new IllegalArgumentException("a gain is -60 to +20 dB, not " + gain);
    }

    /** It, from its beginning, for one listener. */
    public AudioSource source() {
        return new PromptReel(this);
    }

    /** These, once, as they are. */
    public static Playlist of(List<Prompt> prompts) {
        return new Playlist(prompts, 1, 0);
    }

    /** These again and again. */
    public static Playlist endless(List<Prompt> prompts) {
        return new Playlist(prompts, FOR_EVER, 0);
    }
}
