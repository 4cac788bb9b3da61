package org.strowger.call.exchange;

import org.strowger.sip.source.Sources;

/** What all loops of an exchange have in common; each part is safe on any thread. */
record ExchangeShared(
        ExchangeSettings settings,
        ExchangeEnvironment environment,
        CallRouter router,
        Admission admission,
        ExchangeCounters counters,
        CredentialCheck credentials,
        Gatherings gatherings,
        Mailboxes mailboxes,
        Rooms rooms,
        Sources sources) {}
