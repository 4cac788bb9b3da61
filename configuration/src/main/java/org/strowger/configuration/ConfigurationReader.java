package org.strowger.configuration;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.strowger.call.setup.CallBudget;
import org.strowger.call.setup.CallLimits;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.call.setup.SoundSettings;
import org.strowger.configuration.Configuration.Admin;
import org.strowger.configuration.Configuration.Listener;
import org.strowger.configuration.Configuration.Log;
import org.strowger.configuration.Configuration.Place;
import org.strowger.configuration.Configuration.PortRange;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.dialog.SessionTimers;
import org.strowger.directory.Account;
import org.strowger.directory.CodecPolicy;
import org.strowger.directory.MediaPolicy;
import org.strowger.directory.Networks;
import org.strowger.directory.RegistrarSettings;
import org.strowger.directory.Trunk;
import org.strowger.directory.TrunkTrust;
import org.strowger.media.MediaSettings;
import org.strowger.rtp.MediaPorts;
import org.strowger.sip.Transport;
import org.strowger.sip.digest.DigestServer.Verifier;
import org.strowger.sip.source.SourceSettings;
import org.strowger.sip.transport.TransportLimits;
import org.strowger.sip.websocket.WebSocketSettings;
import org.strowger.statemachine.Secret;
import org.strowger.transaction.TransactionSettings;
import org.strowger.voicemail.VoicemailSettings;

/** Turns a file into a {@link Configuration}, or says all that is wrong with it. */
public final class ConfigurationReader {

    private static final String FILE_NAME = "strowger.yaml";
    private static final int SIP_PORT = 5060;

    private final Path file;
    private final KeyReader top;
    private final Problems problems;
    private final KeyReader calls;
    private final CallLimits callLimits;
    private final SessionTimers sessions;
    private final ReliableProvisionals reliable;
    private final RegistrarSettings registrar;
    private final Map<String, BigDecimal> credits = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    private ConfigurationReader(Path file, KeyReader top, Problems problems) {
        this.file = file;
        this.top = top;
        this.problems = problems;
        this.calls = top.section(Schema.Calls.SECTION);
        this.callLimits = CallLimitKeys.read(calls);
        KeyReader sessionKeys = top.section(SessionSchema.SECTION);
        this.sessions = SessionSchema.read(sessionKeys, problems);
        this.reliable = SessionSchema.reliable(sessionKeys);
        this.registrar = RegistrarSchema.read(top.section(RegistrarSchema.SECTION), problems, this::resolve);
    }

    /** Reads a file, or the {@code strowger.yaml} of a directory. */
    public static Reading read(Path fileOrDirectory) {
        Path file = Files.isDirectory(fileOrDirectory) ? fileOrDirectory.resolve(FILE_NAME) : fileOrDirectory;
        Problems problems = new Problems(file);
        try {
            Yaml document = YamlParser.parse(Files.readString(file));
            Configuration configuration = new ConfigurationReader(
                            file, KeyReader.top(document, Schema.SECTIONS, problems), problems)
                    .configuration();
            ConfigurationChecks.check(configuration, problems);
            if (problems.all().isEmpty()) return new Reading.Good(configuration);
        } catch (MalformedInputException e) {
            problems.add(0, "", "not UTF-8 text");
        } catch (IOException e) {
            problems.add(0, "", unreadable(file));
        } catch (YamlParser.NotYaml e) {
            problems.add(e.line(), "", e.what());
        }
        return new Reading.Bad(problems.all());
    }

    private static String unreadable(Path file) {
        return Files.exists(file)
                ? "can't be read; see its permissions"
                : "there is no such file; name a configuration file or its directory";
    }

    private Configuration configuration() {
        List<Listener> listeners = listeners();
        KeyReader admin = top.section(Schema.Admin.SECTION);
        GatheringReader gatherings = new GatheringReader(top, problems);
        InetSocketAddress adminAddress =
                new InetSocketAddress(admin.one(Schema.Admin.ADDRESS), admin.one(Schema.Admin.PORT));
        return new Configuration(
                file,
                listeners,
                domains(listeners),
                accounts(),
                trunks(),
                gatherings.groups(),
                gatherings.queues(),
                gatherings.lists(),
                files(Schema.Top.DIALPLAN),
                top.section(Schema.Reload.SECTION).one(Schema.Reload.WATCH),
                exchange(),
                limits(),
                media(),
                new Admin(
                        adminAddress,
                        admin.place(admin.has(Schema.Admin.ADDRESS) ? Schema.Admin.ADDRESS : Schema.Admin.PORT)),
                top.section(Schema.Drain.SECTION).one(Schema.Drain.TIMEOUT),
                log(),
                loops(Schema.Threads.SIGNALLING),
                new DataReader(top, problems, this::resolve).read(credits),
                new MailReader(top, problems, this::resolve).read(addresses),
                top.section(Schema.Dns.SECTION).list(Schema.Dns.SERVERS),
                new TlsReader(top, problems, this::resolve).read());
    }

    private List<Listener> listeners() {
        List<Listener> listeners = new ArrayList<>();
        for (KeyReader item : top.items(Schema.Listen.SECTION)) {
            listeners.add(new Listener(
                    item.one(Schema.Listen.TRANSPORT),
                    new InetSocketAddress(item.one(Schema.Listen.ADDRESS), port(item)),
                    item.maybe(Schema.Listen.ADVERTISE),
                    item.place(Schema.Listen.PORT),
                    webSocket(item),
                    proxies(item)));
        }
        if (!listeners.isEmpty()) return listeners;
        InetSocketAddress usual = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), SIP_PORT);
        Place nowhere = new Place(0, "listen");
        return List.of(
                new Listener(Transport.UDP, usual, Optional.empty(), nowhere),
                new Listener(Transport.TCP, usual, Optional.empty(), nowhere));
    }

    private WebSocketSettings webSocket(KeyReader item) {
        Transport transport = item.one(Schema.Listen.TRANSPORT);
        for (Key<?> key : List.of(Schema.Listen.PATH, Schema.Listen.ORIGINS))
            if (item.has(key) && transport != Transport.WS && transport != Transport.WSS)
                problems.add(item.place(key), "belongs to 'ws' and 'wss' alone");
        return new WebSocketSettings(
                item.one(Schema.Listen.PATH), item.list(Schema.Listen.ORIGINS), WebSocketSettings.DEFAULT.ping());
    }

    private Networks proxies(KeyReader item) {
        Key<Networks.Network> key = Schema.Listen.PROXIES;
        if (item.has(key) && item.one(Schema.Listen.TRANSPORT) == Transport.UDP)
            problems.add(item.place(key), "belongs to connections: 'tcp', 'tls', 'ws' and 'wss'");
        return new Networks(item.list(key));
    }

    private static int port(KeyReader item) {
        return item.maybe(Schema.Listen.PORT)
                .orElseGet(() -> item.one(Schema.Listen.TRANSPORT).defaultPort());
    }

    private List<String> domains(List<Listener> listeners) {
        List<String> written = top.list(Schema.Top.DOMAINS);
        if (!written.isEmpty()) return written;
        Set<String> domains = new LinkedHashSet<>();
        for (Listener listener : listeners) {
            InetAddress bound = listener.address().getAddress();
            if (!bound.isAnyLocalAddress()) domains.add(bound.getHostAddress());
            listener.advertised().map(InetAddress::getHostAddress).ifPresent(domains::add);
        }
        domains.add("localhost");
        return List.copyOf(domains);
    }

    private Map<String, Account> accounts() {
        Map<String, Account> accounts = new LinkedHashMap<>();
        top.named(PartySchema.Accounts.SECTION).forEach((user, keys) -> accounts.put(user, account(user, keys)));
        return accounts;
    }

    private Account account(String user, KeyReader keys) {
        keys.maybe(PartySchema.Accounts.EMAIL).ifPresent(address -> addresses.put(user, address));
        keys.maybe(PartySchema.Accounts.CREDIT).ifPresent(credit -> credits.put(user, credit));
        return new Account(
                user,
                verifier(keys),
                keys.maybe(PartySchema.Accounts.NAME),
                keys.one(PartySchema.Accounts.CONTEXT),
                keys.one(PartySchema.Accounts.MAX_CONTACTS),
                keys.maybe(PartySchema.Accounts.LOCATION).orElse(Map.of()),
                new MediaPolicy(
                        new CodecPolicy(keys.list(PartySchema.Accounts.CODECS)),
                        keys.one(PartySchema.Accounts.SRTP),
                        keys.one(PartySchema.Accounts.WEBRTC)),
                CallLimitKeys.own(
                        keys, PartySchema.Accounts.MAX_CALLS, PartySchema.Accounts.CALL_RATE, callLimits.account()),
                SessionSchema.policy(keys, problems, sessions),
                KeepAliveSchema.own(keys, registrar.keepAlive()));
    }

    private Verifier verifier(KeyReader keys) {
        Optional<Secret> password = keys.maybe(PartySchema.Accounts.PASSWORD);
        Optional<Secret> md5 = keys.maybe(PartySchema.Accounts.HA1_MD5);
        Optional<Secret> sha256 = keys.maybe(PartySchema.Accounts.HA1_SHA256);
        boolean hashed = keys.has(PartySchema.Accounts.HA1_MD5) || keys.has(PartySchema.Accounts.HA1_SHA256);
        if (hashed == keys.has(PartySchema.Accounts.PASSWORD))
            problems.add(keys.place(), "needs either a 'password' or an 'ha1-md5' and/or 'ha1-sha256'");
        return password.<Verifier>map(Verifier.Password::new)
                .orElseGet(() -> new Verifier.Ha1(md5.orElse(Secret.of("")), sha256.orElse(Secret.of(""))));
    }

    private Map<String, Trunk> trunks() {
        Map<String, Trunk> trunks = new LinkedHashMap<>();
        top.named(PartySchema.Trunks.SECTION).forEach((name, keys) -> trunks.put(name, trunk(name, keys)));
        return trunks;
    }

    private Trunk trunk(String name, KeyReader keys) {
        if (!keys.has(PartySchema.Trunks.HOST)) problems.add(keys.place(), "needs a 'host'");
        String host = keys.maybe(PartySchema.Trunks.HOST).orElse("localhost");
        int port = keys.maybe(PartySchema.Trunks.PORT).orElse(0);
        return new Trunk(
                name,
                host,
                port,
                keys.one(PartySchema.Trunks.TRANSPORT),
                keys.one(PartySchema.Trunks.CONTEXT),
                new MediaPolicy(
                        new CodecPolicy(keys.list(PartySchema.Trunks.CODECS)),
                        keys.one(PartySchema.Trunks.SRTP),
                        keys.one(PartySchema.Trunks.WEBRTC)),
                new TrunkTrust(
                        keys.one(PartySchema.Trunks.PROOF),
                        Set.copyOf(keys.list(PartySchema.Trunks.PASS_HEADERS)),
                        CallLimitKeys.own(
                                keys, PartySchema.Trunks.MAX_CALLS, PartySchema.Trunks.CALL_RATE, callLimits.trunk())),
                SessionSchema.policy(keys, problems, sessions),
                RegisterSchema.read(keys, host, port, problems),
                AuthSchema.read(keys, problems),
                keys.maybe(PartySchema.Trunks.PROBE));
    }

    private ExchangeSettings exchange() {
        KeyReader timers = top.section(Schema.Timers.SECTION);
        return new ExchangeSettings(
                Version.PRODUCT,
                new TransactionSettings(
                        timers.one(Schema.Timers.T1), timers.one(Schema.Timers.T2), timers.one(Schema.Timers.T4)),
                calls.one(Schema.Calls.AUTHENTICATE),
                calls.one(Schema.Calls.MAX),
                new CallBudget(
                        calls.one(Schema.Calls.SCRIPT_STALL),
                        calls.one(Schema.Calls.SCRIPT_TIME),
                        calls.one(Schema.Calls.SCRIPT_VERBS)),
                calls.one(Schema.Calls.RETRY_AFTER),
                registrar,
                top.section(Schema.Digest.SECTION).one(Schema.Digest.NONCE_LIFE),
                top.section(Schema.Digest.SECTION).list(Schema.Digest.ALGORITHMS),
                files(Schema.Top.SOUNDS),
                sound(),
                callLimits,
                sources(),
                sessions,
                reliable,
                SubscriptionSchema.read(top.section(SubscriptionSchema.SECTION), problems),
                MessageSchema.read(top.section(MessageSchema.SECTION)));
    }

    private SourceSettings sources() {
        KeyReader keys = top.section(SourceSchema.SECTION);
        return new SourceSettings(
                keys.one(SourceSchema.REQUESTS),
                keys.one(SourceSchema.KNOWN_REQUESTS),
                keys.one(SourceSchema.ACCOUNT_REQUESTS),
                SourceSettings.DEFAULT.accountAtOnce(),
                keys.one(SourceSchema.STRANGERS_REQUESTS),
                keys.one(SourceSchema.FAILURES),
                keys.one(SourceSchema.ACCOUNT_FAILURES),
                keys.one(SourceSchema.BAN),
                new Networks(keys.list(SourceSchema.ALLOW))::contains,
                keys.list(SourceSchema.SCANNERS));
    }

    private SoundSettings sound() {
        KeyReader recordings = top.section(MediaSchema.Recordings.SECTION);
        KeyReader voicemail = top.section(MediaSchema.Voicemail.SECTION);
        KeyReader tones = top.section(MediaSchema.Tones.SECTION);
        return new SoundSettings(
                tones.one(MediaSchema.Tones.COUNTRY),
                Optional.of(tones.one(MediaSchema.Tones.ON_HOLD)).filter(name -> !name.equals("none")),
                resolve(recordings.one(MediaSchema.Recordings.DIRECTORY)),
                recordings.one(MediaSchema.Recordings.FORMAT),
                new VoicemailSettings(
                        resolve(voicemail.one(MediaSchema.Voicemail.DIRECTORY)),
                        voicemail.one(MediaSchema.Voicemail.LONGEST),
                        voicemail.one(MediaSchema.Voicemail.MOST),
                        voicemail.one(MediaSchema.Voicemail.LAMPS),
                        addresses.keySet(),
                        voicemail.one(MediaSchema.Voicemail.PIN_TRIES),
                        voicemail.one(MediaSchema.Voicemail.PIN_LOCK)));
    }

    private TransportLimits limits() {
        KeyReader keys = top.section(Schema.Limits.SECTION);
        return new TransportLimits(
                keys.one(Schema.Limits.ALL),
                keys.one(Schema.Limits.OF_ONE_ADDRESS),
                keys.one(Schema.Limits.OPENED),
                keys.one(Schema.Limits.IDLE),
                TransportLimits.DEFAULT.silence(),
                keys.one(Schema.Limits.UNPROVED_IDLE),
                TransportLimits.DEFAULT.unprovedSilence(),
                TransportLimits.DEFAULT.connect(),
                TransportLimits.DEFAULT.unsentBytes());
    }

    private MediaSettings media() {
        KeyReader keys = top.section(MediaSchema.Media.SECTION);
        PortRange ports = keys.one(MediaSchema.Media.PORTS);
        int tos = keys.one(MediaSchema.Media.DSCP) << 2;
        return MediaSettings.defaults()
                .withPorts(ports.first(), ports.last())
                .withReserve(reserve(keys, MediaPorts.pairs(ports.first(), ports.last())))
                .withBind(keys.list(MediaSchema.Media.ADDRESS))
                .withQuarantine(keys.one(MediaSchema.Media.QUARANTINE))
                .withTimeout(keys.one(MediaSchema.Media.TIMEOUT))
                .withBackend(keys.one(MediaSchema.Media.BACKEND))
                .withLoops(loops(Schema.Threads.MEDIA))
                .withTos(tos);
    }

    /** Of so many pairs. */
    private int reserve(KeyReader keys, int pairs) {
        int usual = Math.min(2 * callLimits.emergencies(), pairs / 4);
        int asked = keys.maybe(MediaSchema.Media.RESERVE).orElse(usual);
        if (asked < pairs) return asked;
        problems.add(
                keys.place(MediaSchema.Media.RESERVE),
                "keeps all " + pairs + " pairs of ports for emergency calls; leave some to others");
        return usual;
    }

    private Log log() {
        KeyReader keys = top.section(Schema.Logs.SECTION);
        return new Log(
                keys.one(Schema.Logs.FORMAT),
                keys.one(Schema.Logs.LEVEL),
                keys.maybe(Schema.Logs.FILE).map(this::resolve));
    }

    private int loops(Key<Integer> key) {
        return top.section(Schema.Threads.SECTION)
                .maybe(key)
                .orElseGet(() -> (Runtime.getRuntime().availableProcessors() + 1) / 2);
    }

    /** Files and directories that must be there where somebody has named them, and the dialplan anyway. */
    private List<Path> files(Key<String> key) {
        List<Path> files = top.list(key).stream().map(this::resolve).toList();
        boolean needed = top.has(key) || key == Schema.Top.DIALPLAN;
        for (Path missing :
                files.stream().filter(path -> needed && !Files.exists(path)).toList())
            problems.add(top.place(key), missing + ": there is no such file; write it, or name another");
        return files;
    }

    private Path resolve(String name) {
        return file.resolveSibling(name).normalize();
    }
}
