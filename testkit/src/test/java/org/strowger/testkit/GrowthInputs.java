package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strowger.call.Call;
import org.strowger.call.CallRouter;
import org.strowger.call.DialOptions;
import org.strowger.call.setup.CallLimits;
import org.strowger.call.setup.ExchangeSettings;

/**
 * What a stranger, a caller or a callee can send more of, by the rows of {@code docs/limits.md}: something of a size,
 * and what is measured of it, in a switch that was made for it.
 */
final class GrowthInputs {

    /**
     * Something that has a size.
     *
     * @param name a row of the table; what has none says so in its own words
     * @param largest four times the smallest that is measured
     * @param settings of the switch
     * @param router what it does with calls
     */
    record Input(String name, int largest, ExchangeSettings settings, CallRouter router, Doing doing) {
        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    interface Doing {
        /** Gets ready, and gives what is to be measured. */
        Runnable of(VirtualSwitch home, int n);
    }

    static final String PEER = "198.51.100.7";
    private static final String CALLEE = "198.51.100.8";
    private static final Pattern AUDIO = Pattern.compile("m=audio (\\d+) ");
    private static final CallRouter ECHO = Programs.always(Call::echo);
    private static final CallRouter USERS = Programs.dialUsers();
    static final List<Input> ALL = new ArrayList<>();

    static {
        ALL.addAll(GrowthMessages.all());
        ALL.addAll(GrowthLamps.all());
        offers();
        budgets();
        calls();
        callees();
        inACall();
    }

    private GrowthInputs() {}

    private static void offers() {
        put(
                "an offer's m= lines, in a call to a phone",
                32,
                USERS,
                (home, n) -> offered(home, "m=audio 9 RTP/AVP 0\r\n".repeat(n)));
        put(
                "an offer's formats and attributes, in a call to a phone",
                120,
                USERS,
                (home, n) -> offered(
                        home, "m=audio 9 RTP/AVP" + " 0".repeat(n) + "\r\n" + "a=rtpmap:0 x/8000\r\n".repeat(n)));
    }

    private static Runnable offered(VirtualSwitch home, String lines) {
        home.phone("1001");
        home.phone("1002");
        new RawHost(home, CALLEE)
                .registers("1002", "Contact: <sip:1002@" + CALLEE + ">")
                .answers("486 Busy Here");
        RawHost peer = new RawHost(home, PEER).describes(GrowthMessages.text(lines));
        return () -> peer.calls("1001", "sip:1002@switch.example");
    }

    private static void budgets() {
        requests("requests of an address that has proved nothing", 380, "OPTIONS", "<sip:switch.example>");
        requests("unauthenticated INVITEs", 380, "INVITE", "<sip:1@switch.example>");
        requests("BYEs of no dialog", 380, "BYE", "<sip:1@switch.example>;tag=z");
        requests("requests beyond the budget of an address", 8000, "OPTIONS", "<sip:switch.example>");
        put("requests of an address that is known", 2000, ECHO, (home, n) -> {
            home.phone("1001");
            new RawHost(home, PEER).registers("1001");
            return from(home, n, "OPTIONS", "<sip:switch.example>");
        });
        put("requests of an account", 3200, ECHO, (home, n) -> {
            home.phone("1001");
            RawHost peer = new RawHost(home, PEER).registers("1001");
            return () -> {
                for (int i = 0; i < n; i++)
                    peer.asks("OPTIONS", "sip:switch.example", "<sip:1001@switch.example>", "<sip:switch.example>");
            };
        });
        put("requests of all that have proved nothing", 160, ECHO, (home, n) -> fromEach(home, n, 6));
        put("addresses that are remembered", 1600, ECHO, (home, n) -> fromEach(home, n, 1));
        put("wrong credentials of an address", 8, ECHO, (home, n) -> {
            home.phone("1001");
            RawHost peer = new RawHost(home, PEER);
            return () -> {
                for (int i = 0; i < n; i++) guesses(peer);
            };
        });
        put("wrong credentials for an account", 120, ECHO, (home, n) -> {
            home.phone("1001");
            List<RawHost> peers = new ArrayList<>();
            for (int i = 0; i < n; i++) peers.add(new RawHost(home, "198.51.100." + (20 + i)));
            return () -> peers.forEach(GrowthInputs::guesses);
        });
    }

    private static void guesses(RawHost peer) {
        peer.forgets();
        String aor = "<sip:1001@switch.example>";
        peer.asksAs("1001", "wrong", "REGISTER", "sip:switch.example", aor, aor);
    }

    private static void requests(String name, int largest, String method, String to) {
        put(name, largest, ECHO, (home, n) -> from(home, n, method, to));
    }

    private static Runnable from(VirtualSwitch home, int n, String method, String to) {
        RawPeer peer = new RawPeer(home, PEER, 5062);
        return () -> {
            for (int i = 0; i < n; i++) peer.posts(peer.request(method, "sip:1@switch.example", to));
            home.settle();
        };
    }

    private static Runnable fromEach(VirtualSwitch home, int addresses, int each) {
        List<RawPeer> peers = new ArrayList<>();
        for (int i = 0; i < addresses; i++) peers.add(new RawPeer(home, "198.18." + i / 250 + "." + (1 + i % 250)));
        return () -> {
            for (int i = 0; i < each; i++)
                for (RawPeer peer : peers)
                    peer.posts(peer.request("OPTIONS", "sip:switch.example", "<sip:switch.example>"));
            home.settle();
        };
    }

    private static void calls() {
        put("calls at once", 80, ECHO, (home, n) -> {
            List<RawHost> peers = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                home.phone(Integer.toString(1001 + i));
                peers.add(new RawHost(home, "198.51.100." + (20 + i)));
            }
            return () -> {
                for (int i = 0; i < n; i++) peers.get(i).calls(Integer.toString(1001 + i), "sip:55@switch.example");
            };
        });
        put("calls of an account", 80, ECHO, GrowthInputs::callsOfOne);
        ALL.add(new Input(
                "calls that an account begins",
                400,
                VirtualSwitch.usualSettings().limits(CallLimits.DEFAULT),
                ECHO,
                GrowthInputs::callsOfOne));
        put("server transactions without an answer, of a loop", 80, USERS, (home, n) -> {
            home.phone("1002");
            new RawHost(home, CALLEE).registers("1002", "Contact: <sip:1002@" + CALLEE + ">");
            home.phone("1001");
            RawHost peer = new RawHost(home, PEER);
            return () -> {
                for (int i = 0; i < n; i++) peer.calls("1001", "sip:1002@switch.example");
            };
        });
        put("server transactions of a loop, by weight", 160, ECHO, (home, n) -> {
            RawPeer peer = new RawPeer(home, PEER);
            String body = "x".repeat(50_000);
            return () -> {
                for (int i = 0; i < n; i++)
                    peer.posts(peer.request("OPTIONS", "sip:switch.example", "<sip:switch.example>")
                            .replace("Content-Length: 0\r\n\r\n", "Content-Length: 50000\r\n\r\n" + body));
                home.settle();
            };
        });
    }

    private static Runnable callsOfOne(VirtualSwitch home, int n) {
        home.phone("1001");
        RawHost peer = new RawHost(home, PEER);
        return () -> {
            for (int i = 0; i < n; i++) peer.calls("1001", "sip:55@switch.example");
        };
    }

    private static void callees() {
        put("contacts of an account", 8, ECHO, (home, n) -> {
            home.phone("1001");
            RawHost peer = new RawHost(home, PEER);
            return () -> peer.registers("1001", "Contact: " + contacts(n));
        });
        put("contacts that are too many", 1000, ECHO, (home, n) -> {
            home.phone("1001");
            RawHost peer = new RawHost(home, PEER);
            return () -> {
                for (int i = 0; i < 8; i++) peer.registers("1001", "Contact: " + contacts(n / 8));
            };
        });
        put(
                "legs of a call and of all that it leads to",
                80,
                Programs.always(call -> call.dial(Programs.asManyUsersAsDialled(call), DialOptions.DEFAULT)),
                (home, n) -> {
                    for (int i = 0; i < n; i++) {
                        String user = Integer.toString(2000 + i);
                        home.phone(user);
                        String at = "198.51.100." + (20 + i);
                        new RawHost(home, at).registers(user, "Contact: <sip:a@" + at + ">");
                    }
                    home.phone("1001");
                    RawHost peer = new RawHost(home, PEER);
                    return () -> peer.calls("1001", "sip:" + n + "@switch.example");
                });
        put("turns of a call, by redirections and transfers", 8, USERS, (home, n) -> {
            for (int i = 0; i <= n; i++) {
                String user = Integer.toString(2000 + i);
                home.phone(user);
                String at = "198.51.100." + (20 + i);
                new RawHost(home, at)
                        .registers(user, "Contact: <sip:a@" + at + ">")
                        .answers(
                                i == n ? "486 Busy Here" : "302 Moved",
                                "Contact: <sip:" + (2001 + i) + "@switch.example>");
            }
            home.phone("1001");
            RawHost peer = new RawHost(home, PEER);
            return () -> peer.calls("1001", "sip:2000@switch.example");
        });
        forks("early dialogs of an INVITE", 32, "180 Ringing", Duration.ZERO);
        forks("early dialogs of an INVITE, beyond their bound", 2000, "180 Ringing", Duration.ZERO);
        forks("late answers of an INVITE", 32, "200 OK", Duration.ofMillis(50));
        forks("late answers of an INVITE at once", 32, "200 OK", Duration.ZERO);
        forks("late answers of an INVITE, beyond their bound", 2000, "200 OK", Duration.ZERO);
    }

    /** A callee that answers once more with ever other tags, each so long after the one before. */
    private static void forks(String name, int largest, String status, Duration gap) {
        put(name, largest, USERS, (home, n) -> {
            home.phone("1001");
            home.phone("1002");
            RawHost callee = new RawHost(home, CALLEE).registers("1002", "Contact: <sip:1002@" + CALLEE + ">");
            new RawHost(home, PEER).calls("1001", "sip:1002@switch.example");
            String invite = callee.received("INVITE ").getFirst();
            String answer = RawHost.response(invite, status, "Contact: <sip:1002@" + CALLEE + ">");
            if (status.startsWith("2")) callee.sends(answer);
            return () -> {
                for (int i = 0; i < n; i++) {
                    callee.sends(answer.replace(";tag=raw", ";tag=raw" + i));
                    home.passes(gap);
                }
            };
        });
    }

    private static void inACall() {
        infos("an INFO's body that is read for digits", 200, n -> List.of("Signal=5\r\nX=" + "x".repeat(n - 12)));
        infos("body of an INFO", 8000, n -> List.of("x".repeat(n)));
        infos("INFO of a party", 400, n -> Collections.nCopies(n, "Signal=5\r\nDuration=60000\r\n"));
        within("requests within a call", 1000, "OPTIONS", "");
        within("changes of a session", 200, "UPDATE", GrowthMessages.text("m=audio 4000 RTP/AVP 0\r\n"));
        within("transfers", 400, "REFER", "");
        packets("digits of a party", 800, 101, new byte[] {1, (byte) 0x8A, 0, (byte) 160});
    }

    private static void packets(String name, int largest, int type, byte[] payload) {
        put(name, largest, ECHO, (home, n) -> {
            RawHost peer = inCall(home);
            Matcher audio = AUDIO.matcher(peer.received("SIP/2.0 200").getLast());
            if (!audio.find()) throw new IllegalStateException("no audio");
            var there = new InetSocketAddress("192.0.2.1", Integer.parseInt(audio.group(1)));
            RtpPhone phone = new RtpPhone(
                    home.media(),
                    home.time().newLoop("wire"),
                    new InetSocketAddress(InetAddress.ofLiteral(PEER), 9000),
                    Optional.empty());
            return () -> {
                for (int i = 0; i < n; i++) phone.sends(type, i, payload, there);
                home.passes(Duration.ofMillis(20));
            };
        });
    }

    private static RawHost inCall(VirtualSwitch home) {
        home.phone("1001");
        RawHost peer = new RawHost(home, PEER)
                .describes(GrowthMessages.text("m=audio 9000 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n"));
        peer.calls("1001", "sip:55@switch.example");
        peer.acknowledges(peer.received("SIP/2.0 200").getLast());
        return peer;
    }

    private static void infos(String name, int largest, IntFunction<List<String>> bodies) {
        put(name, largest, ECHO, (home, n) -> {
            RawHost peer = inCall(home);
            List<String> requests = inDialog(peer, "INFO", bodies.apply(n), "application/dtmf-relay");
            return () -> requests.forEach(peer::sends);
        });
    }

    private static void within(String name, int largest, String method, String body) {
        put(name, largest, ECHO, (home, n) -> {
            RawHost peer = inCall(home);
            List<String> requests = inDialog(peer, method, Collections.nCopies(n, body), "application/sdp");
            return () -> requests.forEach(peer::sends);
        });
    }

    private static List<String> inDialog(RawHost peer, String method, List<String> bodies, String type) {
        String answer = peer.received("SIP/2.0 200").getLast();
        List<String> all = new ArrayList<>();
        for (String body : bodies) {
            int count = 20 + all.size();
            all.add(method + " sip:55@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP " + PEER + ";branch=z9hG4bKin" + count
                    + "\r\nFrom: "
                    + SipText.header(answer, "From").orElseThrow() + "\r\nTo: "
                    + SipText.header(answer, "To").orElseThrow() + "\r\nCall-ID: "
                    + SipText.header(answer, "Call-ID").orElseThrow() + "\r\nCSeq: " + count + " " + method
                    + "\r\nMax-Forwards: 70\r\nContact: <sip:1001@" + PEER + ">\r\n"
                    + (method.equals("REFER") ? "Refer-To: <sip:1@switch.example>\r\n" : "")
                    + (body.isEmpty() ? "" : "Content-Type: " + type + "\r\n") + "Content-Length: " + body.length()
                    + "\r\n\r\n" + body);
        }
        return all;
    }

    private static void put(String name, int largest, CallRouter router, Doing doing) {
        ALL.add(new Input(name, largest, VirtualSwitch.usualSettings(), router, doing));
    }

    private static String contacts(int n) {
        StringBuilder all = new StringBuilder("<sip:0@" + PEER + ">");
        for (int i = 1; i < n; i++)
            all.append(",<sip:").append(i).append('@').append(PEER).append('>');
        return all.toString();
    }
}
