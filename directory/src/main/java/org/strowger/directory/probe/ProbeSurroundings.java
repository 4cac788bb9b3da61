package org.strowger.directory.probe;

import java.time.InstantSource;
import org.strowger.call.event.EventBus;
import org.strowger.sip.Identifiers;
import org.strowger.sip.dns.HopResolver;
import org.strowger.statemachine.Loop;
import org.strowger.transaction.TransactionLayer;

/**
 * What probes of trunks stand on.
 *
 * @param loop that of the transactions and of the probes
 * @param ids those of that loop
 * @param domain that they ask as
 * @param probed told how each trunk stands
 */
public record ProbeSurroundings(
        Loop loop,
        TransactionLayer transactions,
        HopResolver resolver,
        Identifiers ids,
        InstantSource time,
        EventBus events,
        String domain,
        ProbedTrunks probed) {}
