package org.strowger.dialog;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.strowger.dialog.layer.DialogLayer;
import org.strowger.sdp.SessionDescription;
import org.strowger.sip.Hop;
import org.strowger.sip.Identifiers;
import org.strowger.sip.Transport;
import org.strowger.sip.dns.HopResolver;
import org.strowger.sip.memory.InMemoryHost;
import org.strowger.sip.memory.InMemoryNetwork;
import org.strowger.sip.message.NameAddress;
import org.strowger.sip.message.Reliability;
import org.strowger.sip.message.RequestInspector;
import org.strowger.sip.message.SessionTimes;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.SipUri;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Cell;
import org.strowger.statemachine.VirtualTime;
import org.strowger.transaction.ServerTransaction;
import org.strowger.transaction.TransactionLayer;
import org.strowger.transaction.TransactionSettings;

/** A network in virtual time with user agents on it, and a log of what goes over the wire. */
public final class Bench {

    private static final Set<String> METHODS = Set.of(
            "INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "UPDATE", "REGISTER", "REFER", "NOTIFY", "SUBSCRIBE");

    public static final Duration T1_64 = Duration.ofSeconds(32);

    public final VirtualTime time = new VirtualTime();
    public final InMemoryNetwork network;
    public final List<String> wire = new ArrayList<>();
    public final List<String> faults = new ArrayList<>();
    /** Of the agents that are made from now on. */
    public SessionTimers sessions = SessionTimers.NONE;

    /** The same. */
    public ReliableProvisionals provisionals = ReliableProvisionals.OFF;

    private final long seed;
    private int agents;

    public Bench() {
        this(1);
    }

    public Bench(long seed) {
        this.seed = seed;
        network = new InMemoryNetwork(time, seed);
        network.tap(
                s -> wire.add(s.from() + ">" + s.to() + " " + summary(new String(s.frame(), StandardCharsets.UTF_8))));
    }

    public Agent agent(String name, String address) {
        return new Agent(name, address, 5060);
    }

    public Peer peer(String name, String address) {
        Loop loop = time.newLoop(name);
        return new Peer(this, network.host(name, new InetSocketAddress(address, 5060), loop));
    }

    public void pass(double seconds) {
        time.advance(Duration.ofNanos((long) (seconds * 1e9)));
    }

    public void settle() {
        time.settle();
    }

    /** From now on the first so many of these datagrams are lost, such as {@code 200 INVITE}. */
    public void lose(String summary, int times) {
        int[] left = {times};
        network.losing(
                s -> summary(new String(s.frame(), StandardCharsets.UTF_8)).equals(summary) && left[0]-- > 0);
    }

    /** From now on all of these are lost. */
    public void lose(String summary) {
        lose(summary, Integer.MAX_VALUE);
    }

    public long sent(String summary) {
        return wire.stream().filter(line -> line.equals(summary)).count();
    }

    public static String summary(String frame) {
        String first = frame.substring(0, frame.indexOf("\r\n"));
        String cseq = frame.lines()
                .filter(l -> l.toLowerCase(Locale.ROOT).startsWith("cseq:"))
                .findFirst()
                .orElse("CSeq: ?");
        String method = cseq.substring(cseq.lastIndexOf(' ') + 1);
        return first.startsWith("SIP/2.0") ? first.substring(8, 11) + " " + method : method;
    }

    public static SessionDescription sdp(String address) {
        return sdp(address, "sendrecv");
    }

    public static SessionDescription sdp(String address, String direction) {
        byte[] text = ("v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address
                        + "\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 8\r\na=" + direction + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        return ((SessionDescription.Parsed.Good) SessionDescription.parse(text)).description();
    }

    public static final SessionDescription ALICE = sdp("192.0.2.101");
    public static final SessionDescription BOB = sdp("192.0.2.102");

    private UserAgentSettings settings() {
        Set<String> extensions = new HashSet<>();
        if (sessions.use() != SessionTimers.Use.OFF) extensions.add(SessionTimes.OPTION);
        Set<String> methods = new HashSet<>(METHODS);
        if (provisionals != ReliableProvisionals.OFF) {
            extensions.add(Reliability.OPTION);
            methods.add(Reliability.PRACK);
        }
        return new UserAgentSettings(
                "Strowger/test",
                new RequestInspector.Understood(methods, extensions, Set.of("application/sdp", "multipart/mixed")),
                TransactionSettings.RFC_3261,
                "strowger",
                sessions,
                provisionals);
    }

    /** Numeric hosts at once; {@code slow.example} after a second; {@code liked.example} by TCP or UDP. */
    HopResolver resolver(Loop loop) {
        return uri -> {
            if (uri.host().equals("slow.example")) {
                CompletableFuture<List<Hop>> later = new CompletableFuture<>();
                loop.schedule(Duration.ofSeconds(1), () -> later.complete(List.of(hop("192.0.2.2"))));
                return later;
            }
            if (uri.host().equals("liked.example"))
                return CompletableFuture.completedFuture(
                        List.of(hop("192.0.2.2").by(Transport.TCP), hop("192.0.2.2")));
            if (!uri.host().matches("[0-9.]+")) return CompletableFuture.completedFuture(List.of());
            Transport transport =
                    uri.transport().filter("tcp"::equalsIgnoreCase).isPresent() ? Transport.TCP : Transport.UDP;
            int port = uri.port().orElse(5060);
            return CompletableFuture.completedFuture(
                    List.of(new Hop(transport, new InetSocketAddress(uri.host(), port))));
        };
    }

    public static Hop hop(String address) {
        return new Hop(Transport.UDP, new InetSocketAddress(address, 5060));
    }

    public static SipUri uri(String text) {
        return SipUri.read(text).orElseThrow();
    }

    /** One of our own. */
    public final class Agent implements UserAgentCore {

        final String name;
        public final InMemoryHost host;
        public final Loop loop;
        public final TransactionLayer transactions;
        public final DialogLayer layer;
        public final List<Call> calls = new ArrayList<>();
        public final List<ServerTransaction> requests = new ArrayList<>();
        public Consumer<Call> onInvited = _ -> {};
        public Consumer<ServerTransaction> onRequested =
                transaction -> transaction.respond(SipResponse.of(200, transaction.received()));
        /** How its calls are timed, if not as all are. */
        public Optional<SessionTimers> timers = Optional.empty();
        /** What its calls answer challenges with, as those to a trunk do. */
        public Optional<PeerCredentials> credentials = Optional.empty();
        /** Whether its callees ring reliably, if not as all do. */
        public Optional<ReliableProvisionals> provisionals = Optional.empty();

        Agent(String name, String address, int port) {
            this.name = name;
            loop = time.newLoop(name);
            host = network.host(name, new InetSocketAddress(address, port), loop);
            Identifiers ids = new Identifiers(0, new SplittableRandom(seed * 31 + agents++));
            MachineObserver observer = new MachineObserver() {
                @Override
                public void moved(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {}

                @Override
                public void illegal(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
                    faults.add(name + ": " + cell.state() + " × " + cell.event() + ": " + cell.why());
                }
            };
            transactions = new TransactionLayer(loop, host, ids, TransactionSettings.RFC_3261, MachineObserver.NONE);
            layer = new DialogLayer(loop, transactions, host, resolver(loop), ids, settings(), observer, this);
            host.receiver(transactions::received);
        }

        public Call call(String target) {
            return call(target, Optional.of(ALICE), List.of());
        }

        public Call call(String target, Optional<SessionDescription> offer, List<SipHeader> extra) {
            return call(target, offer, extra, List.of(), Transport.UDP);
        }

        public Call call(
                String target,
                Optional<SessionDescription> offer,
                List<SipHeader> extra,
                List<SipUri> routes,
                Transport transport) {
            SipUri uri = uri(target);
            String first = routes.isEmpty() ? uri.host() : routes.getFirst().host();
            Hop hop = new Hop(transport, new InetSocketAddress(first, 5060));
            Call call = new Call(this);
            Invitation invitation = new Invitation(
                    uri,
                    NameAddress.of(uri("sip:" + name + "@example.com")),
                    NameAddress.of(uri),
                    routes,
                    hop,
                    Optional.empty(),
                    offer,
                    extra);
            Invitation timed = timers.map(invitation::withTimers).orElse(invitation);
            Invitation known = credentials
                    .map(ours -> timed.withCredentials(ours).withTrust(ContactTrust.CONFIGURED))
                    .orElse(timed);
            Invitation whole = provisionals.map(known::withProvisionals).orElse(known);
            loop.execute(() -> call.outgoing = Optional.of(layer.invite(whole, call)));
            settle();
            return call;
        }

        @Override
        public void invited(IncomingSession session) {
            Call call = new Call(this);
            call.incoming = Optional.of(session);
            session.listener(call);
            calls.add(call);
            onInvited.accept(call);
        }

        @Override
        public void requested(ServerTransaction transaction) {
            requests.add(transaction);
            onRequested.accept(transaction);
        }

        public Call taken() {
            return calls.getLast();
        }

        public boolean isClean() {
            return layer.size() == 0 && layer.subscriptions() == 0 && transactions.size() == 0;
        }
    }

    /** A session of ours, and what its listener was told. */
    public static final class Call implements SessionListener {

        final Agent agent;
        public final List<String> told = new ArrayList<>();
        public Optional<OutgoingSession> outgoing = Optional.empty();
        public Optional<IncomingSession> incoming = Optional.empty();
        public Optional<SessionDescription> last = Optional.empty();
        /** What it says again to refresh the session. */
        public Optional<SessionDescription> said = Optional.empty();

        public Optional<Offer> offer = Optional.empty();
        public Optional<Referral> referral = Optional.empty();
        public Consumer<Offer> onOffer = _ -> {};
        public Runnable onAnswered = () -> {};

        public Call(Agent agent) {
            this.agent = agent;
        }

        public OutgoingSession out() {
            return outgoing.orElseThrow();
        }

        public IncomingSession in() {
            return incoming.orElseThrow();
        }

        public Session session() {
            return outgoing.<Session>map(s -> s).orElseGet(this::in);
        }

        /** Does something on the call's loop, and lets what it causes happen. */
        public void run(Consumer<Session> what) {
            agent.loop.execute(() -> what.accept(session()));
        }

        @Override
        public void progressed(SipResponse response, String fork, Optional<SessionDescription> answer) {
            told.add("progressed " + response.status() + (answer.isPresent() ? " sdp" : ""));
        }

        @Override
        public void answeredEarly(SessionDescription answer) {
            told.add("answered early");
            last = Optional.of(answer);
        }

        @Override
        public void answered(SipResponse response, Optional<SessionDescription> description) {
            told.add("answered " + response.status());
            last = description;
            onAnswered.run();
        }

        @Override
        public void rejected(SipResponse response) {
            told.add("rejected " + response.status());
        }

        @Override
        public void cancelled(Optional<SipRequest> cancel) {
            told.add("cancelled" + (cancel.isPresent() ? "" : " by BYE"));
        }

        @Override
        public void acknowledged(Optional<SessionDescription> answer) {
            told.add("acknowledged" + (answer.isPresent() ? " sdp" : ""));
            if (answer.isPresent()) last = answer;
        }

        @Override
        public void offered(Offer made) {
            told.add("offered" + (made.description().isPresent() ? " sdp" : ""));
            offer = Optional.of(made);
            onOffer.accept(made);
        }

        @Override
        public void modified(Optional<SessionDescription> description, Optional<Offer> made) {
            told.add("modified" + (made.isPresent() ? " offer" : ""));
            last = description;
            offer = made;
            made.ifPresent(onOffer);
        }

        @Override
        public void referred(Referral made) {
            told.add("referred " + made.target());
            referral = Optional.of(made);
        }

        @Override
        public void refused(SipResponse response) {
            told.add("refused " + response.status());
        }

        @Override
        public Optional<SessionDescription> described() {
            return said;
        }

        @Override
        public void refreshed(SessionDescription answer) {
            told.add("refreshed");
            last = Optional.of(answer);
        }

        @Override
        public void informed(SipRequest info) {
            told.add("informed " + new String(info.body().orElseThrow(), StandardCharsets.UTF_8));
        }

        @Override
        public void ended(SessionEnd end) {
            told.add(
                    switch (end) {
                        case SessionEnd.PeerLeft _ -> "ended by BYE";
                        case SessionEnd.AckMissing _ -> "ended without ACK";
                        case SessionEnd.Cancelled _ -> "ended by cancelling";
                        case SessionEnd.PrackMissing _ -> "ended without PRACK";
                        case SessionEnd.PeerGone(int status) -> "ended by " + status;
                        case SessionEnd.Expired _ -> "expired";
                    });
        }
    }
}
