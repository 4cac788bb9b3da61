package org.strowger.softswitch;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.strowger.administration.AdminApi;
import org.strowger.administration.AdminServer;
import org.strowger.call.event.EventBus;
import org.strowger.cdr.RecordJournal;
import org.strowger.cdr.RecordTable;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.RecordKeeping;
import org.strowger.dialplan.data.Databases;
import org.strowger.media.MediaEngine;
import org.strowger.media.relay.MediaEngines;
import org.strowger.sip.tls.TlsContexts;
import org.strowger.sip.tls.TlsFailure;
import org.strowger.sip.transport.ListenException;
import org.strowger.sip.transport.Listener;
import org.strowger.sip.transport.SipLoops;
import org.strowger.sip.transport.SipTransports;
import org.strowger.statemachine.Lifeline;

/**
 * Opens what the host may refuse: sockets, and the files of certificates. What it refuses is told by the line of the
 * configuration, with what to do about it.
 */
final class Opening {

    private final Configuration configuration;
    private final Lifeline lifeline;

    Opening(Configuration configuration, Lifeline lifeline) {
        this.configuration = configuration;
        this.lifeline = lifeline;
    }

    SipTransports transports(SipLoops loops, LateReceiver receiver) throws StartFailure {
        List<Listener> listeners =
                configuration.listeners().stream().map(Opening::listener).toList();
        try {
            return SipTransports.open(loops, listeners, configuration.limits(), tls(listeners), receiver);
        } catch (ListenException e) {
            int index = listeners.indexOf(e.listener());
            throw hostFailure(configuration.listeners().get(index).at(), e.getMessage());
        }
    }

    /** Read and, where none is named, made, only where something secured is listened for. */
    private TlsContexts tls(List<Listener> listeners) throws StartFailure {
        boolean secured =
                listeners.stream().anyMatch(listener -> listener.transport().secure());
        try {
            return secured ? Certificates.of(configuration) : TlsContexts.none();
        } catch (TlsFailure e) {
            throw hostFailure(new Configuration.Place(0, "certificates"), e.getMessage());
        }
    }

    private static Listener listener(Configuration.Listener written) {
        return new Listener(
                written.transport(),
                written.address(),
                written.advertised().map(address -> new InetSocketAddress(address, 0)),
                written.webSocket(),
                written.proxies()::contains);
    }

    MediaEngine media() throws StartFailure {
        try {
            return MediaEngines.start(configuration.media(), lifeline);
        } catch (IOException e) {
            throw hostFailure(new Configuration.Place(0, "media"), e.getMessage());
        }
    }

    AdminServer admin(AdminApi api) throws StartFailure {
        InetSocketAddress address = configuration.admin().address();
        try {
            return AdminServer.open(address, api);
        } catch (BindException e) {
            String taken = address.getAddress().getHostAddress() + " port " + address.getPort();
            throw hostFailure(
                    configuration.admin().at(),
                    "cannot listen on tcp " + taken + ": " + e.getMessage()
                            + "; another strowger may run already (ss -ltnp 'sport = :" + address.getPort()
                            + "' tells): stop it or choose another port");
        } catch (IOException e) {
            throw hostFailure(configuration.admin().at(), e.getMessage() + "; choose another address or port");
        }
    }

    /** The journal of charging records, where any are kept. */
    Optional<RecordJournal> records(Databases databases, EventBus events) throws StartFailure {
        Optional<RecordKeeping> kept = configuration.data().records();
        if (kept.isEmpty()) return Optional.empty();
        Optional<RecordTable.Connector> table = kept.get().database().map(name -> new NamedDatabase(databases, name));
        try {
            return Optional.of(RecordJournal.open(kept.get().journal(), table, Clock.systemUTC(), events::publish));
        } catch (IOException e) {
            throw hostFailure(kept.get().at(), "records can't be kept: " + e.getMessage());
        }
    }

    /** One of the databases of the configuration. */
    private record NamedDatabase(Databases databases, String name) implements RecordTable.Connector {
        @Override
        public Connection connect() throws SQLException {
            return databases.connect(name);
        }

        @Override
        public String hiddenIn(String told) {
            return databases.hiddenIn(name, told);
        }
    }

    private StartFailure hostFailure(Configuration.Place at, @Nullable String text) {
        return new StartFailure(
                StartFailure.Kind.HOST,
                List.of(configuration.problem(at, String.valueOf(text)).toString()));
    }
}
