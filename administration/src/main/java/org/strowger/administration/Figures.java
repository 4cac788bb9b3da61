package org.strowger.administration;

import org.strowger.call.ExchangeFigures;
import org.strowger.call.record.RecordFigures;
import org.strowger.dialplan.limit.LimitFigures;
import org.strowger.media.MediaFigures;
import org.strowger.sip.SipNetworkFigures;
import org.strowger.sip.source.SourceFigures;

/**
 * Figures of one moment.
 *
 * @param unreachable contacts that are registered and answer no more
 * @param records how charging records fare
 * @param limits of the dialplan, by the names that it gives them
 * @param lostEvents events that listeners (the log, …) were too slow for, since the start
 * @param lostLogLines log lines dropped because whatever takes them was too slow, since the start
 */
public record Figures(
        ExchangeFigures exchange,
        MediaFigures media,
        SipNetworkFigures network,
        SourceFigures sources,
        TrunkReport trunks,
        long unreachable,
        RecordFigures records,
        LimitFigures limits,
        long lostEvents,
        long lostLogLines) {}
