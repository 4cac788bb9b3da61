package org.strowger.call.room;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.strowger.audio.AudioSource;
import org.strowger.audio.RoomSounds;
import org.strowger.audio.sound.Playlist;
import org.strowger.call.ConferenceOptions;
import org.strowger.call.ConferenceOptions.Chimes;
import org.strowger.call.ConferenceOptions.Start;
import org.strowger.call.ConferenceOutcome;
import org.strowger.call.RecordOutcome;
import org.strowger.call.RoomSnapshot;
import org.strowger.call.core.Ending;
import org.strowger.call.event.Happening;
import org.strowger.call.event.RoomRole;
import org.strowger.call.sound.Recordings;
import org.strowger.media.MediaRoom;
import org.strowger.media.Recording;
import org.strowger.media.RecordingPlan;
import org.strowger.media.RoomMember;
import org.strowger.media.RoomMember.Part;
import org.strowger.media.RoomSettings;

/** One conference: who is in it, who may come, who is heard. The media mix; this decides. Runs on its shelf's loop. */
final class ConferenceRoom implements MediaRoom.Listener {

    private enum State {
        /** For a moderator. */
        WAITING,
        OPEN
    }

    private static final class Member {
        final RoomGuest guest;
        final RoomMember audio;
        boolean muted;
        boolean talking;

        Member(RoomGuest guest, RoomMember audio) {
            this.guest = guest;
            this.audio = audio;
        }

        boolean isModerator() {
            return guest.options().role() == RoomRole.MODERATOR;
        }

        Part part() {
            return muted || guest.options().role() == RoomRole.LISTENER ? Part.HEARS : Part.FULL;
        }
    }

    private final String name;
    private final Rooms.Shelf home;
    private final ConferenceOptions rules;
    private final MediaRoom audio;
    private final long openedAt;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private State state;
    private final Optional<RecordingPlan> plan;
    private Optional<Recording> recording = Optional.empty();
    private boolean locked;
    private boolean closed;

    /** A room by the rules of the first who comes. */
    ConferenceRoom(String name, Rooms.Shelf home, RoomGuest first) {
        this.name = name;
        this.home = home;
        this.rules = first.options();
        this.plan = first.sounds().recording();
        this.audio = home.media().room(RoomSettings.USUAL, this);
        this.openedAt = home.loop().nanos();
        this.state = rules.start() == Start.WITH_MODERATOR ? State.WAITING : State.OPEN;
        if (state == State.WAITING) audio.hold(Optional.of(waiting(first.sounds())));
        home.publish(new Happening.RoomOpened("", name));
    }

    private static Supplier<AudioSource> waiting(GuestSounds sounds) {
        return sounds.waiting()
                .<Supplier<AudioSource>>map(music -> music::source)
                .orElse(RoomSounds::waiting);
    }

    String name() {
        return name;
    }

    // Coming and leaving.

    void enter(RoomGuest guest) {
        if (rules.pin().isPresent() && !rules.pin().equals(guest.options().pin())) {
            guest.told().over(new ConferenceOutcome.WrongPin());
        } else if (locked && guest.options().role() != RoomRole.MODERATOR) {
            guest.told().over(new ConferenceOutcome.Locked());
        } else {
            admit(guest);
        }
    }

    private void admit(RoomGuest guest) {
        chime(Chime.ENTERED, guest);
        Part part = guest.options().role() == RoomRole.LISTENER ? Part.HEARS : Part.FULL;
        Member member = new Member(guest, audio.join(guest.stream(), part));
        ConferenceOptions.Loudness loudness = guest.options().loudness();
        member.audio.volume(loudness.decibels());
        member.audio.gain(loudness.gain());
        members.put(guest.call(), member);
        home.publish(new Happening.RoomEntered(
                guest.call(), name, guest.caller(), guest.options().role()));
        if (member.isModerator() && state == State.WAITING) begin();
        if (state == State.OPEN) record();
    }

    /** Begins to, once. */
    private void record() {
        if (recording.isPresent() || plan.isEmpty()) return;
        recording = Optional.of(audio.record(plan.get(), this::recorded));
    }

    /** On a thread that may block. */
    private void recorded(Recording.Outcome outcome) {
        RecordOutcome told = Recordings.outcome(outcome);
        home.publish(new Happening.Recorded(
                "", told.file().toString(), told.length(), told.ending().name(), told.problem()));
    }

    private void begin() {
        state = State.OPEN;
        audio.hold(Optional.empty());
        home.publish(new Happening.RoomStarted("", name));
    }

    /** A call has ended, or has something else to do. */
    void leave(String call) {
        Member member = members.remove(call);
        if (member == null) return;
        gone(member, "left");
        boolean moderated = rules.start() == Start.WITH_MODERATOR && state == State.OPEN;
        if (moderated && members.values().stream().noneMatch(Member::isModerator)) end();
        closeIfEmpty();
    }

    private void sendOut(Member member, ConferenceOutcome outcome, String why) {
        members.remove(member.guest.call());
        gone(member, why);
        new Ending(member.guest.call())
                .step("a guest", () -> member.guest.told().over(outcome));
        closeIfEmpty();
    }

    private void gone(Member member, String why) {
        new Ending(member.guest.call())
                .step("a member's audio", member.audio::close)
                .step(
                        "a member's last event",
                        () -> home.publish(new Happening.RoomLeft(member.guest.call(), name, why)))
                .step("a chime", () -> {
                    if (!members.isEmpty()) chime(Chime.LEFT, member.guest);
                });
    }

    private void closeIfEmpty() {
        if (!members.isEmpty() || closed) return;
        closed = true;
        new Ending("")
                .step("a room's recording", () -> recording.ifPresent(Recording::close))
                .step("a room's audio", audio::close)
                .step("a room", () -> home.closed(this))
                .step("a room's last event", () -> home.publish(new Happening.RoomClosed("", name, lasted())));
    }

    private enum Chime {
        ENTERED,
        LEFT
    }

    private void chime(Chime chime, RoomGuest guest) {
        if (rules.chimes() == Chimes.OFF || state == State.WAITING) return;
        GuestSounds sounds = guest.sounds();
        Optional<Playlist> spoken = chime == Chime.ENTERED ? sounds.entered() : sounds.left();
        Supplier<AudioSource> notes = chime == Chime.ENTERED ? RoomSounds::entered : RoomSounds::left;
        audio.play(spoken.<Supplier<AudioSource>>map(words -> words::source).orElse(notes));
    }

    // What moderators do.

    /** Ends it for all. */
    void end() {
        for (Member member : List.copyOf(members.values()))
            sendOut(member, new ConferenceOutcome.Ended(), "the conference is over");
    }

    /** Sends somebody out. */
    void kick(String call) {
        Member member = members.get(call);
        if (member != null) sendOut(member, new ConferenceOutcome.Kicked(), "kicked");
    }

    /** Lets nobody in any more but moderators, or everybody again. */
    void turnLock() {
        locked = !locked;
        home.publish(new Happening.RoomLocked("", name, locked));
    }

    /** Is heard no longer, or again. */
    void turnMute(String call) {
        Member member = members.get(call);
        if (member != null) mute(member, !member.muted);
    }

    /** All but moderators are heard no longer; if nobody was, all are heard again. */
    void turnMuteOfAll() {
        List<Member> others =
                members.values().stream().filter(m -> !m.isModerator()).toList();
        boolean anybody = others.stream().anyMatch(member -> !member.muted);
        for (Member member : others) mute(member, anybody);
    }

    private void mute(Member member, boolean muted) {
        if (member.muted == muted) return;
        member.muted = muted;
        member.audio.part(member.part());
        home.publish(new Happening.RoomMuted(member.guest.call(), name, muted));
    }

    /** A member's keys: {@code *6} mutes itself; a moderator's {@code *1} all, {@code *4} locks, {@code *7} sends out the last, {@code *9} ends. */
    void command(String call, char key) {
        Member member = members.get(call);
        if (member == null) return;
        if (key == '6') {
            turnMute(call);
            return;
        }
        if (!member.isModerator()) return;
        switch (key) {
            case '1' -> turnMuteOfAll();
            case '4' -> turnLock();
            case '7' ->
                List.copyOf(members.values()).reversed().stream()
                        .filter(other -> !other.isModerator())
                        .findFirst()
                        .ifPresent(last -> kick(last.guest.call()));
            case '9' -> end();
            default -> {}
        }
    }

    // From the media loops: handed over.

    @Override
    public void speaks(RoomMember member) {
        home.loop().execute(() -> talks(member, true));
    }

    @Override
    public void fallsSilent(RoomMember member) {
        home.loop().execute(() -> talks(member, false));
    }

    private void talks(RoomMember audible, boolean talking) {
        for (Member member : members.values()) {
            if (member.audio != audible || member.talking == talking) continue;
            member.talking = talking;
            home.publish(new Happening.RoomTalk(member.guest.call(), name, talking));
        }
    }

    private Duration lasted() {
        return Duration.ofNanos(home.loop().nanos() - openedAt);
    }

    RoomSnapshot snapshot() {
        return new RoomSnapshot(
                name,
                state.name(),
                locked,
                lasted(),
                members.values().stream()
                        .map(member -> new RoomSnapshot.MemberSnapshot(
                                member.guest.call(),
                                member.guest.caller(),
                                member.guest.options().role().name(),
                                member.muted,
                                member.talking))
                        .toList());
    }
}
