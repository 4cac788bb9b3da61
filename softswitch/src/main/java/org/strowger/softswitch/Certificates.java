package org.strowger.softswitch;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.configuration.Configuration;
import org.strowger.sip.message.NumericHost;
import org.strowger.sip.tls.SelfSigned;
import org.strowger.sip.tls.TlsContexts;
import org.strowger.sip.tls.TlsFailure;
import org.strowger.sip.tls.TlsSettings;

/** Who we are to those who connect by TLS: what the configuration names, or one that we make of ourselves. */
final class Certificates {

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final String DIRECTORY = "tls";

    private Certificates() {}

    static TlsContexts of(Configuration configuration) throws TlsFailure {
        TlsSettings settings = settings(configuration);
        if (configuration.tls().identities().isEmpty())
            LOG.warn(
                    "TLS: the configuration names no certificate; {} is shown, which nobody vouches for: phones have to"
                            + " be told to trust it",
                    settings.identities().getFirst().certificate());
        return TlsContexts.load(settings);
    }

    /** With what is made of ourselves where nothing is named. */
    static TlsSettings settings(Configuration configuration) throws TlsFailure {
        TlsSettings settings = configuration.tls();
        if (!settings.identities().isEmpty()) return settings;
        Path directory = configuration.file().toAbsolutePath().resolveSibling(DIRECTORY);
        return settings.as(SelfSigned.in(directory, names(configuration)));
    }

    /** Domains, and the addresses that phones may have been told instead. */
    private static List<String> names(Configuration configuration) {
        Set<String> names = new LinkedHashSet<>(configuration.domains());
        for (Configuration.Listener listener : configuration.listeners()) {
            listener.advertised().map(NumericHost::text).ifPresent(names::add);
            InetAddress address = listener.address().getAddress();
            if (!address.isAnyLocalAddress()) names.add(NumericHost.text(address));
        }
        return List.copyOf(names);
    }
}
