package org.strowger.call.event;

import java.time.Duration;

/** What happens in conference rooms. */
public sealed interface RoomEvent extends Happening {

    /** A conference room was opened by the first who came; {@code call} is empty, as the room belongs to none. */
    record RoomOpened(String call, String room) implements RoomEvent {}

    /** Its first moderator has come: what had waited begins. */
    record RoomStarted(String call, String room) implements RoomEvent {}

    /**
     * Somebody is in the room now.
     *
     * @param caller who it is
     */
    record RoomEntered(String call, String room, String caller, RoomRole role) implements RoomEvent {
        public RoomEntered {
            caller = Text.bounded(caller);
        }
    }

    /** Somebody is in the room no longer. */
    record RoomLeft(String call, String room, String why) implements RoomEvent {}

    /** Somebody talks, or talks no longer; told within 300 ms. */
    record RoomTalk(String call, String room, boolean talks) implements RoomEvent {}

    /** Somebody is heard no longer, or again. */
    record RoomMuted(String call, String room, boolean muted) implements RoomEvent {}

    /** Nobody but moderators may come any more, or everybody again. */
    record RoomLocked(String call, String room, boolean locked) implements RoomEvent {}

    /**
     * The last has left.
     *
     * @param lasted since it was opened
     */
    record RoomClosed(String call, String room, Duration lasted) implements RoomEvent {}
}
