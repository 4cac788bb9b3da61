package org.strowger.media;

import java.io.IOException;
import java.nio.file.Path;
import org.strowger.audio.sound.Prompt;
import org.strowger.audio.sound.SoundLibrary;
import org.strowger.rtp.PortClaim;

/** The media of the switch: loops that own ports. Safe on any thread. */
public interface MediaEngine extends AutoCloseable {

    /**
     * Begins the media of one call. All its streams live on one media loop.
     *
     * @param callId for logs
     * @param claim which ports its streams may take
     * @param listener told on the media loop
     */
    MediaSession open(String callId, PortClaim claim, MediaListener listener);

    /** The media of an ordinary call. */
    default MediaSession open(String callId, MediaListener listener) {
        return open(callId, PortClaim.ORDINARY, listener);
    }

    /** Where prompts come from. */
    SoundLibrary sounds();

    /** A file ready to be played, as {@link SoundLibrary#file} says. */
    default Prompt prompt(Path file) throws IOException {
        return sounds().file(file);
    }

    /**
     * Opens a conference room. It costs nothing while it is empty.
     *
     * @param listener told on media loops
     */
    MediaRoom room(RoomSettings settings, MediaRoom.Listener listener);

    /** How packets travel, for status and logs: {@code epoll}, {@code nio} or {@code memory}. */
    default String backend() {
        return "memory";
    }

    /** Figures of the moment. */
    MediaFigures figures();

    /** Closes all sessions, sockets and loops. */
    @Override
    void close();
}
