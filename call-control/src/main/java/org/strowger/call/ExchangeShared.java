package org.strowger.call;

import org.strowger.sip.DigestServer;

/** What all loops of an exchange have in common; each part is safe on any thread. */
record ExchangeShared(
        ExchangeSettings settings,
        ExchangeEnvironment environment,
        CallRouter router,
        Admission admission,
        ExchangeCounters counters,
        DigestServer digest,
        Gatherings gatherings,
        Mailboxes mailboxes,
        Rooms rooms) {}
