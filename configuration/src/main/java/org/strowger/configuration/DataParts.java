package org.strowger.configuration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.dialplan.billing.Billing;
import org.strowger.dialplan.billing.Ledger;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.data.WebServices;
import org.strowger.dialplan.lookup.DataServices;

/** Makes what dialplans ask. */
public final class DataParts {

    private static final Logger LOG = LoggerFactory.getLogger(DataParts.class);

    private final DataServices services;
    private final Ledger ledger;

    private DataParts(DataServices services, Ledger ledger) {
        this.services = services;
        this.ledger = ledger;
    }

    /** Opens nothing yet. */
    public static DataParts of(DataSettings settings) {
        return of(settings, new Databases(settings.databases()), new WebServices(settings.web()));
    }

    public static DataParts of(DataSettings settings, Databases databases, WebServices web) {
        Ledger ledger = settings.balances()
                .map(name -> Ledger.in(databases, name, settings.node()))
                .orElseGet(() -> Ledger.inMemory(settings.credits()));
        Billing billing = new Billing(settings.tariffs(), ledger, databases);
        return new DataParts(new DataServices(databases, web, billing), ledger);
    }

    public DataServices services() {
        return services;
    }

    /** Gives back what the calls of an earlier run left reserved; before the first call of this one. */
    public void recover() {
        try {
            int left = ledger.recover();
            if (left > 0) LOG.info("{} reservations of an earlier run given back", left);
        } catch (Ledger.LedgerFailed failed) {
            LOG.warn("what an earlier run left reserved could not be given back: {}", failed.getMessage());
        }
    }
}
