package org.strowger.administration;

import java.util.List;
import org.strowger.call.ExchangeFigures;
import org.strowger.dialplan.limit.LimitFigures;
import org.strowger.directory.RegistrationState;
import org.strowger.media.MediaFigures;
import org.strowger.sip.SipNetworkFigures;
import org.strowger.sip.source.SourceFigures;

/**
 * Figures of one moment.
 *
 * @param trunksRegistered of those that are to be
 * @param trunksUnregistered of those that are to be registered, all others
 * @param unreachable contacts that are registered and answer no more
 * @param limits of the dialplan, by the names that it gives them
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
        LimitFigures limits,
        long lostEvents,
        long lostLogLines) {

    /** With what trunks that register are counted to. */
    public static Figures of(
            ExchangeFigures exchange,
            MediaFigures media,
            SipNetworkFigures network,
            SourceFigures sources,
            List<RegistrationState> trunks,
            long unreachable,
            LimitFigures limits,
            long lostEvents,
            long lostLogLines) {
        long registered =
                trunks.stream().filter(RegistrationState::isRegistered).count();
        long others = trunks.size() - registered;
        return new Figures(
                exchange,
                media,
                network,
                sources,
                registered,
                others,
                unreachable,
                limits,
                lostEvents,
                lostLogLines);
    }
}
