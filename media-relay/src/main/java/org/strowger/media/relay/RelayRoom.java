package org.strowger.media.relay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.strowger.audio.AudioSink;
import org.strowger.audio.AudioSource;
import org.strowger.audio.FrameRing;
import org.strowger.media.MediaRoom;
import org.strowger.media.MediaStream;
import org.strowger.media.Recording;
import org.strowger.media.RecordingPlan;
import org.strowger.media.RoomMember;
import org.strowger.media.RoomSettings;
import org.strowger.media.Tap;
import org.strowger.rtp.loop.MediaLoop;

/**
 * A room as the rest of the switch sees it: hands what is asked for to its branches. Any thread; the branches are made
 * under a lock.
 */
final class RelayRoom implements MediaRoom, RoomBranch.Occupancy {

    private final RoomSettings settings;
    private final Listener listener;
    private final FileWorkers workers;
    private final Map<MediaLoop, RoomBranch> branches = new LinkedHashMap<>();
    private final Set<RoomBranch> occupied = new LinkedHashSet<>();
    private final List<RoomTap> taps = new ArrayList<>();
    private Optional<Supplier<? extends AudioSource>> music = Optional.empty();

    RelayRoom(RoomSettings settings, Listener listener, FileWorkers workers) {
        this.settings = settings;
        this.listener = listener;
        this.workers = workers;
    }

    @Override
    public RoomMember join(MediaStream stream, RoomMember.Part part) {
        if (!(stream instanceof RelayStream ours)) throw new IllegalArgumentException("a stream of another engine");
        RoomBranch branch = branch(ours.loop());
        BranchMember member = new BranchMember(branch, ours.path(), part, listener);
        ours.ask(() -> branch.join(member));
        return member;
    }

    /** The branch on a loop, connected with all others. */
    private synchronized RoomBranch branch(MediaLoop loop) {
        RoomBranch known = branches.get(loop);
        if (known != null) return known;
        RoomBranch made = new RoomBranch(loop, settings, this);
        Optional<Supplier<? extends AudioSource>> played = music;
        loop.submit(() -> made.hold(played));
        for (RoomBranch other : branches.values()) {
            FrameRing there = new FrameRing();
            FrameRing back = new FrameRing();
            loop.submit(() -> made.connect(there, back));
            other.loop().submit(() -> other.connect(back, there));
        }
        branches.put(loop, made);
        return made;
    }

    private synchronized List<RoomBranch> all() {
        return new ArrayList<>(branches.values());
    }

    @Override
    public void play(Supplier<? extends AudioSource> sound) {
        for (RoomBranch branch : all()) branch.loop().submit(() -> branch.play(sound.get()));
    }

    @Override
    public synchronized void hold(Optional<Supplier<? extends AudioSource>> other) {
        music = other;
        for (RoomBranch branch : branches.values()) branch.loop().submit(() -> branch.hold(other));
    }

    @Override
    public Tap listen(AudioSink sink) {
        RoomTap tap = tap();
        tap.listen(sink);
        return tap;
    }

    private synchronized RoomTap tap() {
        RoomTap tap = new RoomTap(heardAt(), this::forget);
        taps.add(tap);
        return tap;
    }

    private synchronized void forget(RoomTap tap) {
        taps.remove(tap);
    }

    /** A branch from which the room is heard: one that has members, if any has. */
    private synchronized RoomBranch heardAt() {
        if (branches.isEmpty()) throw new IllegalStateException("an empty room has nothing to listen to");
        return (occupied.isEmpty() ? branches.values() : occupied).iterator().next();
    }

    @Override
    public synchronized void occupied(RoomBranch branch) {
        occupied.add(branch);
        moveTaps();
    }

    @Override
    public synchronized void emptied(RoomBranch branch) {
        occupied.remove(branch);
        moveTaps();
    }

    /** To a branch that has members. Under the lock. */
    private void moveTaps() {
        for (RoomTap tap : taps) if (occupied.stream().noneMatch(tap::isAt)) tap.move(heardAt());
    }

    @Override
    public Recording record(RecordingPlan plan, Recording.Listener told) {
        return Recorder.start(tap(), heardAt().loop(), plan, workers, told);
    }

    @Override
    public void close() {
        for (RoomBranch branch : all()) branch.loop().submit(branch::leaveAll);
    }
}
