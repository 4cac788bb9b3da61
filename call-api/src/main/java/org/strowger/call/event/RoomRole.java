package org.strowger.call.event;

/** What somebody may do in a conference. */
public enum RoomRole {
    /** Talks, and looks after the room by keys. */
    MODERATOR,
    /** Talks. */
    SPEAKER,
    /** Hears only. */
    LISTENER
}
