package org.strowger.directory.registration;

import java.time.InstantSource;
import org.strowger.call.event.EventBus;
import org.strowger.sip.Identifiers;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.dns.HopResolver;
import org.strowger.statemachine.Loop;
import org.strowger.transaction.TransactionLayer;

/**
 * What registrations of trunks stand on.
 *
 * @param loop that of the transactions and of the registrations
 * @param ids those of that loop
 * @param registered told how each trunk stands
 */
record RegistrationSurroundings(
        Loop loop,
        TransactionLayer transactions,
        SipNetwork network,
        HopResolver resolver,
        Identifiers ids,
        InstantSource time,
        EventBus events,
        RegisteredTrunks registered) {}
