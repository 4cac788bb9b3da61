package org.strowger.call.sdp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.strowger.call.core.Ending;
import org.strowger.media.MediaSession;
import org.strowger.media.MediaStream;
import org.strowger.rtp.PortsExhaustedException;

/** The streams of one leg, by the index of their {@code m=} lines; most lines have none. Runs on the call's loop. */
final class LegStreams implements AutoCloseable {

    private final Supplier<MediaSession> session;
    private final InetAddress address;
    private final List<@Nullable MediaStream> streams = new ArrayList<>(1);

    /** @param session opened when the first stream is */
    LegStreams(Supplier<MediaSession> session, InetAddress address) {
        this.session = session;
        this.address = address;
    }

    /** One past the last index that ever had a stream. */
    int size() {
        return streams.size();
    }

    /** The stream of a line; empty if it has none. */
    Optional<MediaStream> at(int index) {
        return index < streams.size() ? Optional.ofNullable(streams.get(index)) : Optional.empty();
    }

    /** The stream of a line, opened if there is none. */
    MediaStream open(int index) throws NoPort {
        while (streams.size() <= index) streams.add(null);
        MediaStream existing = streams.get(index);
        if (existing != null) return existing;
        try {
            MediaStream opened = session.get().stream(address);
            streams.set(index, opened);
            return opened;
        } catch (PortsExhaustedException e) {
            throw new NoPort(e);
        }
    }

    /** Closes the stream of a line, if it has one. */
    void close(int index) {
        if (index >= streams.size()) return;
        MediaStream stream = streams.set(index, null);
        if (stream != null) stream.close();
    }

    boolean holds(MediaStream stream) {
        return streams.contains(stream);
    }

    /** Those that are open now. */
    Set<MediaStream> all() {
        Set<MediaStream> open = new HashSet<>();
        for (MediaStream stream : streams) if (stream != null) open.add(stream);
        return open;
    }

    /** Closes what has been opened since these were {@link #all}. */
    void closeAllBut(Set<MediaStream> those) {
        for (int i = 0; i < streams.size(); i++) {
            MediaStream stream = streams.get(i);
            if (stream != null && !those.contains(stream)) close(i);
        }
    }

    /** Lets the two legs hear each other. */
    void bridge(LegStreams other) {
        for (int i = 0; i < Math.min(streams.size(), other.streams.size()); i++) {
            MediaStream mine = streams.get(i);
            MediaStream theirs = other.streams.get(i);
            if (mine != null && theirs != null) session.get().bridge(mine, theirs);
        }
    }

    /** Ends the bridge of this leg. */
    void unbridge() {
        for (MediaStream stream : streams) if (stream != null) session.get().unbridge(stream);
    }

    @Override
    public void close() {
        Ending ending = new Ending("");
        for (int i = 0; i < streams.size(); i++) {
            int index = i;
            ending.step("a stream", () -> close(index));
        }
    }
}
