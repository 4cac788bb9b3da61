package org.strowger.call.exchange;

import org.strowger.call.CallRouter;
import org.strowger.call.core.AccountLegs;
import org.strowger.call.core.Admission;
import org.strowger.call.core.ExchangeCounters;
import org.strowger.call.hunt.Gatherings;
import org.strowger.call.message.MessageBook;
import org.strowger.call.room.Rooms;
import org.strowger.call.setup.ExchangeEnvironment;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.call.subscription.Watchers;
import org.strowger.directory.CredentialCheck;
import org.strowger.directory.liveness.WatchedContacts;
import org.strowger.directory.probe.ProbedTrunks;
import org.strowger.directory.registration.RegisteredTrunks;
import org.strowger.sip.source.Sources;
import org.strowger.voicemail.Mailboxes;

/** What all loops of an exchange have in common; each part is safe on any thread. */
record ExchangeShared(
        ExchangeSettings settings,
        ExchangeEnvironment environment,
        CallRouter router,
        Admission admission,
        AccountLegs accountLegs,
        ExchangeCounters counters,
        CredentialCheck credentials,
        Gatherings gatherings,
        Mailboxes mailboxes,
        Rooms rooms,
        Sources sources,
        RegisteredTrunks registered,
        WatchedContacts watched,
        Watchers watchers,
        ProbedTrunks probed,
        MessageBook messageBook) {}
