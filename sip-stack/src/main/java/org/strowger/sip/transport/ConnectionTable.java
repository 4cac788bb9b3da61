package org.strowger.sip.transport;

import static org.strowger.sip.transport.ConnectionTable.Effect.*;
import static org.strowger.sip.transport.ConnectionTable.Event.*;
import static org.strowger.sip.transport.ConnectionTable.State.*;

import java.util.Map;
import org.strowger.statemachine.Base;
import org.strowger.statemachine.Delay;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.Timings;

/**
 * A connection of TCP, or of what goes over it, from the first attempt or its acceptance until its socket is closed.
 */
final class ConnectionTable {

    enum State {
        /** We have dialled it, or a peer has and it is about to be served: what is sent waits. */
        OPENING,
        /** A peer has opened it, and has said nothing yet. */
        SILENT,
        /** A peer has opened it and said something, and has proved nothing: it may not wait for long. */
        UNPROVED,
        /** As {@link #UNPROVED}, and a message has begun. */
        UNPROVED_AMIDST,
        /** Its peer is known, or is one that we have called. */
        QUIET,
        /** As {@link #QUIET}, and a message has begun. */
        AMIDST,
        /** Nothing is read or sent any more, but for an answer that is on its way. */
        CLOSING,
        GONE
    }

    enum Event {
        /** To the peer that we have dialled. */
        CONNECTED,
        /** From a peer. */
        ACCEPTED,
        /** It could not be opened. */
        FAILED,
        /** A whole message has come. */
        MESSAGE,
        /** What has come ends within a message. */
        BEGUN,
        /**
         * It was asked whether we are here: by double line breaks, each of which is owed one (RFC 5626 §4.4.1), or by a
         * WebSocket's ping (RFC 6455 §5.5.2).
         */
        PINGED,
        /**
         * Nothing behind this would make sense, and the peer is told: in the answer to its request (§18.3), a
         * WebSocket's in the status of a close (RFC 6455 §7.4.1).
         */
        BROKEN,
        /** What has come is no SIP, and there is nothing to say to that. A WebSocket is {@link #BROKEN} by it. */
        NOT_SIP,
        SEND,
        /** The peer doesn't read: what waits for it already is as much as we keep. */
        UNREAD,
        /** The peer has said who it is. */
        PROVED,
        /** It makes room for another, or the peer of a WebSocket has answered no ping. */
        CUT,
        /** The transport is closed, or the peer of a WebSocket closes it (RFC 6455 §5.5.1). */
        CLOSE,
        /** A reset by the peer, mostly. */
        ERROR,
        /** Its socket is closed, by whomever. */
        LOST,
        SAYS_NOTHING,
        UNPROVED_IDLE,
        UNPROVED_UNFINISHED,
        IDLE,
        UNFINISHED,
        ANSWER_UNREAD
    }

    enum Effect {
        HOLD_BACK,
        FAIL_WAITING,
        WRITE,
        FAIL,
        PONG,
        ANSWER_AND_CLOSE,
        /** The time of the state's timer is counted from now. */
        WAIT_ANEW,
        COUNT_CUT,
        CLOSE_SOCKET,
        FORGET
    }

    /** The lengths from which its timers are made: those of {@link TransportLimits}. */
    enum Time implements Base {
        SILENCE,
        IDLE,
        UNPROVED_SILENCE,
        UNPROVED_IDLE;

        static Timings timings(TransportLimits limits) {
            return Timings.unreliable(
                    Time.class,
                    Map.of(
                            SILENCE, limits.silence(),
                            IDLE, limits.idle(),
                            UNPROVED_SILENCE, limits.unprovedSilence(),
                            UNPROVED_IDLE, limits.unprovedIdle()));
        }
    }

    private static final String NOT_OPEN = "nothing comes or goes before it is open";
    private static final String OPEN = "it is open";
    private static final String NOTHING_TO_PROVE = "nobody is known by what he hasn't said";
    private static final String KNOWN = "its peer is known";
    private static final String ITS_TIME_RUNS = "its time runs from the first byte, however it trickles in";
    private static final String NOT_READ = "nothing is read from it any more";
    private static final String CLOSED_ALREADY = "it is being closed";

    // spotless:off
    static final StateTable<State, Event, Effect> TABLE = StateTable
            .builder("TCP connection", State.class, Event.class, Effect.class)
            .startsIn(OPENING)
            .endsIn(GONE)
            .timer(SAYS_NOTHING, Delay.of(1, Time.SILENCE))
            .timer(UNPROVED_IDLE, Delay.of(1, Time.UNPROVED_IDLE))
            .timer(UNPROVED_UNFINISHED, Delay.of(1, Time.UNPROVED_SILENCE))
            .timer(IDLE, Delay.of(1, Time.IDLE))
            .timer(UNFINISHED, Delay.of(1, Time.SILENCE))
            .timer(ANSWER_UNREAD, Delay.of(1, Time.SILENCE))

            .in(OPENING)
                .on(CONNECTED).go(QUIET)
                .on(ACCEPTED).go(SILENT)
                .on(SEND).stay(HOLD_BACK)
                .on(FAILED).go(GONE, FORGET, FAIL_WAITING)
                .on(LOST).go(GONE, FORGET, FAIL_WAITING)
                .on(CUT).go(CLOSING, COUNT_CUT, FAIL_WAITING, CLOSE_SOCKET)
                .on(CLOSE).go(CLOSING, FAIL_WAITING, CLOSE_SOCKET)
                .on(ERROR).go(CLOSING, FAIL_WAITING, CLOSE_SOCKET)
                .on(MESSAGE, BEGUN, PINGED, BROKEN, NOT_SIP, UNREAD).illegal(NOT_OPEN)
                .on(PROVED).illegal(NOTHING_TO_PROVE)

            .in(SILENT).runs(SAYS_NOTHING)
                .on(MESSAGE).go(UNPROVED)
                .on(BEGUN).go(UNPROVED_AMIDST)
                .on(PINGED).stay(PONG)
                .on(SEND).stay(WAIT_ANEW, WRITE)
                .on(BROKEN).go(CLOSING, COUNT_CUT, ANSWER_AND_CLOSE)
                .on(NOT_SIP).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(UNREAD).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(SAYS_NOTHING).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(CUT).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(CLOSE).go(CLOSING, CLOSE_SOCKET)
                .on(ERROR).go(CLOSING, CLOSE_SOCKET)
                .on(LOST).go(GONE, FORGET)
                .on(PROVED).illegal(NOTHING_TO_PROVE)
                .on(CONNECTED, ACCEPTED, FAILED).illegal(OPEN)

            .in(UNPROVED).runs(UNPROVED_IDLE)
                .on(MESSAGE).stay(WAIT_ANEW)
                .on(BEGUN).go(UNPROVED_AMIDST)
                .on(PINGED).stay(PONG)
                .on(SEND).stay(WAIT_ANEW, WRITE)
                .on(PROVED).go(QUIET)
                .on(BROKEN).go(CLOSING, COUNT_CUT, ANSWER_AND_CLOSE)
                .on(NOT_SIP).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(UNREAD).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(UNPROVED_IDLE).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(CUT).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(CLOSE).go(CLOSING, CLOSE_SOCKET)
                .on(ERROR).go(CLOSING, CLOSE_SOCKET)
                .on(LOST).go(GONE, FORGET)
                .on(CONNECTED, ACCEPTED, FAILED).illegal(OPEN)

            .in(UNPROVED_AMIDST).runs(UNPROVED_UNFINISHED)
                .on(MESSAGE).go(UNPROVED)
                .on(PINGED).stay(PONG)
                .on(SEND).stay(WAIT_ANEW, WRITE)
                .on(PROVED).go(AMIDST)
                .on(BROKEN).go(CLOSING, COUNT_CUT, ANSWER_AND_CLOSE)
                .on(NOT_SIP).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(UNREAD).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(UNPROVED_UNFINISHED).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(CUT).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(CLOSE).go(CLOSING, CLOSE_SOCKET)
                .on(ERROR).go(CLOSING, CLOSE_SOCKET)
                .on(LOST).go(GONE, FORGET)
                .on(BEGUN).ignore(ITS_TIME_RUNS)
                .on(CONNECTED, ACCEPTED, FAILED).illegal(OPEN)

            .in(QUIET).runs(IDLE)
                .on(MESSAGE).stay(WAIT_ANEW)
                .on(BEGUN).go(AMIDST)
                .on(PINGED).stay(WAIT_ANEW, PONG)
                .on(SEND).stay(WAIT_ANEW, WRITE)
                .on(BROKEN).go(CLOSING, COUNT_CUT, ANSWER_AND_CLOSE)
                .on(NOT_SIP).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(UNREAD).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(IDLE).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(CUT).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(CLOSE).go(CLOSING, CLOSE_SOCKET)
                .on(ERROR).go(CLOSING, CLOSE_SOCKET)
                .on(LOST).go(GONE, FORGET)
                .on(PROVED).ignore(KNOWN)
                .on(CONNECTED, ACCEPTED, FAILED).illegal(OPEN)

            .in(AMIDST).runs(UNFINISHED)
                .on(MESSAGE).go(QUIET)
                .on(PINGED).stay(PONG)
                .on(SEND).stay(WAIT_ANEW, WRITE)
                .on(BROKEN).go(CLOSING, COUNT_CUT, ANSWER_AND_CLOSE)
                .on(NOT_SIP).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(UNREAD).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(UNFINISHED).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(CUT).go(CLOSING, COUNT_CUT, CLOSE_SOCKET)
                .on(CLOSE).go(CLOSING, CLOSE_SOCKET)
                .on(ERROR).go(CLOSING, CLOSE_SOCKET)
                .on(LOST).go(GONE, FORGET)
                .on(BEGUN).ignore(ITS_TIME_RUNS)
                .on(PROVED).ignore(KNOWN)
                .on(CONNECTED, ACCEPTED, FAILED).illegal(OPEN)

            .in(CLOSING).runs(ANSWER_UNREAD)
                .on(CONNECTED).stay(CLOSE_SOCKET)
                .on(ACCEPTED).stay(CLOSE_SOCKET)
                .on(SEND).stay(FAIL)
                .on(ANSWER_UNREAD).stay(CLOSE_SOCKET)
                .on(CUT).stay(CLOSE_SOCKET)
                .on(CLOSE).stay(CLOSE_SOCKET)
                .on(ERROR).stay(CLOSE_SOCKET)
                .on(FAILED).go(GONE, FORGET)
                .on(LOST).go(GONE, FORGET)
                .on(NOT_SIP, UNREAD, PROVED).ignore(CLOSED_ALREADY)
                .on(MESSAGE, BEGUN, PINGED, BROKEN).illegal(NOT_READ)
            .build();
    // spotless:on

    private ConnectionTable() {}
}
