package org.strowger.media.relay;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.AudioSink;
import org.strowger.media.Tap;

/**
 * A listener to a room. It hears all from any branch that has members, so it moves to another when the last of its
 * branch leaves. At most one branch has it at a time, and each hands it over on its own loop.
 */
final class RoomTap implements Tap {

    private final Consumer<RoomTap> closed;
    /** The branch at which it is to listen; none once it is closed. */
    private @Nullable RoomBranch wanted;
    /** The branch at which it listens; none while it moves. */
    private @Nullable RoomBranch there;

    private @Nullable Object stage;
    private @Nullable AudioSink sink;

    RoomTap(RoomBranch first, Consumer<RoomTap> closed) {
        this.closed = closed;
        this.wanted = first;
    }

    /** Begins, once. */
    synchronized void listen(AudioSink wants) {
        RoomBranch first = wanted;
        if (first == null) return;
        sink = wants;
        first.loop().submit(() -> arrive(first));
    }

    /** When the tick began that is heard now: for the sink, as it is written to. */
    synchronized long tickedAt() {
        return Objects.requireNonNull(there).loop().clock().tickedAt();
    }

    synchronized boolean isAt(RoomBranch branch) {
        return wanted == branch;
    }

    /** Any thread. */
    synchronized void move(RoomBranch branch) {
        if (wanted == null) return;
        wanted = branch;
        setOff();
    }

    @Override
    public void close() {
        closed.accept(this);
        synchronized (this) {
            wanted = null;
            setOff();
        }
    }

    private synchronized void setOff() {
        RoomBranch from = there;
        if (from != null) from.loop().submit(() -> leave(from));
    }

    private synchronized void leave(RoomBranch from) {
        if (there != from || wanted == from || stage == null) return;
        from.taps().remove(stage);
        there = null;
        stage = null;
        RoomBranch to = wanted;
        if (to != null) to.loop().submit(() -> arrive(to));
    }

    private synchronized void arrive(RoomBranch at) {
        there = at;
        stage = at.taps().add(Objects.requireNonNull(sink));
        if (wanted != at) leave(at);
    }
}
