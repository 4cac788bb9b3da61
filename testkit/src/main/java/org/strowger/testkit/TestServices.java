package org.strowger.testkit;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.configuration.DataSettings;
import org.strowger.dialplan.data.Databases;
import org.strowger.dialplan.data.WebServices;
import org.strowger.dialplan.lookup.DataServices;

/**
 * What a plan under test asks in place of the databases and web services of the live switch. Nothing leaves the
 * process. Safe on any thread.
 */
final class TestServices implements AutoCloseable {

    private final Map<String, TestDatabase> databases = new LinkedHashMap<>();
    private final Map<String, TestWeb> web = new ConcurrentHashMap<>();
    private final TestTables tables;
    private final DataServices services;

    TestServices(DataSettings live) {
        live.databases()
                .forEach((name, settings) -> databases.put(
                        name, new TestDatabase(name, settings.url().reveal())));
        Databases asked =
                new Databases(live.databases(), (name, _) -> database(name).connect());
        this.tables = new TestTables(live.tables(), asked, this::database);
        this.services = live.open(asked, new WebServices(live.web(), this::ask), tables.store());
    }

    TestTables tables() {
        return tables;
    }

    DataServices services() {
        return services;
    }

    TestDatabase database(String name) {
        TestDatabase known = databases.get(name);
        if (known != null) return known;
        throw new IllegalArgumentException(
                "strowger.yaml names no database '" + name + "'; it names " + databases.keySet());
    }

    /** Those whose URLs begin so. */
    TestWeb web(String url) {
        return web.computeIfAbsent(url, _ -> new TestWeb());
    }

    private WebServices.Answer ask(HttpRequest request) throws IOException {
        String url = request.uri().toString();
        String known = web.keySet().stream()
                .filter(url::startsWith)
                .max(Comparator.comparingInt(String::length))
                .orElseThrow(() -> new IOException("the test speaks of no web('" + url + "')"));
        return web(known).ask(request);
    }

    @Override
    public void close() {
        services.close();
        databases.values().forEach(TestDatabase::close);
        tables.close();
    }
}
