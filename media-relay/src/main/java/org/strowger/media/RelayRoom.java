package org.strowger.media;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A room as the rest of the switch sees it: hands what is asked for to its branches. Any thread; the branches are made under a lock. */
final class RelayRoom implements MediaRoom {

    private final RoomSettings settings;
    private final Listener listener;
    private final FileDesk desk;
    private final Map<MediaLoop, RoomBranch> branches = new LinkedHashMap<>();
    private Optional<Supplier<? extends AudioSource>> music = Optional.empty();

    RelayRoom(RoomSettings settings, Listener listener, FileDesk desk) {
        this.settings = settings;
        this.listener = listener;
        this.desk = desk;
    }

    @Override
    public RoomMember join(MediaStream stream, RoomMember.Part part) {
        if (!(stream instanceof RelayStream ours)) throw new IllegalArgumentException("a stream of another engine");
        RoomBranch branch = branch(ours.loop());
        BranchMember member = new BranchMember(branch, ours.path(), part, listener);
        ours.loop().submit(() -> branch.join(member));
        return member;
    }

    /** The branch on a loop, connected with all others. */
    private synchronized RoomBranch branch(MediaLoop loop) {
        RoomBranch known = branches.get(loop);
        if (known != null) return known;
        RoomBranch made = new RoomBranch(loop, settings);
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
        List<RoomBranch> now = all();
        if (now.isEmpty()) throw new IllegalStateException("an empty room has nothing to listen to");
        RoomBranch branch = now.getFirst();
        AtomicReference<@Nullable Object> stage = new AtomicReference<>();
        branch.loop().submit(() -> stage.set(branch.taps().add(sink)));
        return () -> branch.loop().submit(() -> {
            Object there = stage.getAndSet(null);
            if (there != null) branch.taps().remove(there);
        });
    }

    @Override
    public Recording record(RecordingPlan plan, Recording.Listener told) {
        return Recorder.start(this, plan, desk, told);
    }

    @Override
    public void close() {
        for (RoomBranch branch : all()) branch.loop().submit(branch::leaveAll);
    }
}
