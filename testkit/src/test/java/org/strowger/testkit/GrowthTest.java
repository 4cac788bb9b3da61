package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.call.Call;
import org.strowger.sdp.SessionDescription;

/**
 * What a stranger sends costs no more than in proportion to its size: each input of {@code docs/limits.md} at n, 2n and 4n, through the whole switch. What is
 * allocated is counted, which is the same each time; processor time, which isn't, is only held against what is far from a line. {@code bench/growth} prints both.
 */
class GrowthTest {

    private static final double MOST = 1.3; // of twice the half's cost
    private static final double FAR_FROM_A_LINE = 2.5; // something quadratic has 4
    private static final int ATTEMPTS = 6;
    private static final int ROUNDS = Integer.getInteger("growth.rounds", 5);
    private static final boolean PRINTS = ROUNDS > 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String PEER = "198.51.100.7";

    /** Something that has a size, and what is done with it in a switch that was made for it. */
    record Input(String name, int largest, Doing doing) {
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

    private record Cost(double octets, double micros) {}

    static Stream<Input> inputs() {
        return Stream.of(
                message("octets of a Request-URI", 960, n -> to("sip:" + "1".repeat(n) + "@switch.example")),
                message("parameters of a Request-URI", 64, n -> to("sip:switch.example" + ";a=b".repeat(n))),
                message("octets of a refused Request-URI", 60_000, n -> to("sip:a@b" + ";".repeat(n))),
                message("header lines", 240, n -> options("X-Line: a\n".repeat(n))),
                message("octets of a header's value", 16_000, n -> options("X-Long: " + "a".repeat(n) + "\n")),
                message("Vias", 64, n -> options("Via: " + repeated("SIP/2.0/UDP 192.0.2.9;branch=z9", n) + "\n")),
                message("routes", 120, n -> options("Route: " + repeated("<sip:a@b;lr>", n) + "\n")),
                message("parameters of a Contact", 60, n -> options("Contact: <sip:a@b" + ";c=d".repeat(n) + ">\n")),
                message("tokens of Require", 2000, n -> options("Require: " + repeated("a", n) + "\n")),
                message("octets of a body", 60_000, n -> options("Content-Type: text/plain\n", "a".repeat(n))),
                description("m= lines", 32, n -> "m=audio 9 RTP/AVP 0\r\n".repeat(n)),
                description("formats of an m= line", 120, n -> "m=audio 9 RTP/AVP" + " 0".repeat(n) + "\r\n"),
                description("attributes", 240, n -> "m=audio 9 RTP/AVP 0\r\n" + "a=x:y\r\n".repeat(n)),
                new Input("contacts of a REGISTER", 8, (home, n) -> {
                    home.phone("1001");
                    RawHost peer = new RawHost(home, PEER);
                    return () -> peer.registers("1001", "Contact: " + contacts(n));
                }),
                new Input("requests of an address", 380, (home, n) -> {
                    RawPeer peer = new RawPeer(home, PEER);
                    return () -> {
                        for (int i = 0; i < n; i++)
                            peer.posts(peer.request("OPTIONS", "sip:switch.example", "<sip:switch.example>"));
                        home.settle();
                    };
                }),
                new Input("addresses", 160, (home, n) -> {
                    RawPeer[] peers = new RawPeer[n];
                    for (int i = 0; i < n; i++) peers[i] = new RawPeer(home, "198.51.100." + (20 + i));
                    return () -> {
                        for (RawPeer peer : peers)
                            peer.posts(peer.request("OPTIONS", "sip:switch.example", "<sip:switch.example>"));
                        home.settle();
                    };
                }),
                new Input("unauthenticated INVITEs", 380, (home, n) -> {
                    RawPeer peer = new RawPeer(home, PEER);
                    return () -> {
                        for (int i = 0; i < n; i++)
                            peer.posts(peer.request("INVITE", "sip:1@switch.example", "<sip:1@switch.example>"));
                        home.settle();
                    };
                }),
                new Input("BYEs of no dialog", 380, (home, n) -> {
                    RawPeer peer = new RawPeer(home, PEER);
                    return () -> {
                        for (int i = 0; i < n; i++)
                            peer.posts(peer.request("BYE", "sip:1@switch.example", "<sip:1@switch.example>;tag=z"));
                        home.settle();
                    };
                }));
    }

    private static Input message(String name, int largest, IntFunction<String> text) {
        return new Input(name, largest, (home, n) -> {
            RawHost peer = new RawHost(home, PEER);
            String message = text.apply(n);
            return () -> peer.sends(message);
        });
    }

    private static Input description(String name, int largest, IntFunction<String> lines) {
        return new Input(name, largest, (_, n) -> {
            byte[] text = ("v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n" + lines.apply(n))
                    .getBytes(StandardCharsets.US_ASCII);
            return () -> SessionDescription.parse(text);
        });
    }

    private static String options(String lines) {
        return options(lines, "");
    }

    private static String options(String lines, String body) {
        return "OPTIONS sip:switch.example SIP/2.0\nVia: SIP/2.0/UDP " + PEER + ";branch=z9hG4bKgrowth\n"
                + "From: <sip:a@switch.example>;tag=a\nTo: <sip:switch.example>\nCall-ID: growth\nCSeq: 1 OPTIONS\n"
                + "Max-Forwards: 70\n" + lines + "Content-Length: " + body.length() + "\n\n" + body;
    }

    private static String to(String uri) {
        return options("").replace("OPTIONS sip:switch.example ", "OPTIONS " + uri + " ");
    }

    private static String repeated(String element, int times) {
        return String.join(",", Collections.nCopies(times, element));
    }

    private static String contacts(int n) {
        StringBuilder all = new StringBuilder("<sip:0@" + PEER + ">");
        for (int i = 1; i < n; i++)
            all.append(",<sip:").append(i).append('@').append(PEER).append('>');
        return all.toString();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void twice_as_much_costs_no_more_than_twice(Input input) {
        int n = input.largest / 4;
        cost(input, input.largest); // classes and caches are loaded
        cost(input, input.largest);
        double slope = Double.MAX_VALUE;
        double pace = Double.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && (slope > MOST || pace > FAR_FROM_A_LINE); attempt++) {
            Cost one = cost(input, n);
            Cost two = cost(input, 2 * n);
            Cost four = cost(input, 4 * n);
            slope = Math.min(slope, four.octets / (2 * two.octets));
            pace = Math.min(pace, four.micros / (2 * two.micros));
            if (PRINTS)
                System.out.printf(
                        "%-34s n = %6d: %8.0f µs %9.0f octets; 2n: %8.0f µs %9.0f; 4n: %8.0f µs %9.0f%n",
                        input, n, one.micros, one.octets, two.micros, two.octets, four.micros, four.octets);
        }
        assertThat(slope).as("octets allocated, of a line's").isLessThanOrEqualTo(MOST);
        assertThat(pace).as("processor time, of a line's").isLessThanOrEqualTo(FAR_FROM_A_LINE);
    }

    /** The least of several, each in a new switch. */
    private static Cost cost(Input input, int n) {
        double octets = Double.MAX_VALUE;
        double micros = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            try (VirtualSwitch home =
                    new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.always(Call::echo))) {
                Runnable measured = input.doing.of(home, n);
                long allocated = THREADS.getCurrentThreadAllocatedBytes();
                long began = THREADS.getCurrentThreadCpuTime();
                measured.run();
                micros = Math.min(micros, (THREADS.getCurrentThreadCpuTime() - began) / 1e3);
                octets = Math.min(octets, (double) (THREADS.getCurrentThreadAllocatedBytes() - allocated));
            }
        }
        return new Cost(octets, micros);
    }
}
