package org.strowger.call.event;

import java.time.Duration;
import org.strowger.sip.source.SourceCause;

/** Whose requests are not even read. */
public sealed interface SourceEvent extends Happening.OfNoCall {

    /**
     * Nothing is read from an address, or from one flow of it, for so long: too many wrong credentials came from there.
     */
    record SourceBanned(String source, Duration span) implements SourceEvent {}

    /**
     * Requests of an address were dropped before they were parsed; {@code count} since this was last told, once a
     * minute at most.
     */
    record SourceDropped(String source, SourceCause cause, int count) implements SourceEvent {}
}
