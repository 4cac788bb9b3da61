package org.strowger.call.room;

import org.strowger.call.ConferenceOptions;
import org.strowger.call.RoomSnapshot;
import org.strowger.call.core.Ending;
import org.strowger.call.event.RoomEvent;
import org.strowger.call.event.RoomRole;
import org.strowger.call.room.ConferenceMemberTable.Effect;
import org.strowger.call.room.ConferenceMemberTable.Event;
import org.strowger.call.room.ConferenceMemberTable.State;
import org.strowger.media.RoomMember;
import org.strowger.media.RoomMember.Part;
import org.strowger.statemachine.Effects;
import org.strowger.statemachine.Machine;

/** Somebody in a conference ({@link ConferenceMemberTable}). Runs on its room's loop. */
final class ConferenceMember implements Effects<Effect> {

    private final String room;
    private final Rooms.Shelf home;
    private final RoomGuest guest;
    private final RoomMember audio;
    private final Machine<State, Event, Effect> machine;

    ConferenceMember(String room, Rooms.Shelf home, RoomGuest guest, RoomMember audio) {
        this.room = room;
        this.home = home;
        this.guest = guest;
        this.audio = audio;
        this.machine = new Machine<>(ConferenceMemberTable.TABLE, this, home.observer(), this);
        ConferenceOptions.Loudness loudness = guest.options().loudness();
        audio.volume(loudness.decibels());
        audio.gain(loudness.gain());
    }

    /** What its role lets it take part in, for as long as it isn't muted. */
    static Part part(RoomGuest guest) {
        return guest.options().role() == RoomRole.LISTENER ? Part.HEARS : Part.FULL;
    }

    RoomGuest guest() {
        return guest;
    }

    boolean isModerator() {
        return guest.options().role() == RoomRole.MODERATOR;
    }

    boolean isMuted() {
        return machine.state() == State.MUTED || machine.state() == State.MUTED_TALKING;
    }

    private boolean talks() {
        return machine.state() == State.TALKING || machine.state() == State.MUTED_TALKING;
    }

    boolean isHeardBy(RoomMember media) {
        return audio == media;
    }

    void fire(Event event) {
        machine.fire(event);
    }

    /** @param why for the event that tells of it */
    void leaves(String why) {
        machine.fire(Event.LEAVE, why);
    }

    @Override
    public void perform(Effect effect, Object payload) {
        switch (effect) {
            case TAKE_VOICE -> audio.part(Part.HEARS);
            case GIVE_VOICE -> audio.part(part(guest));
            case TELL_MUTED -> home.publish(new RoomEvent.RoomMuted(guest.call(), room, true));
            case TELL_UNMUTED -> home.publish(new RoomEvent.RoomMuted(guest.call(), room, false));
            case TELL_TALKS -> home.publish(new RoomEvent.RoomTalk(guest.call(), room, true));
            case TELL_SILENT -> home.publish(new RoomEvent.RoomTalk(guest.call(), room, false));
            case CLOSE_AUDIO -> new Ending(guest.call()).step("a member's audio", audio::close);
            case TELL_LEFT -> home.publish(new RoomEvent.RoomLeft(guest.call(), room, (String) payload));
        }
    }

    RoomSnapshot.MemberSnapshot snapshot() {
        return new RoomSnapshot.MemberSnapshot(
                guest.call(), guest.caller(), guest.options().role().name(), isMuted(), talks());
    }

    /** For logs. */
    @Override
    public String toString() {
        return guest.call() + " in " + room;
    }
}
