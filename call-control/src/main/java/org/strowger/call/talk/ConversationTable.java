package org.strowger.call.talk;

import static org.strowger.call.talk.ConversationTable.Effect.*;
import static org.strowger.call.talk.ConversationTable.Event.*;
import static org.strowger.call.talk.ConversationTable.State.*;

import org.strowger.statemachine.StateTable;

/** Two legs that talk, who may come to stand in the place of one of them, and what is left of them then. */
final class ConversationTable {

    enum State {
        /** Both are there and don't hear each other yet. */
        NEW,
        TALKING,
        /** They talk, and one of them hands its place over: somebody else is called, or asked for of another call. */
        TRANSFERRING,
        /** Who hands its place over has left, as phones do; the other waits for whoever takes the place. */
        WAITING,
        /** One of them has been given to another call and talks there; the other has been hung up. */
        LENT,
        OVER
    }

    enum Event {
        /** What both are to speak is settled. */
        CONNECT,
        /** A member sends the other elsewhere by REFER, or the program does with a member. */
        TRANSFER,
        /** A REFER to where its author may not call. */
        FORBIDDEN_TRANSFER,
        /** Whom the transfer has led to is there. */
        TRANSFERRED,
        /** The transfer has come to nothing. */
        TRANSFER_FAILED,
        /** Another device takes the place of a member (RFC 3891). */
        REPLACE,
        /** Another call takes a member, in the place of the other one. */
        GIVE,
        /** A member has hung up that hands no place over. */
        LEAVE,
        /** Who hands its place over has hung up. */
        LEAVE_EARLY,
        /** It has lasted as long as it may. */
        TIME_UP,
        /** Whoever began it wants it no longer. */
        CLOSE
    }

    enum Effect {
        JOIN,
        BEGIN_TRANSFER,
        REFUSE_PENDING,
        REFUSE_FORBIDDEN,
        STOP_TRANSFER,
        FORGET_TRANSFER,
        UNBRIDGE,
        /** Who leaves, or is hung up for another call, is no member any more. */
        PART,
        TAKE_PLACE,
        HEAR_RINGING,
        RELEASE,
        TELL_OVER
    }

    private static final String NOT_CONNECTED = "they don't know each other yet";
    private static final String CONNECTED = "they are connected";
    private static final String NO_TRANSFER = "nobody hands a place over";
    private static final String ALONE = "there is nobody whom it talks to";
    private static final String HAS_LEFT = "it has left";
    private static final String FIRST_TRANSFER = "a place is being handed over: no other call is given a member";
    private static final String GIVEN = "what is left of them is in another call";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Conversation", State.class, Event.class, Effect.class)
            .startsIn(NEW)
            .endsIn(OVER)

            .in(NEW)
                .on(CONNECT).go(TALKING, JOIN)
                .on(LEAVE).go(OVER, PART, RELEASE, TELL_OVER)
                .on(CLOSE).go(OVER, RELEASE)
                .on(TRANSFER, FORBIDDEN_TRANSFER, REPLACE, GIVE).illegal(NOT_CONNECTED)
                .on(TRANSFERRED, TRANSFER_FAILED, LEAVE_EARLY).illegal(NO_TRANSFER)
                .on(TIME_UP).illegal(NOT_CONNECTED)

            .in(TALKING)
                .on(TRANSFER).go(TRANSFERRING, BEGIN_TRANSFER)
                .on(FORBIDDEN_TRANSFER).stay(REFUSE_FORBIDDEN)
                .on(REPLACE).stay(UNBRIDGE, TAKE_PLACE, JOIN)
                .on(GIVE).go(LENT, UNBRIDGE, PART)
                .on(LEAVE).go(OVER, PART, UNBRIDGE, RELEASE, TELL_OVER)
                .on(TIME_UP).go(OVER, UNBRIDGE, RELEASE, TELL_OVER)
                .on(CLOSE).go(OVER, UNBRIDGE, RELEASE)
                .on(CONNECT).illegal(CONNECTED)
                .on(TRANSFERRED, TRANSFER_FAILED, LEAVE_EARLY).illegal(NO_TRANSFER)

            .in(TRANSFERRING)
                .on(TRANSFERRED).go(TALKING, FORGET_TRANSFER, UNBRIDGE, TAKE_PLACE, JOIN)
                .on(TRANSFER_FAILED).go(TALKING, FORGET_TRANSFER)
                // who takes the place has asked for no transfer, or the one who would wait is another
                .on(REPLACE).go(TALKING, STOP_TRANSFER, UNBRIDGE, TAKE_PLACE, JOIN)
                .on(LEAVE_EARLY).go(WAITING, PART, UNBRIDGE, HEAR_RINGING)
                .on(LEAVE).go(OVER, PART, UNBRIDGE, STOP_TRANSFER, RELEASE, TELL_OVER)
                .on(TIME_UP).go(OVER, STOP_TRANSFER, UNBRIDGE, RELEASE, TELL_OVER)
                .on(CLOSE).go(OVER, STOP_TRANSFER, UNBRIDGE, RELEASE)
                .on(TRANSFER, FORBIDDEN_TRANSFER).stay(REFUSE_PENDING)
                .on(CONNECT).illegal(CONNECTED)
                .on(GIVE).illegal(FIRST_TRANSFER)

            .in(WAITING)
                .on(TRANSFERRED).go(TALKING, FORGET_TRANSFER, TAKE_PLACE, JOIN)
                .on(TRANSFER_FAILED).go(OVER, FORGET_TRANSFER, RELEASE, TELL_OVER)
                .on(LEAVE).go(OVER, PART, STOP_TRANSFER, RELEASE, TELL_OVER)
                .on(TIME_UP).go(OVER, STOP_TRANSFER, RELEASE, TELL_OVER)
                .on(CLOSE).go(OVER, STOP_TRANSFER, RELEASE)
                .on(TRANSFER, FORBIDDEN_TRANSFER).stay(REFUSE_PENDING)
                .on(CONNECT).illegal(CONNECTED)
                .on(REPLACE).illegal(ALONE)
                .on(GIVE).illegal(FIRST_TRANSFER)
                .on(LEAVE_EARLY).illegal(HAS_LEFT)

            .in(LENT)
                .on(LEAVE).go(OVER, PART, RELEASE, TELL_OVER)
                .on(TIME_UP).go(OVER, RELEASE, TELL_OVER)
                .on(CLOSE).go(OVER, RELEASE)
                .on(TRANSFER, FORBIDDEN_TRANSFER).stay(REFUSE_PENDING)
                .on(CONNECT).illegal(CONNECTED)
                .on(TRANSFERRED, TRANSFER_FAILED, LEAVE_EARLY).illegal(NO_TRANSFER)
                .on(REPLACE, GIVE).illegal(GIVEN)
            .build();
    // spotless:on

    private ConversationTable() {}
}
