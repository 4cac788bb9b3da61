package org.strowger.call;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.strowger.call.event.LegQuality;
import org.strowger.call.event.RefusalCause;
import org.strowger.dialog.DialogFigures;
import org.strowger.transaction.TransactionFigures;

/**
 * Figures of the moment.
 *
 * @param calls calls that are not over
 * @param legs legs that are not over, callers included
 * @param agents voice agents that talk with callers
 * @param dialogs INVITE dialogs
 * @param transactions client and server transactions
 * @param timers tasks scheduled on the loops
 * @param callThreads threads that run programs
 * @param callsStarted since the start
 * @param callsAnswered since the start
 * @param callsRefused INVITEs refused before they became calls, since the start
 * @param programFaults since the start
 * @param legsHeard legs with audio that are over, since the start
 * @param legsHeardBadly of these, those whose score was below {@link LegQuality#GOOD_ENOUGH}
 * @param legsMute legs of which nothing was heard for the first five seconds, since the start
 * @param pressesIgnored digits, in whatever way they came, beyond what fingers can press, since the start
 * @param transactionLayers of all loops together
 * @param dialogLayers of all loops together
 * @param illegal events that a machine's table calls illegal, since the start, by the machine's name; each machine is
 *     there, in the order of the layers
 * @param endingFaults what threw while something ended and was given back all the same, since the start
 * @param registrations contacts registered now
 * @param refusals what was refused by a limit, since the start, by its cause
 */
public record ExchangeFigures(
        int calls,
        int legs,
        int agents,
        int dialogs,
        int transactions,
        int timers,
        int callThreads,
        long callsStarted,
        long callsAnswered,
        long callsRefused,
        long programFaults,
        long legsHeard,
        long legsHeardBadly,
        long legsMute,
        long pressesIgnored,
        TransactionFigures transactionLayers,
        DialogFigures dialogLayers,
        Map<String, Long> illegal,
        long endingFaults,
        int registrations,
        Map<RefusalCause, Long> refusals) {

    /** Copies. */
    public ExchangeFigures {
        refusals = Map.copyOf(refusals);
        illegal = Collections.unmodifiableMap(new LinkedHashMap<>(illegal));
    }

    /** Legs that were hung up since nobody had refreshed their session in time, since the start. */
    public long sessionsExpired() {
        return dialogLayers.expired();
    }

    /** Answers and rings of one INVITE beyond as many as are kept, since the start. */
    public long forksIgnored() {
        return dialogLayers.forksIgnored();
    }

    /** INFO of a package, too large, or too many in a second, since the start. */
    public long infosRefused() {
        return dialogLayers.infosRefused();
    }

    /** INFO not passed on to a party that has not answered the ones before, since the start. */
    public long infosWithheld() {
        return dialogLayers.infosWithheld();
    }

    /** Requests refused because a loop has as many transactions as it may, since the start. */
    public long transactionsShed() {
        return transactionLayers.shed();
    }
}
