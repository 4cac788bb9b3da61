package org.strowger.configuration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.strowger.sip.tls.TlsFailure;
import org.strowger.sip.tls.TlsFiles;
import org.strowger.sip.tls.TlsSettings;
import org.strowger.sip.tls.TlsSettings.Clients;
import org.strowger.sip.tls.TlsSettings.Identity;

/**
 * Reads how SIP is secured, and tries what the files hold: a key that is of no use is told with its line, not to the
 * first phone.
 */
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
            if (file.isEmpty() || key.isEmpty()) continue;
            Identity identity = new Identity(file.get(), key.get());
            judge(item.place(TlsSchema.Certificates.FILE), () -> TlsFiles.check(identity));
            identities.add(identity);
        }
        KeyReader tls = top.section(TlsSchema.Tls.SECTION);
        List<Path> trusted = tls.list(TlsSchema.Tls.TRUST).stream().map(resolve).toList();
        for (Path file : trusted) judge(tls.place(TlsSchema.Tls.TRUST), () -> TlsFiles.certificates(file));
        Clients clients = tls.one(TlsSchema.Tls.CLIENTS);
        if (clients == Clients.VERIFIED && trusted.isEmpty())
            problems.add(
                    tls.place(TlsSchema.Tls.CLIENTS),
                    "whoever has a certificate of any authority in the world would be let in; name in 'trust' whose"
                            + " certificates count");
        return new TlsSettings(identities, trusted, clients, tls.one(TlsSchema.Tls.SERVERS));
    }

    private Optional<Path> needed(KeyReader item, Key<String> key) {
        if (!item.has(key)) problems.add(item.place(), "needs a '" + key.name() + "'");
        return item.maybe(key).map(resolve);
    }

    private interface Trial {
        void run() throws TlsFailure;
    }

    private void judge(Configuration.Place place, Trial trial) {
        try {
            trial.run();
        } catch (TlsFailure e) {
            problems.add(place, String.valueOf(e.getMessage()));
        }
    }
}
