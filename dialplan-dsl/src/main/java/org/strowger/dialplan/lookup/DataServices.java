package org.strowger.dialplan.lookup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.strowger.dialplan.billing.Billing;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.data.WebServices;
import org.strowger.dialplan.fraud.FraudGuards;
import org.strowger.dialplan.limit.Limits;
import org.strowger.dialplan.table.TableShape;
import org.strowger.dialplan.table.TableStore;
import org.strowger.dialplan.text.Spelling;

/** What dialplans ask beside the switch: databases, web services, and who keeps the money. Safe on any thread. */
public final class DataServices implements AutoCloseable {

    private static final int KEPT_LOOKUPS = 10_000;

    private final Databases databases;
    private final WebServices web;
    private final Billing billing;
    private final LookupCache cache;
    private final TableStore tables;
    private final Limits limits;
    private final FraudGuards fraud;
    private final Map<String, TableShape> declared;

    /** These, without a store of tables. */
    public DataServices(Databases databases, WebServices web, Billing billing) {
        this(databases, web, billing, TableStore.none());
    }

    /** These. */
    public DataServices(Databases databases, WebServices web, Billing billing, TableStore tables) {
        this(
                databases,
                web,
                billing,
                new LookupCache(KEPT_LOOKUPS),
                tables,
                new Limits(),
                FraudGuards.in(tables),
                Map.of());
    }

    private DataServices(
            Databases databases,
            WebServices web,
            Billing billing,
            LookupCache cache,
            TableStore tables,
            Limits limits,
            FraudGuards fraud,
            Map<String, TableShape> declared) {
        this.databases = databases;
        this.web = web;
        this.billing = billing;
        this.cache = cache;
        this.tables = tables;
        this.limits = limits;
        this.fraud = fraud;
        this.declared = Collections.unmodifiableMap(new LinkedHashMap<>(declared));
    }

    /** The same, for an explanation: it asks in earnest, but spends and writes nothing. Not to be closed. */
    public DataServices looking() {
        return new DataServices(
                databases,
                web,
                billing.looking(),
                cache,
                declared.isEmpty() ? tables : tables.looking(),
                limits.looking(),
                FraudGuards.inMemory(),
                declared);
    }

    /** The same, for a call of which neither lookups nor tables are asked: it spends nothing. Not to be closed. */
    public DataServices unasked() {
        return new DataServices(
                databases, web, billing.ample(), cache, tables, limits.looking(), FraudGuards.inMemory(), declared);
    }

    /** The same for a plan that declares these tables, by name. */
    public DataServices declaring(Map<String, TableShape> shapes) {
        return new DataServices(databases, web, billing, cache, tables, limits, fraud, shapes);
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

    /** Who has a place under which limit. */
    public Limits limits() {
        return limits;
    }

    /** What accounts did lately. */
    public FraudGuards fraud() {
        return fraud;
    }

    /** What keeps the rows of tables. */
    public TableStore tables() {
        return tables;
    }

    /** The tables that the plan declares, by name, in the order of their declaration. */
    public Map<String, TableShape> declared() {
        return declared;
    }

    /**
     * A table that the plan declares.
     *
     * @throws IllegalArgumentException if it declares none of this name
     */
    public TableShape table(String name) {
        TableShape shape = declared.get(name);
        if (shape != null) return shape;
        throw new IllegalArgumentException("there is no table '" + name + "'"
                + Spelling.didYouMean(name, declared.keySet())
                        .map(hint -> ": " + hint)
                        .orElse("")
                + "; a plan declares it by table('" + name + "', key: '…')");
    }

    @Override
    public void close() {
        web.close();
        tables.close();
        databases.close();
    }
}
