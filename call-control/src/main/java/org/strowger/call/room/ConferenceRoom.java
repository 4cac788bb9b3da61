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
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.RoomEvent;
import org.strowger.call.event.RoomRole;
import org.strowger.call.room.ConferenceRoomTable.Effect;
import org.strowger.call.room.ConferenceRoomTable.Event;
import org.strowger.call.room.ConferenceRoomTable.State;
import org.strowger.call.sound.Recordings;
import org.strowger.media.MediaRoom;
import org.strowger.media.Recording;
import org.strowger.media.RoomMember;
import org.strowger.media.RoomSettings;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;

/**
 * One conference ({@link ConferenceRoomTable}): who is in it, who may come, who is heard. The media mix; this decides.
 * Runs on its shelf's loop.
 */
final class ConferenceRoom implements MediaRoom.Listener, Effects<Effect> {

    /** Why somebody goes, and what it is told, unless it went by itself. */
    private record Farewell(ConferenceMember member, String why, Optional<ConferenceOutcome> outcome) {}

    private final String name;
    private final Rooms.Shelf home;
    private final ConferenceOptions rules;
    private final GuestSounds sounds;
    private final MediaRoom audio;
    private final long openedAt;
    private final Map<String, ConferenceMember> members = new LinkedHashMap<>();
    private final Machine<State, Event, Effect> machine;
    private Optional<Recording> recording = Optional.empty();

    /** A room by the rules of the first who comes. */
    ConferenceRoom(String name, Rooms.Shelf home, RoomGuest first) {
        this.name = name;
        this.home = home;
        this.rules = first.options();
        this.sounds = first.sounds();
        this.audio = home.media().room(RoomSettings.USUAL, this);
        this.openedAt = home.loop().nanos();
        this.machine = new Machine<>(ConferenceRoomTable.TABLE, this, home.observer(), this);
        machine.fire(rules.start() == Start.WITH_MODERATOR ? Event.BEGINS_LATER : Event.BEGINS_AT_ONCE);
        home.publish(new RoomEvent.RoomOpened("", name));
    }

    String name() {
        return name;
    }

    // Coming and leaving.

    void enter(RoomGuest guest) {
        if (rules.pin().isPresent() && !rules.pin().equals(guest.options().pin()))
            guest.told().over(new ConferenceOutcome.WrongPin());
        else if (guest.options().role() == RoomRole.MODERATOR) machine.fire(Event.MODERATOR_COMES, guest);
        else machine.fire(Event.GUEST_COMES, guest);
    }

    /** A call has ended, or has something else to do. */
    void leave(String call) {
        member(call).ifPresent(one -> machine.fire(Event.LEAVES, new Farewell(one, "left", Optional.empty())));
    }

    private Optional<ConferenceMember> member(String call) {
        return Optional.ofNullable(members.get(call));
    }

    // What moderators do.

    /** Ends it for all. */
    void end() {
        machine.fire(Event.END);
    }

    /** Sends somebody out. */
    void kick(String call) {
        member(call)
                .ifPresent(one -> machine.fire(
                        Event.KICK, new Farewell(one, "kicked", Optional.of(new ConferenceOutcome.Kicked()))));
    }

    /** Lets nobody in any more but moderators, or everybody again. */
    void turnLock() {
        machine.fire(Event.TURN_LOCK);
    }

    /** Is heard no longer, or again. */
    void turnMute(String call) {
        member(call).ifPresent(one -> one.fire(ConferenceMemberTable.Event.TURN_MUTE));
    }

    /** All but moderators are heard no longer; if nobody was, all are heard again. */
    void turnMuteOfAll() {
        List<ConferenceMember> others =
                members.values().stream().filter(one -> !one.isModerator()).toList();
        boolean anybody = others.stream().anyMatch(one -> !one.isMuted());
        for (ConferenceMember one : others)
            one.fire(anybody ? ConferenceMemberTable.Event.MUTE : ConferenceMemberTable.Event.UNMUTE);
    }

    /**
     * A member's keys: {@code *6} mutes itself; a moderator's {@code *1} all, {@code *4} locks, {@code *7} sends out
     * the last, {@code *9} ends.
     */
    void command(String call, char key) {
        ConferenceMember member = members.get(call);
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
                        .ifPresent(last -> kick(last.guest().call()));
            case '9' -> end();
            default -> {}
        }
    }

    // From the media loops: handed over.

    @Override
    public void speaks(RoomMember member) {
        home.loop().execute(() -> heard(member, ConferenceMemberTable.Event.SPEAKS));
    }

    @Override
    public void fallsSilent(RoomMember member) {
        home.loop().execute(() -> heard(member, ConferenceMemberTable.Event.FALLS_SILENT));
    }

    private void heard(RoomMember audible, ConferenceMemberTable.Event event) {
        for (ConferenceMember member : members.values()) if (member.isHeardBy(audible)) member.fire(event);
    }

    // What the machine asks for.

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case PLAY_WAITING -> audio.hold(Optional.of(waiting()));
            case STOP_WAITING -> audio.hold(Optional.empty());
            case TELL_STARTED -> home.publish(new RoomEvent.RoomStarted("", name));
            case ANNOUNCE -> announce((RoomGuest) payload);
            case ADMIT -> admit((RoomGuest) payload);
            case RECORD -> record();
            case TURN_AWAY -> ((RoomGuest) payload).told().over(new ConferenceOutcome.Locked());
            case SEE_OFF -> seeOff((Farewell) payload);
            case ANNOUNCE_LEAVING ->
                announceLeaving(((Farewell) payload).member().guest());
            case TELL_SENT_OUT -> tellSentOut((Farewell) payload);
            case SEND_ALL_OUT -> sendAllOut();
            case LOOK_ROUND -> lookRound();
            case TELL_LOCKED -> home.publish(new RoomEvent.RoomLocked("", name, true));
            case TELL_UNLOCKED -> home.publish(new RoomEvent.RoomLocked("", name, false));
            case CLOSE -> close();
        }
    }

    private Supplier<AudioSource> waiting() {
        return sounds.waiting()
                .<Supplier<AudioSource>>map(music -> music::source)
                .orElse(RoomSounds::waiting);
    }

    private void admit(RoomGuest guest) {
        RoomMember joined = audio.join(guest.stream(), ConferenceMember.part(guest));
        members.put(guest.call(), new ConferenceMember(name, home, guest, joined));
        home.publish(new RoomEvent.RoomEntered(
                guest.call(), name, guest.caller(), guest.options().role()));
    }

    /** Begins to, once. */
    private void record() {
        if (recording.isPresent() || sounds.recording().isEmpty()) return;
        recording = Optional.of(audio.record(sounds.recording().get(), this::recorded));
    }

    /** On a thread that may block. */
    private void recorded(Recording.Outcome outcome) {
        RecordOutcome told = Recordings.outcome(outcome);
        home.publish(new CallEvent.Recorded(
                "", told.file().toString(), told.length(), told.ending().name(), told.problem()));
    }

    private void announce(RoomGuest guest) {
        chime(guest.sounds().entered(), RoomSounds::entered);
    }

    private void announceLeaving(RoomGuest guest) {
        if (!members.isEmpty())
            new Ending(guest.call()).step("a chime", () -> chime(guest.sounds().left(), RoomSounds::left));
    }

    private void chime(Optional<Playlist> spoken, Supplier<AudioSource> notes) {
        if (rules.chimes() == Chimes.OFF) return;
        audio.play(spoken.<Supplier<AudioSource>>map(words -> words::source).orElse(notes));
    }

    private void seeOff(Farewell farewell) {
        ConferenceMember member = farewell.member();
        members.remove(member.guest().call());
        new Ending(member.guest().call()).step("a member", () -> member.leaves(farewell.why()));
    }

    private static void tellSentOut(Farewell farewell) {
        RoomGuest guest = farewell.member().guest();
        new Ending(guest.call()).step("a guest", () -> farewell.outcome().ifPresent(guest.told()::over));
    }

    private void sendAllOut() {
        for (ConferenceMember member : List.copyOf(members.values())) {
            Farewell farewell =
                    new Farewell(member, "the conference is over", Optional.of(new ConferenceOutcome.Ended()));
            seeOff(farewell);
            announceLeaving(member.guest());
            tellSentOut(farewell);
        }
    }

    /** Finds out who is left. */
    private void lookRound() {
        if (members.isEmpty()) machine.post(Event.EMPTY);
        else if (rules.start() == Start.WITH_MODERATOR
                && members.values().stream().noneMatch(ConferenceMember::isModerator)) machine.post(Event.UNMODERATED);
    }

    private void close() {
        new Ending("")
                .step("a room's recording", () -> recording.ifPresent(Recording::close))
                .step("a room's audio", audio::close)
                .step("a room", () -> home.closed(this))
                .step("a room's last event", () -> home.publish(new RoomEvent.RoomClosed("", name, lasted())));
    }

    private Duration lasted() {
        return Duration.ofNanos(home.loop().nanos() - openedAt);
    }

    RoomSnapshot snapshot() {
        boolean locked = machine.state() == State.LOCKED;
        return new RoomSnapshot(
                name,
                locked ? State.OPEN.name() : machine.state().name(),
                locked,
                lasted(),
                members.values().stream().map(ConferenceMember::snapshot).toList());
    }

    /** For logs. */
    @Override
    public String toString() {
        return name;
    }
}
