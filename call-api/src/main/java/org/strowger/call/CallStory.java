package org.strowger.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the state machines of a call did, written down: those of its legs' transactions, sessions, offers and referrals,
 * and of the streams to its voice agents.
 *
 * @param call its id
 * @param began when the first machine was seen
 * @param forgotten how many of the earliest moves are not told, since only the latest are kept
 * @param moves the earliest first
 */
public record CallStory(String call, Instant began, long forgotten, List<Move> moves) {

    /**
     * A step of a machine.
     *
     * @param at since {@link #began}, to the millisecond
     * @param leg as events name it: {@code a} is the caller
     * @param machine as the pages under {@code docs/fsm} name it
     * @param from its state before
     * @param event what happened
     * @param to its state after, the same one where it stayed
     * @param illegal why the event is illegal in that state; empty for one that is not
     */
    public record Move(Duration at, String leg, String machine, String from, String event, String to, String illegal) {}

    /** Copies. */
    public CallStory {
        moves = List.copyOf(moves);
    }
}
