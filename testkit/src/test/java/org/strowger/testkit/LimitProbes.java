package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.strowger.call.Call;
import org.strowger.call.event.LegEvent;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.directory.RegistrarSettings;
import org.strowger.sip.source.SourceSettings;
import org.strowger.testkit.LimitsTable.Limit;
import org.strowger.transaction.TransactionSettings;

/** Tries the bounds of {@code docs/limits.md} on the wire: each at its bound, where it passes, and one above it. */
final class LimitProbes {

    /** Tries a bound. */
    @FunctionalInterface
    interface Probe {
        void tries(Limit limit) throws Exception;
    }

    private static final String PEER = "198.51.100.7";
    private static final String AUDIO = "m=audio 4000 RTP/AVP 0\r\n";
    private static final String CRYPTO =
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj\r\n";
    private static final String NOBODY_THERE = "";

    /** By what the table calls them. */
    static final Map<String, Probe> ALL = new LinkedHashMap<>();

    static {
        ALL.put("a message", single("200", NOBODY_THERE, LimitProbes::ofOctets));
        ALL.put("a Request-URI", single("200", "414", n -> to("sip:" + "1".repeat(n - 19) + "@switch.example")));
        ALL.put(
                "parameters of a URI or an address",
                single("200", "400", n -> to("sip:switch.example" + ";a".repeat(n))));
        ALL.put(
                "an element of a list of addresses or Vias",
                single("200", "400", n -> options("Contact: <sip:" + "a".repeat(n - 8) + "@b>")));
        ALL.put(
                "addresses of a line",
                single("200", "400", n -> options("Route: " + String.join(",", Collections.nCopies(n, "<sip:a@b>")))));
        ALL.put("header lines of a message", single("200", "400", LimitProbes::withLines));
        ALL.put("a header's value", single("200", "400", n -> options("X-Long: " + "a".repeat(n))));
        ALL.put("Vias of a message", single("200", "400", LimitProbes::withVias));
        ALL.put("requests of an address that has proved nothing", limit -> answered(limit.bound() * 2, 1, _ -> false));
        ALL.put("requests of an address that is known", limit -> answered(limit.bound() * 2, 1, _ -> true));
        ALL.put("requests of an account", LimitProbes::ofAnAccount);
        ALL.put("requests of all that have proved nothing", limit -> answered(limit.bound() * 2, 20, _ -> false));
        ALL.put("wrong credentials of an address", LimitProbes::guesses);
        ALL.put("wrong credentials for an account", LimitProbes::guessesFromEverywhere);
        ALL.put("calls at once", LimitProbes::callsAtOnce);
        ALL.put("a session description", offer(LimitProbes::descriptionOf));
        ALL.put("a line of a session description", offer(n -> sdp(AUDIO + "a=" + "x".repeat(n - 2) + "\r\n")));
        ALL.put("m= lines of a session description", offer(n -> sdp(AUDIO.repeat(n))));
        ALL.put("formats of an m= line", offer(n -> sdp("m=audio 4000 RTP/AVP" + " 0".repeat(n) + "\r\n")));
        ALL.put("attributes of a medium", offer(n -> sdp(AUDIO + "a=x:y\r\n".repeat(n))));
        ALL.put("a=crypto lines of a medium", offer(n -> sdp(AUDIO + CRYPTO.repeat(n))));
        ALL.put("other lines of a medium", offer(n -> sdp(AUDIO + "b=AS:64\r\n".repeat(n))));
        ALL.put("an INFO's body that is read for digits", LimitProbes::infoBody);
    }

    private LimitProbes() {}

    // One message, which is taken or not.

    private static Probe single(String within, String beyond, IntFunction<String> message) {
        return limit -> {
            try (VirtualSwitch home = home()) {
                assertThat(status(home, message.apply((int) limit.bound())))
                        .as("at the bound")
                        .isEqualTo(within);
                assertThat(status(home, message.apply((int) limit.bound() + 1)))
                        .as("above it")
                        .isEqualTo(beyond);
                if (!beyond.isEmpty()) assertThat(limit.gets()).contains(beyond);
                assertThat(status(home, options())).as("afterwards").isEqualTo("200");
            }
        };
    }

    static VirtualSwitch home() {
        return new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    }

    /** What it is answered with; empty if it isn't. */
    private static String status(VirtualSwitch home, String message) {
        int before = home.trace().size();
        String branch = "z9hG4bK" + before;
        new RawHost(home, PEER, 5060 + before)
                .sends(message.replace("z9hG4bKhere", branch).replace("call-here", branch));
        return home.trace().stream() // of what is sent: a host takes no response with several Vias (RFC 3261 §8.1.3.3)
                .skip(before)
                .filter(line -> line.contains(" switch -> raw-"))
                .map(line -> line.replaceFirst(".* SIP/2.0 (\\d+) .*", "$1"))
                .findFirst()
                .orElse(NOBODY_THERE);
    }

    /** An OPTIONS of seven header lines and these. */
    private static String options(String... lines) {
        String more = lines.length == 0 ? "" : String.join("\n", lines) + "\n";
        return "OPTIONS sip:switch.example SIP/2.0\nVia: SIP/2.0/UDP " + PEER + ";rport;branch=z9hG4bKhere\n"
                + "From: <sip:a@switch.example>;tag=a\nTo: <sip:switch.example>\nCall-ID: call-here\nCSeq: 1 OPTIONS\n"
                + "Max-Forwards: 70\n" + more + "Content-Length: 0\n\n";
    }

    private static String to(String uri) {
        return options().replace("OPTIONS sip:switch.example ", "OPTIONS " + uri + " ");
    }

    private static String ofOctets(int octets) {
        String bare = options().replace("z9hG4bKhere", "z9hG4bK0").replace("call-here", "z9hG4bK0");
        String head = bare.replace("Content-Length: 0\n\n", "Content-Type: text/plain\nContent-Length: 00000\n\n");
        int length = octets - head.replace("\n", "\r\n").length();
        return head.replace("00000", String.format("%05d", length)) + "x".repeat(length);
    }

    private static String withLines(int lines) {
        return options(Collections.nCopies(lines - 7, "X-Line: a").toArray(String[]::new));
    }

    private static String withVias(int vias) {
        return options("Via: "
                + String.join(", ", Collections.nCopies(vias - 1, "SIP/2.0/UDP 192.0.2.99;branch=z9hG4bKfurther")));
    }

    // Session descriptions.

    private static Probe offer(IntFunction<String> description) {
        return limit -> {
            assertThat(offered(description.apply((int) limit.bound())))
                    .as("at the bound")
                    .isEqualTo("INVITE 200");
            assertThat(offered(description.apply((int) limit.bound() + 1)))
                    .as("above it")
                    .isEqualTo("INVITE 488");
        };
    }

    private static String offered(String description) {
        try (VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.always(Call::echo))) {
            home.phone("1001");
            return new WirePhone(home, "1001", PEER).calls("55", description).status();
        }
    }

    private static String sdp(String media) {
        return "v=0\r\no=- 1 1 IN IP4 " + PEER + "\r\ns=-\r\nc=IN IP4 " + PEER + "\r\nt=0 0\r\n" + media;
    }

    private static String descriptionOf(int octets) {
        String line = "a=x:" + "y".repeat(194) + "\r\n"; // 200 octets
        String most = sdp(AUDIO + line.repeat((octets - 400) / line.length()));
        return most + "a=" + "z".repeat(octets - most.length() - 4) + "\r\n";
    }

    // Budgets.

    /** All at once from so many addresses. */
    private static void answered(long within, int addresses, Predicate<InetAddress> known) {
        SourceSettings usual = SourceSettings.DEFAULT;
        var settings = new SourceSettings(
                usual.requests(),
                usual.knownRequests(),
                usual.accountRequests(),
                usual.accountAtOnce(),
                usual.strangersRequests(),
                usual.failures(),
                usual.accountFailures(),
                usual.ban(),
                known,
                usual.scanners());
        try (VirtualSwitch home =
                new VirtualSwitch(1, VirtualSwitch.usualSettings().sources(settings), Programs.dialUsers())) {
            List<RawPeer> peers = new ArrayList<>();
            for (int i = 0; i < addresses; i++) peers.add(new RawPeer(home, "198.51.100." + (10 + i)));
            for (long i = 0; i <= within; i++) {
                RawPeer peer = peers.get((int) (i % addresses));
                peer.posts(peer.request("OPTIONS", "sip:switch.example", "<sip:switch.example>"));
            }
            home.settle();
            assertThat(peers.stream().mapToInt(peer -> peer.heard().size()).sum())
                    .isEqualTo((int) within);
        }
    }

    private static void ofAnAccount(Limit limit) {
        try (VirtualSwitch home = home()) {
            home.phone("1001");
            RawHost peer = new RawHost(home, PEER).registers("1001").forgets();
            for (long i = 0; i <= limit.bound() * 2; i++)
                peer.asks("OPTIONS", "sip:switch.example", "<sip:1001@switch.example>", "<sip:switch.example>");
            assertThat(peer.received("SIP/2.0 200")).hasSize((int) limit.bound() * 2);
        }
    }

    private static void guesses(Limit limit) {
        try (VirtualSwitch home = home()) {
            home.phone("1001");
            RawHost peer = new RawHost(home, PEER);
            for (int i = 0; i < limit.bound(); i++)
                assertThat(guess(peer)).as("guess %d", i).isEqualTo(403);
            assertThat(guess(peer)).as("one more").isZero();
            assertThat(home.exchange().sources().figures().bans()).isOne();
        }
    }

    private static int guess(RawHost peer) {
        peer.forgets();
        String aor = "<sip:1001@switch.example>";
        peer.asksAs("1001", "wrong", "REGISTER", "sip:switch.example", aor, aor);
        return peer.status();
    }

    /** None of them is banned; beyond the bound right credentials from there don't count either. */
    private static void guessesFromEverywhere(Limit limit) {
        try (VirtualSwitch home = home()) {
            home.phone("1001");
            int each = 5;
            for (int i = 0; i < limit.bound() / each; i++) {
                RawHost peer = new RawHost(home, "198.51.100." + (20 + i));
                for (int j = 0; j < each; j++) assertThat(guess(peer)).isEqualTo(403);
            }
            assertThat(new RawHost(home, PEER).registers("1001").status()).isEqualTo(403);
            home.passes(Duration.ofMinutes(1));
            assertThat(new RawHost(home, PEER, 5061).registers("1001").status()).isEqualTo(200);
        }
    }

    /**
     * The bound of the table is compared with the configuration; what becomes of one call too many is the same for a
     * smaller one.
     */
    private static void callsAtOnce(Limit limit) {
        int few = 3;
        try (VirtualSwitch home = new VirtualSwitch(1, few(few), Programs.always(Call::echo))) {
            for (int i = 0; i <= few; i++) home.phone("100" + i);
            for (int i = 0; i < few; i++) assertThat(called(home, i).status()).isEqualTo(200);
            RawHost one = called(home, few);
            assertThat(one.status()).isEqualTo(503);
            assertThat(one.received("SIP/2.0 503").getFirst()).contains("Retry-After: ");
            assertThat(limit.gets()).isEqualTo("503 with Retry-After");
        }
    }

    private static ExchangeSettings few(int calls) {
        return new ExchangeSettings(
                "Strowger/test",
                TransactionSettings.RFC_3261,
                ExchangeSettings.Callers.AUTHENTICATED,
                calls,
                Duration.ofMillis(800),
                Duration.ofSeconds(5),
                new RegistrarSettings(Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofHours(2)),
                Duration.ofMinutes(5),
                List.of());
    }

    private static RawHost called(VirtualSwitch home, int i) {
        return new RawHost(home, "198.51.100." + (10 + i)).calls("100" + i, "sip:55@switch.example");
    }

    private static void infoBody(Limit limit) {
        assertThat(digits((int) limit.bound())).isEqualTo(1);
        assertThat(digits((int) limit.bound() + 1)).isZero();
    }

    /** How many digits are heard of an INFO with a body of so many octets. */
    private static long digits(int octets) {
        try (VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.always(Call::echo))) {
            home.phone("1001");
            RawHost peer = new RawHost(home, PEER).calls("1001", "sip:55@switch.example");
            String answer = peer.received("SIP/2.0 200").getLast();
            String body = "Signal=5\r\nDuration=160\r\nX=";
            body += "x".repeat(octets - body.length());
            peer.sends("INFO sip:55@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP " + PEER + ";branch=z9hG4bKinfo\r\nFrom: "
                    + SipText.header(answer, "From").orElseThrow() + "\r\nTo: "
                    + SipText.header(answer, "To").orElseThrow() + "\r\nCall-ID: "
                    + SipText.header(answer, "Call-ID").orElseThrow()
                    + "\r\n"
                    + "CSeq: 20 INFO\r\n"
                    + "Max-Forwards: 70\r\n"
                    + "Content-Type: application/dtmf-relay\r\n"
                    + "Content-Length: "
                    + octets + "\r\n\r\n" + body);
            assertThat(peer.status()).isEqualTo(200);
            return home.events().stream()
                    .filter(event -> event.what() instanceof LegEvent.DigitPressed)
                    .count();
        }
    }
}
