package org.strowger.call;

import java.time.Duration;
import java.util.List;

/**
 * A conference room, written down.
 *
 * @param state {@code WAITING} for a moderator, or {@code OPEN}
 * @param locked whether nobody may come any more
 * @param members in the order in which they came
 */
public record RoomSnapshot(String name, String state, boolean locked, Duration lasted, List<MemberSnapshot> members) {

    /** Copies. */
    public RoomSnapshot {
        members = List.copyOf(members);
    }

    /** Somebody in a room, written down: the call, its caller, the role, and whether it is muted or talks now. */
    public record MemberSnapshot(String call, String caller, String role, boolean muted, boolean talking) {}
}
