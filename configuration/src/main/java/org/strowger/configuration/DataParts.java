package org.strowger.configuration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.dialplan.billing.Billing;
import org.strowger.dialplan.billing.Ledger;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.data.WebServices;
import org.strowger.dialplan.lookup.DataServices;
import org.strowger.dialplan.plan.Dialplan;
import org.strowger.dialplan.table.TableFailed;
import org.strowger.dialplan.table.TableStore;

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
        Databases databases = new Databases(settings.databases());
        TableSettings tables = settings.tables();
        TableStore store = tables.database()
                .map(name -> new TableStore(databases, name, tables.rows()))
                .orElseGet(() -> TableStore.embedded(tables.directory(), tables.rows()));
        return of(settings, databases, new WebServices(settings.web()), store);
    }

    /** By these ways. */
    public static DataParts of(DataSettings settings, Databases databases, WebServices web, TableStore tables) {
        Ledger ledger = settings.balances()
                .map(name -> Ledger.in(databases, name, settings.node()))
                .orElseGet(() -> Ledger.inMemory(settings.credits()));
        Billing billing = new Billing(settings.tariffs(), ledger, databases);
        return new DataParts(new DataServices(databases, web, billing, tables), ledger);
    }

    public DataServices services() {
        return services;
    }

    /**
     * Gives back what the calls of an earlier run left reserved, and opens what the plan keeps its tables in; before
     * the first call of this one.
     */
    public void recover(Dialplan plan) {
        if (!plan.tables().isEmpty()) prepareTables();
        try {
            int left = ledger.recover();
            if (left > 0) LOG.info("{} reservations of an earlier run given back", left);
        } catch (Ledger.LedgerFailed failed) {
            LOG.warn("what an earlier run left reserved could not be given back: {}", failed.getMessage());
        }
    }

    /** Opening takes longer than a call wants to wait. */
    private void prepareTables() {
        try {
            services.tables().prepare();
        } catch (TableFailed away) {
            LOG.error("the tables of the dialplan can't be used until this is mended: {}", away.getMessage());
        }
    }
}
