package org.strowger.administration;

import org.strowger.call.ExchangeFigures;
import org.strowger.media.MediaFigures;
import org.strowger.sip.SipNetworkFigures;
import org.strowger.sip.source.SourceFigures;

/**
 * Figures of one moment.
 *
 * @param trunksRegistered of those that are to be
 * @param trunksUnregistered of those that are to be registered, all others
 * @param unreachable contacts that are registered and answer no more
 * @param lostEvents events that listeners (the log, …) were too slow for, since the start
 * @param lostLogLines log lines dropped because whatever takes them was too slow, since the start
 */
public record Figures(
        ExchangeFigures exchange,
        MediaFigures media,
        SipNetworkFigures network,
        SourceFigures sources,
        long trunksRegistered,
        long trunksUnregistered,
        long unreachable,
        long lostEvents,
        long lostLogLines) {}
