package org.strowger.call.talk;

import java.util.Optional;
import org.strowger.audio.sound.Playlist;

/** The sounds of a dial, ready to be played. */
public record DialSounds(Optional<Playlist> ringback, Optional<Playlist> announce) {

    /** Without any of its own. */
    static final DialSounds NONE = new DialSounds(Optional.empty(), Optional.empty());
}
