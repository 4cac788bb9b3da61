package org.strowger.call.room;

import static org.strowger.call.room.ConferenceRoomTable.Effect.*;
import static org.strowger.call.room.ConferenceRoomTable.Event.*;
import static org.strowger.call.room.ConferenceRoomTable.State.*;

import org.strowger.statemachine.StateTable;

/**
 * A conference, from the first who comes to the last who leaves. Who somebody is (its role), how loud it is and what a
 * PIN must be are data of the room and its members, and no states: they change what an effect does, and not what may
 * happen.
 */
final class ConferenceRoomTable {

    enum State {
        /** Nobody has been let in yet. */
        NEW,
        /** For a moderator: all hear music. */
        WAITING,
        OPEN,
        /** Open to moderators only. */
        LOCKED,
        CLOSED
    }

    enum Event {
        /** By its rules it begins with the first who comes. */
        BEGINS_AT_ONCE,
        /** By its rules it begins with a moderator. */
        BEGINS_LATER,
        MODERATOR_COMES,
        /** Somebody else than a moderator. */
        GUEST_COMES,
        /** Of its own accord, or since its call has ended. */
        LEAVES,
        KICK,
        END,
        TURN_LOCK,
        /** The last of those moderators has left without whom there is no conference. */
        UNMODERATED,
        EMPTY
    }

    enum Effect {
        PLAY_WAITING,
        STOP_WAITING,
        TELL_STARTED,
        ANNOUNCE,
        ADMIT,
        RECORD,
        TURN_AWAY,
        SEE_OFF,
        ANNOUNCE_LEAVING,
        TELL_SENT_OUT,
        SEND_ALL_OUT,
        LOOK_ROUND,
        TELL_LOCKED,
        TELL_UNLOCKED,
        CLOSE
    }

    private static final String RULES_FIRST = "nobody comes before the rules are known";
    private static final String BEGUN = "it has its rules";
    private static final String NO_MODERATOR = "only moderators do so, and where one is the conference has begun";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Conference", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(CLOSED)

            .in(NEW)
                .on(BEGINS_AT_ONCE).go(OPEN)
                .on(BEGINS_LATER).go(WAITING, PLAY_WAITING)
                .on(MODERATOR_COMES, GUEST_COMES).illegal(RULES_FIRST)
                .on(LEAVES, KICK, END, TURN_LOCK, UNMODERATED, EMPTY).illegal(RULES_FIRST)

            .in(WAITING)
                .on(GUEST_COMES).stay(ADMIT)
                .on(MODERATOR_COMES).go(OPEN, ADMIT, STOP_WAITING, TELL_STARTED, RECORD)
                .on(LEAVES).stay(SEE_OFF, LOOK_ROUND)
                .on(EMPTY).go(CLOSED, CLOSE)
                .on(UNMODERATED).ignore("no moderator has been here yet")
                .on(KICK, END, TURN_LOCK).illegal(NO_MODERATOR)
                .on(BEGINS_AT_ONCE, BEGINS_LATER).illegal(BEGUN)

            .in(OPEN)
                .on(GUEST_COMES, MODERATOR_COMES).stay(ANNOUNCE, ADMIT, RECORD)
                .on(LEAVES).stay(SEE_OFF, ANNOUNCE_LEAVING, LOOK_ROUND)
                .on(KICK).stay(SEE_OFF, ANNOUNCE_LEAVING, TELL_SENT_OUT, LOOK_ROUND)
                .on(END, UNMODERATED).stay(SEND_ALL_OUT, LOOK_ROUND)
                .on(TURN_LOCK).go(LOCKED, TELL_LOCKED)
                .on(EMPTY).go(CLOSED, CLOSE)
                .on(BEGINS_AT_ONCE, BEGINS_LATER).illegal(BEGUN)

            .in(LOCKED)
                .on(GUEST_COMES).stay(TURN_AWAY)
                .on(MODERATOR_COMES).stay(ANNOUNCE, ADMIT, RECORD)
                .on(LEAVES).stay(SEE_OFF, ANNOUNCE_LEAVING, LOOK_ROUND)
                .on(KICK).stay(SEE_OFF, ANNOUNCE_LEAVING, TELL_SENT_OUT, LOOK_ROUND)
                .on(END, UNMODERATED).stay(SEND_ALL_OUT, LOOK_ROUND)
                .on(TURN_LOCK).go(OPEN, TELL_UNLOCKED)
                .on(EMPTY).go(CLOSED, CLOSE)
                .on(BEGINS_AT_ONCE, BEGINS_LATER).illegal(BEGUN)
            .build();
    // spotless:on

    private ConferenceRoomTable() {}
}
