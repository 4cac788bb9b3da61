package org.strowger.media;

import java.util.Optional;
import java.util.function.Supplier;
import org.strowger.audio.AudioSink;
import org.strowger.audio.AudioSource;

/**
 * A room whose members hear one another: each hears all others but not itself, and of many who talk at once only the
 * loudest. Members may live on any media loop. Safe on any thread: what is asked for happens on the members' loops, in
 * the order asked.
 */
public interface MediaRoom extends AutoCloseable {

    /** Told of a room, on a media loop: hand it over and return. */
    interface Listener {
        /** A member talks; at most 60 ms after the first sound. */
        default void speaks(RoomMember member) {}

        /** A member talks no longer; 160 ms after the last sound. */
        default void fallsSilent(RoomMember member) {}
    }

    /**
     * Lets a stream in. It ends whatever the stream did before, and lasts until the stream is bridged, echoes, or joins
     * another room; what is played to it goes before the room.
     */
    RoomMember join(MediaStream stream, RoomMember.Part part);

    /**
     * Lets all hear this beside what is said, until it is over.
     *
     * @param sound makes a source for each loop with members
     */
    void play(Supplier<? extends AudioSource> sound);

    /** Lets all members hear only this, and not one another, until it is called with nothing. */
    void hold(Optional<Supplier<? extends AudioSource>> music);

    /** Lets a sink hear all that is said. */
    Tap listen(AudioSink sink);

    /**
     * Records all that is said, until its end is reached or it is closed. There is nothing to record before the first
     * has come.
     *
     * @param told when the file is complete, on a thread that may block
     * @throws IllegalStateException if nobody has come yet
     */
    Recording record(RecordingPlan plan, Recording.Listener told);

    /** Sends all members out. */
    @Override
    void close();
}
