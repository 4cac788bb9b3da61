package org.strowger.configuration;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.strowger.call.setup.ExchangeSettings.Callers;
import org.strowger.configuration.Configuration.Log;
import org.strowger.configuration.Configuration.Watch;
import org.strowger.directory.Networks;
import org.strowger.sip.Transport;
import org.strowger.sip.digest.DigestAlgorithm;
import org.strowger.sip.transport.TransportRegistry;
import org.strowger.sip.websocket.WebSocketSettings;

/** Every key that there is. {@code docs/configuration.md} is written from here. */
final class Schema {

    private static final Duration NO_TIME = Duration.ZERO;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    static final Kind<Transport> TRANSPORTS = Kinds.oneOf("a transport that is available", TransportRegistry.words());

    /** Those by which we can call somebody. */
    static final Kind<Transport> CALLING = Kinds.oneOf(
            "a transport that calls can be sent by", Kinds.kept(TransportRegistry.words(), Transport::canCall));

    /** The top of the file. */
    static final class Top {
        static final Key<String> DOMAINS = Key.list(
                "domains",
                Kinds.HOST_NAME,
                "(the addresses listened on or advertised, and localhost)",
                "Domains that this switch is the registrar of: what stands behind the @ of its users. The first is the"
                        + " realm of digest authentication, which `ha1-…` values were made with.");
        static final Key<String> DIALPLAN = Key.list(
                "dialplan",
                Kinds.TEXT,
                "dialplan.groovy",
                "Dialplan files, in order: the first route that matches a call takes it. Each is loaded again when it"
                        + " changes.");
        static final Key<String> SOUNDS = Key.list(
                "sounds", Kinds.TEXT, "sounds", "Directories where `play 'file.wav'` looks for its file, in order.");
        static final Section SECTION = new Section(
                "", "File names are relative to the directory of `strowger.yaml`.", """
                    domains: [office.example]
                    dialplan: [dialplan.groovy, trunks.groovy]
                    """, DOMAINS, DIALPLAN, SOUNDS);

        private Top() {}
    }

    /** Each listener. */
    static final class Listen {
        static final Key<Transport> TRANSPORT = Key.of(
                "transport",
                TRANSPORTS,
                "udp",
                "How SIP travels here. `ws` and `wss` are SIP over WebSocket (RFC 7118), which phones in browsers"
                        + " speak; a page that came by HTTPS may use `wss` alone.");
        static final Key<InetAddress> ADDRESS = Key.of(
                "address",
                Kinds.ADDRESS,
                "127.0.0.1",
                "The address to listen on. `0.0.0.0` or `::` listens on all of them. The switch refuses to start on"
                        + " any address but loopback while an account has a password that occurs in the examples.");
        static final Key<Integer> PORT = Key.of(
                "port",
                Kinds.LISTENING_PORT,
                "(5060; 5061 with `tls`, 80 with `ws`, 443 with `wss`)",
                "The port. 0 takes any free one, as tests like it.");
        static final Key<InetAddress> ADVERTISE = Key.of(
                "advertise",
                Kinds.ADDRESS,
                "(the address listened on; for 0.0.0.0 and ::, the one that packets to the peer leave from)",
                "The address that Via, Contact and SDP name: behind a 1:1 NAT, the public one.");
        static final Key<String> PATH = Key.of(
                "path",
                Kinds.URL_PATH,
                WebSocketSettings.DEFAULT.path(),
                "Of the URL, with `ws` and `wss`: `/` for `wss://office.example`, `/sip` for"
                        + " `wss://office.example/sip`. Other paths get 404.");
        static final Key<String> ORIGINS = Key.list(
                "origins",
                Kinds.ORIGIN,
                "(any)",
                "With `ws` and `wss`: the sites whose pages may connect, others get 403. Who isn't a browser names no"
                        + " site and is let in: everybody proves by digest who he is, whatever page he comes from.");
        static final Key<Networks.Network> PROXIES = Key.list(
                "proxies",
                Kinds.NETWORK,
                "(none)",
                "Load balancers, as networks, that open connections for others and say so in front (PROXY protocol,"
                        + " versions 1 and 2): whoever is behind counts as the peer. Theirs without that are closed.");
        static final Section SECTION = new Section(
                "listen[]",
                "Where SIP is listened for. Without this section: UDP and TCP on 127.0.0.1, port 5060.",
                """
                listen:
                  - {transport: udp, address: 192.0.2.10, port: 5060}
                  - {transport: tcp, address: 192.0.2.10, port: 5060, advertise: 203.0.113.5}
                  - {transport: tls, address: 192.0.2.10}
                  - {transport: wss, address: 192.0.2.10, port: 7443, path: /sip, origins: 'https://phone.office.example'}
                """,
                TRANSPORT,
                ADDRESS,
                PORT,
                ADVERTISE,
                PATH,
                ORIGINS,
                PROXIES);

        private Listen() {}
    }

    /** How calls are taken. */
    static final class Calls {
        static final Key<Callers> AUTHENTICATE = Key.of(
                "authenticate",
                Kinds.oneOf(
                        "an authentication mode",
                        Kinds.ordered("required", Callers.AUTHENTICATED, "off", Callers.ANYONE)),
                "required",
                "`required`: who is neither a trunk nor proves by digest to be an account, gets 407 or 403. `off`:"
                        + " anybody may call, and the dialplan decides, with `authenticate()`; for closed networks and"
                        + " load tests.");
        static final Key<Integer> MAX = Key.of(
                "max",
                Kinds.count("a number of calls", 1, 1_000_000),
                "10000",
                "Calls at once, from which on new ones get 503 with Retry-After. Emergency calls have places of their"
                        + " own.");
        static final Key<Duration> SCRIPT_STALL = Key.of(
                "script-stall",
                Kinds.duration(Duration.ofMillis(50), HOUR),
                "700ms",
                "How long a route's script may compute or block outside a verb before its call, and only its call, is"
                        + " cut.");
        static final Key<Duration> SCRIPT_TIME = Key.of(
                "script-time",
                Kinds.duration(Duration.ofMillis(50), DAY),
                "20s",
                "How long a route's script may compute or block outside verbs in all, before its call, and only its"
                        + " call, is cut.");
        static final Key<Integer> SCRIPT_VERBS = Key.of(
                "script-verbs",
                Kinds.count("a number of verbs", 1, 100_000_000),
                "10000",
                "How many verbs a route's script may call in one call; the next one fails it.");
        static final Key<Duration> RETRY_AFTER =
                Key.of("retry-after", Kinds.duration(SECOND, HOUR), "10s", "What a 503 tells callers to wait.");
        static final Section SECTION = new Section(
                "calls",
                "",
                "",
                Stream.of(
                                Stream.of(AUTHENTICATE, MAX),
                                CallLimitKeys.ALL.stream(),
                                Stream.of(SCRIPT_STALL, SCRIPT_TIME, SCRIPT_VERBS, RETRY_AFTER))
                        .<Key<?>>flatMap(keys -> keys)
                        .toArray(Key<?>[]::new));

        private Calls() {}
    }

    /** How the dialplan and this file are loaded again. */
    static final class Reload {
        private static final String FOLLOWED =
                "A running switch follows this file in `accounts`, `trunks`, `groups`, `queues` and `lists`; what else is"
                        + " changed waits for the next start, and is told of. See"
                        + " [how to change it](how-to/change-a-running-switch.md).";
        static final Key<Watch> WATCH = Key.of(
                "watch",
                Kinds.oneOf("a way to watch files", Kinds.ordered("on", Watch.FILES, "off", Watch.NOTHING)),
                "on",
                "`on`: a dialplan that is saved, or this file, is in force at once, if it loads. `off`: they are read again"
                        + " only by `strowger reload`, as for trials.");
        static final Section SECTION = new Section("reload", FOLLOWED, "", WATCH);

        private Reload() {}
    }

    /** What peers may ask of our sockets. */
    static final class Limits {
        private static final Kind<Integer> CONNECTIONS = Kinds.count("a number of connections", 1, 1_000_000);
        static final Key<Integer> ALL = Key.of(
                "connections",
                CONNECTIONS,
                "20000",
                "TCP connections open at once. One more takes the place of an old idle one that has proved nothing, or"
                        + " is closed at once.");
        static final Key<Integer> OF_ONE_ADDRESS = Key.of(
                "connections-per-address",
                CONNECTIONS,
                "1000",
                "TCP connections that one IPv4 address, or one IPv6 /64, may have opened.");
        static final Key<Integer> OPENED = Key.of(
                "connections-opened",
                CONNECTIONS,
                "5000",
                "TCP connections that the switch has opened itself, to wherever phones and trunks are. One more takes"
                        + " the place of an old one that has been idle for `connection-idle-unproved`, or the message"
                        + " fails.");
        static final Key<Duration> IDLE = Key.of(
                "connection-idle",
                Kinds.duration(SECOND, DAY),
                "65m",
                "A connection without traffic for so long is closed. Longer than registrations last, since phones"
                        + " behind NAT are called back on it.");
        static final Key<Duration> UNPROVED_IDLE = Key.of(
                "connection-idle-unproved",
                Kinds.duration(SECOND, DAY),
                "3m",
                "The same for a connection on which nobody has proved yet who he is, by credentials or by a call; its"
                        + " pings don't count as traffic.");
        static final Section SECTION = new Section("limits", "", "", ALL, OF_ONE_ADDRESS, OPENED, IDLE, UNPROVED_IDLE);

        private Limits() {}
    }

    /** Who is asked for names. */
    static final class Dns {
        static final Key<InetSocketAddress> SERVERS = Key.list(
                "servers",
                Kinds.NAME_SERVER,
                "(those of the host)",
                "Name servers that are asked, in turn, where calls and trunks lead (RFC 3263: NAPTR, SRV, A,"
                        + " AAAA). `/etc/hosts` counts first.");
        static final Section SECTION = new Section("dns", "", "", SERVERS);

        private Dns() {}
    }

    /** Digest authentication. */
    static final class Digest {
        static final Key<DigestAlgorithm> ALGORITHMS = Key.list(
                "algorithms",
                Kinds.oneOf(
                        "a digest algorithm",
                        Kinds.ordered("md5", DigestAlgorithm.MD5, "sha-256", DigestAlgorithm.SHA_256)),
                "md5",
                "What phones are asked for, most wanted first: `[sha-256, md5]` or `[sha-256]` where every phone knows"
                        + " RFC 8760. The default asks for MD5 alone: many phones give up at a challenge that they don't"
                        + " know, even where one that they do stands beside it. Accounts with but one `ha1-…` need that"
                        + " algorithm here.");
        static final Key<Duration> NONCE_LIFE = Key.of(
                "nonce-life",
                Kinds.duration(SECOND, DAY),
                "5m",
                "How long a digest nonce may be used, then the phone is asked again, with `stale`.");
        static final Section SECTION = new Section(
                "digest",
                "How accounts prove themselves, when they register and when they call (RFC 3261 §22, RFC 8760).",
                "",
                ALGORITHMS,
                NONCE_LIFE);

        private Digest() {}
    }

    /** RFC 3261's timers. */
    static final class Timers {
        private static final Duration SHORTEST = Duration.ofMillis(10);
        static final Key<Duration> T1 =
                Key.of("t1", Kinds.duration(SHORTEST, MINUTE), "500ms", "Estimated round trip; first retransmission.");
        static final Key<Duration> T2 =
                Key.of("t2", Kinds.duration(SHORTEST, MINUTE), "4s", "The longest interval between retransmissions.");
        static final Key<Duration> T4 =
                Key.of("t4", Kinds.duration(SHORTEST, MINUTE), "5s", "How long a message may linger in the network.");
        static final Section SECTION = new Section(
                "timers",
                "The base timers of RFC 3261, table 4. Leave them alone unless the network is closed and known.",
                "",
                T1,
                T2,
                T4);

        private Timers() {}
    }

    /** The administration port. */
    static final class Admin {
        static final Key<InetAddress> ADDRESS = Key.of(
                "address",
                Kinds.ADDRESS,
                "127.0.0.1",
                "A loopback address: who reaches this port may see all calls and reload the dialplan.");
        static final Key<Integer> PORT = Key.of("port", Kinds.LISTENING_PORT, "8060", "0 takes any free one.");
        static final Section SECTION = new Section(
                "admin",
                "HTTP for `strowger status` and `reload`, for health checks and for Prometheus: "
                        + "`GET /health`, `GET /status`, `GET /metrics`, `POST /reload`.",
                "",
                ADDRESS,
                PORT);

        private Admin() {}
    }

    /** Stopping. */
    static final class Drain {
        static final Key<Duration> TIMEOUT = Key.of(
                "timeout",
                Kinds.duration(NO_TIME, DAY),
                "30s",
                "On SIGTERM and Ctrl-C new calls get 503 while running ones may end in their own time; what is left"
                        + " after this is hung up. A second Ctrl-C doesn't wait.");
        static final Section SECTION = new Section("drain", "", "", TIMEOUT);

        private Drain() {}
    }

    /** Logs. */
    static final class Logs {
        static final Key<Log.Format> FORMAT = Key.of(
                "format",
                Kinds.choice("a log format", Log.Format.class),
                "auto",
                "`json`: one object per line; `text`: for people; `auto`: text on a terminal, else JSON.");
        static final Key<Log.Level> LEVEL = Key.of(
                "level",
                Kinds.choice("a log level", Log.Level.class),
                "info",
                "The least level that is written. `debug` adds every move of the state machines: not for busy hours.");
        static final Key<String> FILE =
                Key.of("file", Kinds.TEXT, "(standard output)", "A file to append to instead of standard output.");
        static final Section SECTION = new Section("log", "", "", FORMAT, LEVEL, FILE);

        private Logs() {}
    }

    /** Threads. */
    static final class Threads {
        private static final Kind<Integer> LOOPS = Kinds.count("a number of loops", 1, 256);
        static final Key<Integer> SIGNALLING = Key.of(
                "signalling", LOOPS, "(one for two cores)", "Event loops for SIP; each owns its share of the calls.");
        static final Key<Integer> MEDIA =
                Key.of("media", LOOPS, "(one for each core)", "Event loops for RTP; each owns its share of the ports.");
        static final Section SECTION = new Section("threads", "", "", SIGNALLING, MEDIA);

        private Threads() {}
    }

    private static final List<Section> SWITCH = List.of(
            Top.SECTION,
            Listen.SECTION,
            TlsSchema.Certificates.SECTION,
            TlsSchema.Tls.SECTION,
            PartySchema.Accounts.SECTION,
            PartySchema.Trunks.SECTION,
            RegisterSchema.SECTION,
            AuthSchema.SECTION,
            PartySchema.Groups.SECTION,
            PartySchema.Queues.SECTION,
            Calls.SECTION,
            Reload.SECTION,
            Limits.SECTION,
            SourceSchema.SECTION,
            Dns.SECTION,
            MediaSchema.Media.SECTION,
            MediaSchema.Tones.SECTION,
            MediaSchema.Recordings.SECTION,
            MediaSchema.Voicemail.SECTION,
            MailSchema.SECTION,
            RegistrarSchema.SECTION,
            SubscriptionSchema.SECTION,
            SubscriptionSchema.Lists.SECTION,
            MessageSchema.SECTION,
            Digest.SECTION,
            Timers.SECTION,
            SessionSchema.SECTION,
            Admin.SECTION,
            Drain.SECTION,
            Logs.SECTION,
            Threads.SECTION);

    /** All of them, in the order of the documentation. */
    static final List<Section> SECTIONS = Stream.of(
                    SWITCH.stream(),
                    DataSchema.SECTIONS.stream(),
                    Stream.of(RecordSchema.SECTION, RecordSchema.Webhook.SECTION))
            .flatMap(sections -> sections)
            .toList();

    private Schema() {}
}
