package org.strowger.call.room;

import static org.strowger.call.room.ConferenceMemberTable.Effect.*;
import static org.strowger.call.room.ConferenceMemberTable.Event.*;
import static org.strowger.call.room.ConferenceMemberTable.State.*;

import org.strowger.statemachine.StateTable;

/** Somebody in a conference: whether it talks, as the media tell, and whether it is muted. */
final class ConferenceMemberTable {

    enum State {
        SILENT,
        TALKING,
        MUTED,
        /** Muted while it talked, or just as it began to; the media tell in a moment that nothing is heard of it. */
        MUTED_TALKING,
        GONE
    }

    enum Event {
        SPEAKS,
        FALLS_SILENT,
        MUTE,
        UNMUTE,
        /** The one that it is not. */
        TURN_MUTE,
        LEAVE
    }

    enum Effect {
        TAKE_VOICE,
        GIVE_VOICE,
        TELL_MUTED,
        TELL_UNMUTED,
        TELL_TALKS,
        TELL_SILENT,
        CLOSE_AUDIO,
        TELL_LEFT
    }

    private static final String TALKS = "it talks already";
    private static final String IS_SILENT = "it is silent already";
    private static final String IS_MUTED = "it is muted already, by itself or by a moderator";
    private static final String HAS_A_VOICE = "it has a voice already";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("Member of a conference", State.class, Event.class, Effect.class)
            .startsIn(SILENT)
            .endsIn(GONE)

            .in(SILENT)
                .on(SPEAKS).go(TALKING, TELL_TALKS)
                .on(MUTE, TURN_MUTE).go(MUTED, TAKE_VOICE, TELL_MUTED)
                .on(LEAVE).go(GONE, CLOSE_AUDIO, TELL_LEFT)
                .on(FALLS_SILENT).ignore(IS_SILENT)
                .on(UNMUTE).ignore(HAS_A_VOICE)

            .in(TALKING)
                .on(FALLS_SILENT).go(SILENT, TELL_SILENT)
                .on(MUTE, TURN_MUTE).go(MUTED_TALKING, TAKE_VOICE, TELL_MUTED)
                .on(LEAVE).go(GONE, CLOSE_AUDIO, TELL_LEFT)
                .on(SPEAKS).ignore(TALKS)
                .on(UNMUTE).ignore(HAS_A_VOICE)

            .in(MUTED)
                .on(SPEAKS).go(MUTED_TALKING, TELL_TALKS)
                .on(UNMUTE, TURN_MUTE).go(SILENT, GIVE_VOICE, TELL_UNMUTED)
                .on(LEAVE).go(GONE, CLOSE_AUDIO, TELL_LEFT)
                .on(FALLS_SILENT).ignore(IS_SILENT)
                .on(MUTE).ignore(IS_MUTED)

            .in(MUTED_TALKING)
                .on(FALLS_SILENT).go(MUTED, TELL_SILENT)
                .on(UNMUTE, TURN_MUTE).go(TALKING, GIVE_VOICE, TELL_UNMUTED)
                .on(LEAVE).go(GONE, CLOSE_AUDIO, TELL_LEFT)
                .on(SPEAKS).ignore(TALKS)
                .on(MUTE).ignore(IS_MUTED)
            .build();
    // spotless:on

    private ConferenceMemberTable() {}
}
