package org.strowger.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.strowger.sip.tls.TlsSettings;
import org.strowger.sip.tls.TlsSettings.Clients;
import org.strowger.sip.tls.TlsSettings.Identity;

/** Reads how SIP is secured. What stands in the files is judged by who uses them. */
final class TlsReader {

    private final KeyReader top;
    private final Problems problems;
    private final Function<String, Path> resolve;

    /** File names are made paths by the function. */
    TlsReader(KeyReader top, Problems problems, Function<String, Path> resolve) {
        this.top = top;
        this.problems = problems;
        this.resolve = resolve;
    }

    TlsSettings read() {
        List<Identity> identities = new ArrayList<>();
        for (KeyReader item : top.items(TlsSchema.Certificates.SECTION)) {
            Optional<Path> file = needed(item, TlsSchema.Certificates.FILE);
            Optional<Path> key = needed(item, TlsSchema.Certificates.KEY);
            if (file.isPresent() && key.isPresent()) identities.add(new Identity(file.get(), key.get()));
        }
        KeyReader tls = top.section(TlsSchema.Tls.SECTION);
        List<Path> trusted = tls.list(TlsSchema.Tls.TRUST).stream().map(resolve).toList();
        for (Path file : trusted) exists(file, tls.place(TlsSchema.Tls.TRUST));
        Clients clients = tls.one(TlsSchema.Tls.CLIENTS);
        if (clients == Clients.VERIFIED && trusted.isEmpty())
            problems.add(
                    tls.place(TlsSchema.Tls.CLIENTS),
                    "whoever has a certificate of any authority in the world would be let in; name in 'trust' whose"
                            + " certificates count");
        return new TlsSettings(identities, trusted, clients, tls.one(TlsSchema.Tls.SERVERS));
    }

    private Optional<Path> needed(KeyReader item, Key<String> key) {
        Optional<Path> file = item.maybe(key).map(resolve);
        if (!item.has(key)) problems.add(item.place(), "needs a '" + key.name() + "'");
        file.ifPresent(named -> exists(named, item.place(key)));
        return file;
    }

    private void exists(Path file, Configuration.Place place) {
        if (!Files.exists(file)) problems.add(place, file + ": there is no such file; write it, or name another");
    }
}
