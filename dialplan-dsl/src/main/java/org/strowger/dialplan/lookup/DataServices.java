package org.strowger.dialplan.lookup;

import java.util.Map;
import org.strowger.dialplan.billing.Billing;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.data.WebServices;

/** What dialplans ask beside the switch: databases, web services, and who keeps the money. Safe on any thread. */
public final class DataServices implements AutoCloseable {

    private static final int KEPT_LOOKUPS = 10_000;

    private final Databases databases;
    private final WebServices web;
    private final Billing billing;
    private final LookupCache cache;

    /** These. */
    public DataServices(Databases databases, WebServices web, Billing billing) {
        this(databases, web, billing, new LookupCache(KEPT_LOOKUPS));
    }

    private DataServices(Databases databases, WebServices web, Billing billing, LookupCache cache) {
        this.databases = databases;
        this.web = web;
        this.billing = billing;
        this.cache = cache;
    }

    /** The same, for an explanation: it asks in earnest, but spends nothing. Not to be closed. */
    public DataServices looking() {
        return new DataServices(databases, web, billing.looking(), cache);
    }

    /** No database, no tariff; web services as usual. */
    public static DataServices none() {
        var databases = new Databases(Map.of());
        return new DataServices(databases, new WebServices(WebServices.Settings.USUAL), Billing.none());
    }

    public Databases databases() {
        return databases;
    }

    WebServices web() {
        return web;
    }

    public Billing billing() {
        return billing;
    }

    public LookupCache cache() {
        return cache;
    }

    @Override
    public void close() {
        web.close();
        databases.close();
    }
}
