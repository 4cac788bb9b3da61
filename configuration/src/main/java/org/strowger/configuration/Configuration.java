package org.strowger.configuration;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.directory.Account;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallQueue;
import org.strowger.directory.Networks;
import org.strowger.directory.ResourceList;
import org.strowger.directory.Trunk;
import org.strowger.media.MediaSettings;
import org.strowger.sip.Transport;
import org.strowger.sip.tls.TlsSettings;
import org.strowger.sip.transport.TransportLimits;
import org.strowger.sip.websocket.WebSocketSettings;
import org.strowger.voicemail.mail.MailSettings;

/**
 * What {@code strowger.yaml} says, with defaults where it says nothing. Every key is described in
 * {@code docs/configuration.md}.
 *
 * @param file the file, as the user named it
 * @param listeners at least one
 * @param domains at least one; the first is the realm
 * @param accounts by user name, in the file's order
 * @param trunks by name, in the file's order
 * @param groups by name
 * @param queues by name
 * @param lists of accounts that are watched together, by name
 * @param dialplan files that exist
 * @param watch whether they are read again by themselves
 * @param signallingLoops 1 or more
 * @param data what dialplans ask
 * @param mail how mailboxes' messages are sent
 * @param nameServers that are asked for names; none for those of the host
 * @param tls how SIP is secured
 */
public record Configuration(
        Path file,
        List<Listener> listeners,
        List<String> domains,
        Map<String, Account> accounts,
        Map<String, Trunk> trunks,
        Map<String, CallGroup> groups,
        Map<String, CallQueue> queues,
        Map<String, ResourceList> lists,
        List<Path> dialplan,
        Watch watch,
        ExchangeSettings exchange,
        TransportLimits limits,
        MediaSettings media,
        Admin admin,
        Duration drainTimeout,
        Log log,
        int signallingLoops,
        DataSettings data,
        MailSettings mail,
        List<InetSocketAddress> nameServers,
        TlsSettings tls) {

    /** Copies. */
    public Configuration {
        listeners = List.copyOf(listeners);
        domains = List.copyOf(domains);
        accounts = Collections.unmodifiableMap(new LinkedHashMap<>(accounts));
        trunks = Collections.unmodifiableMap(new LinkedHashMap<>(trunks));
        groups = Map.copyOf(groups);
        queues = Map.copyOf(queues);
        lists = Map.copyOf(lists);
        dialplan = List.copyOf(dialplan);
        nameServers = List.copyOf(nameServers);
    }

    /**
     * Where SIP is listened for.
     *
     * @param advertised what Via, Contact and SDP name, if it isn't the address
     * @param at where it is written
     * @param webSocket whom it lets in, where SIP goes by WebSocket
     * @param proxies whose connections begin by saying for whom they are (PROXY protocol)
     */
    public record Listener(
            Transport transport,
            InetSocketAddress address,
            Optional<InetAddress> advertised,
            Place at,
            WebSocketSettings webSocket,
            Networks proxies) {

        /** One that lets in whoever comes. */
        public Listener(Transport transport, InetSocketAddress address, Optional<InetAddress> advertised, Place at) {
            this(transport, address, advertised, at, WebSocketSettings.DEFAULT, Networks.NONE);
        }
    }

    /** What makes the switch load its dialplan again, besides a command. */
    public enum Watch {
        /** A change of one of its files. */
        FILES,
        /** Nothing. */
        NOTHING
    }

    /** The administration port, and where it is written. */
    public record Admin(InetSocketAddress address, Place at) {}

    /** Where something is written: the key, and its line, 0 if it is a default. */
    public record Place(int line, String key) {}

    /** UDP ports, both ends included. */
    public record PortRange(int first, int last) {}

    /** What is logged where. */
    public record Log(Format format, Level level, Optional<Path> file) {

        /** How lines look. */
        public enum Format {
            /** {@link #TEXT} on a terminal, else {@link #JSON}. */
            AUTO,
            /** An object per line. */
            JSON,
            /** For people. */
            TEXT
        }

        /** The least level that is written. */
        public enum Level {
            ERROR,
            WARN,
            INFO,
            DEBUG
        }
    }

    /** What became of reading a file. */
    public sealed interface Reading {

        /** It can be used. */
        record Good(Configuration configuration) implements Reading {}

        /** It can't: all that is wrong with it. */
        record Bad(List<Problem> problems) implements Reading {
            /** Copies. */
            public Bad {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * The same with who is known by another: accounts, trunks, groups, queues, lists. A running switch follows these.
     */
    public Configuration knowing(Configuration other) {
        return new Configuration(
                file,
                listeners,
                domains,
                other.accounts,
                other.trunks,
                other.groups,
                other.queues,
                other.lists,
                dialplan,
                watch,
                exchange,
                limits,
                media,
                admin,
                drainTimeout,
                log,
                signallingLoops,
                data,
                mail,
                nameServers,
                tls);
    }

    /** A problem with what is written at a place. */
    public Problem problem(Place at, String text) {
        return new Problem(file, at.line(), at.key(), text);
    }

    /** The names, without a secret. */
    @Override
    public String toString() {
        return "Configuration[" + file + ", accounts " + accounts.keySet() + ", trunks " + trunks.keySet() + "]";
    }
}
