package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.strowger.sip.Frames.bytes;
import static org.strowger.sip.Frames.options;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Junk;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;

/** On real sockets of the loopback interface. */
@Timeout(30)
class SipTransportsTest {

    private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration SHORT = Duration.ofMillis(200);

    private final SipLoops loops = SipLoops.start(2);
    private final BlockingQueue<WireMessage> received = new LinkedBlockingQueue<>();
    private final SipTransports transports = open(TransportLimits.DEFAULT, LOCAL);
    private final InetSocketAddress udp = bound(Transport.UDP);
    private final InetSocketAddress tcp = bound(Transport.TCP);

    private SipTransports open(TransportLimits limits, InetAddress address) {
        InetSocketAddress free = new InetSocketAddress(address, 0);
        return SipTransports.open(loops, List.of(Listener.udp(free), Listener.tcp(free)), limits, received::add);
    }

    private InetSocketAddress bound(Transport transport) {
        return bound(transports, transport);
    }

    private static InetSocketAddress bound(SipTransports transports, Transport transport) {
        return transports.listeners().stream()
                .filter(listener -> listener.transport() == transport)
                .findFirst()
                .orElseThrow()
                .bind();
    }

    @AfterEach
    void close() {
        transports.close();
        loops.close();
    }

    private WireMessage next() throws InterruptedException {
        WireMessage message = received.poll(10, TimeUnit.SECONDS);
        if (message == null) throw new AssertionError("nothing received");
        return message;
    }

    @Test
    void a_datagram_comes_in_and_its_answer_goes_back_from_the_same_port() throws Exception {
        try (DatagramSocket phone = new DatagramSocket(0, LOCAL)) {
            phone.setSoTimeout(10_000);
            byte[] request = bytes(options(""));
            phone.send(new DatagramPacket(request, request.length, udp));
            WireMessage message = next();
            assertThat(message.flow().transport()).isEqualTo(Transport.UDP);
            assertThat(message.flow().local()).isEqualTo(udp);
            assertThat(message.flow().remote().getPort()).isEqualTo(phone.getLocalPort());
            transports.sendOn(message.flow(), request, message.flow().back(), () -> {});
            DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
            phone.receive(answer);
            assertThat(answer.getPort()).isEqualTo(udp.getPort());
            assertThat(Arrays.copyOf(answer.getData(), answer.getLength())).isEqualTo(request);
        }
    }

    @Test
    void keepalives_and_other_junk_over_udp_get_no_answer_and_are_counted() throws Exception {
        try (DatagramSocket phone = new DatagramSocket(0, LOCAL)) {
            for (String junk : List.of("\r\n\r\n", "\0\0\0\0", "", "x".repeat(60_000), "GET / HTTP/1.1\r\n\r\n")) {
                byte[] frame = junk.getBytes(StandardCharsets.ISO_8859_1);
                phone.send(new DatagramPacket(frame, frame.length, udp));
            }
            byte[] request = bytes(options(""));
            phone.send(new DatagramPacket(request, request.length, udp));
            next();
            assertThat(transports.figures().junk())
                    .containsEntry(Junk.KEEPALIVE, 3L)
                    .containsEntry(Junk.NOT_SIP, 1L)
                    .containsEntry(Junk.NO_VIA, 1L);
            phone.setSoTimeout((int) SHORT.toMillis());
            assertThatThrownBy(() -> phone.receive(new DatagramPacket(new byte[100], 100)))
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void a_stream_is_cut_into_messages_however_it_arrives() throws Exception {
        try (Socket phone = new Socket(LOCAL, tcp.getPort())) {
            String one = options("Content-Length: 3\n") + "abc";
            String two = options("l: 0\n").replace("CSeq: 1 ", "CSeq: 2 ");
            byte[] both = bytes(one + two + "\n\n" + one);
            for (byte b : both) {
                phone.getOutputStream().write(b);
                phone.getOutputStream().flush();
            }
            assertThat(next().cseq()).isEqualTo(1);
            assertThat(next().cseq()).isEqualTo(2);
            assertThat(next().cseq()).isEqualTo(1);
            assertThat(phone.getInputStream().readNBytes(2)).isEqualTo(bytes("\n"));
        }
    }

    @Test
    void the_answer_goes_back_on_the_connection_of_the_request() throws Exception {
        try (Socket phone = new Socket(LOCAL, tcp.getPort())) {
            byte[] request = bytes(options("Content-Length: 0\n"));
            phone.getOutputStream().write(request);
            Flow flow = next().flow();
            transports.sendOn(flow, request, flow.back(), () -> {});
            assertThat(phone.getInputStream().readNBytes(request.length)).isEqualTo(request);
            // A request toward the same address takes the same connection.
            transports.send(request, flow.back(), () -> {});
            assertThat(phone.getInputStream().readNBytes(request.length)).isEqualTo(request);
            assertThat(transports.figures().connections()).isEqualTo(1);
            assertThat(transports.figures().opened()).isZero();
        }
    }

    @Test
    void connections_that_we_open_are_reused_and_answered_on() throws Exception {
        byte[] request = bytes(options("Content-Length: 0\n"));
        SipTransports peer = open(TransportLimits.DEFAULT, LOCAL);
        try {
            Hop hop = new Hop(Transport.TCP, bound(peer, Transport.TCP));
            for (int i = 0; i < 20; i++) transports.send(request, hop, () -> {});
            Flow flow = next().flow();
            for (int i = 1; i < 20; i++) assertThat(next().flow()).isEqualTo(flow);
            peer.sendOn(flow, request, flow.back(), () -> {});
            assertThat(next().flow().remote()).isEqualTo(hop.address());
            assertThat(transports.figures().opened()).isEqualTo(1);
        } finally {
            peer.close();
        }
    }

    @Test
    void a_refused_connection_is_told_once_for_each_frame() throws Exception {
        int port;
        try (java.net.ServerSocket taken = new java.net.ServerSocket(0, 1, LOCAL)) {
            port = taken.getLocalPort();
        }
        Hop nobody = new Hop(Transport.TCP, new InetSocketAddress(LOCAL, port));
        CountDownLatch failures = new CountDownLatch(2);
        transports.send(bytes(options("")), nobody, failures::countDown);
        transports.send(bytes(options("")), nobody, failures::countDown);
        assertThat(failures.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(transports.figures().failed()).isEqualTo(2);
        assertThat(transports.figures().connections()).isZero();
    }

    @Test
    void a_response_opens_a_connection_to_the_fallback_once_its_own_is_gone() throws Exception {
        byte[] request = bytes(options("Content-Length: 0\n"));
        Flow flow;
        try (Socket phone = new Socket(LOCAL, tcp.getPort())) {
            phone.getOutputStream().write(request);
            flow = next().flow();
        }
        while (transports.figures().connections() > 0) Thread.onSpinWait();
        transports.sendOn(flow, request, new Hop(Transport.TCP, tcp), () -> {});
        assertThat(next().flow().connection()).isNotEqualTo(flow.connection());
    }

    @Test
    void a_negative_content_length_gets_400_and_the_connection_is_closed() throws Exception {
        assertThat(answerToLast(options("Content-Length: -999\n"))).startsWith("SIP/2.0 400 ");
    }

    @Test
    void conflicting_content_lengths_get_400_and_the_connection_is_closed() throws Exception {
        assertThat(answerToLast(options("Content-Length: 13\nl: 5\n") + "There is no way to know"))
                .startsWith("SIP/2.0 400 ");
    }

    @Test
    void a_message_larger_than_we_take_gets_513_and_the_connection_is_closed() throws Exception {
        assertThat(answerToLast(options("Content-Length: 70000\n"))).startsWith("SIP/2.0 513 ");
    }

    @Test
    void what_is_not_sip_closes_the_connection() throws Exception {
        assertThat(answerToLast("\u0016\u0003\u0001")).isEmpty();
        assertThat(answerToLast("hello\n\n")).isEmpty();
        assertThat(answerToLast("x".repeat(70_000))).isEmpty();
        assertThat(received).isEmpty();
    }

    /** Everything that comes before the peer closes. */
    private String answerToLast(String message) throws IOException {
        try (Socket phone = new Socket(LOCAL, tcp.getPort())) {
            phone.setSoTimeout(10_000);
            phone.getOutputStream().write(bytes(message));
            return readAll(phone.getInputStream());
        }
    }

    private static String readAll(InputStream in) {
        StringBuilder text = new StringBuilder();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) text.append((char) b);
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("not closed; so far: " + text, e);
        } catch (IOException _) {
            // Closed with bytes of ours unread: a reset, which is as good.
        }
        return text.toString();
    }

    @Test
    void connections_over_the_limit_of_an_address_are_refused() throws Exception {
        TransportLimits one = limits(1, 1024 * 1024);
        SipTransports strict = open(one, LOCAL);
        int port = bound(strict, Transport.TCP).getPort();
        try (Socket first = new Socket(LOCAL, port)) {
            first.getOutputStream().write(bytes(options("Content-Length: 0\n")));
            next();
            try (Socket second = new Socket(LOCAL, port)) {
                second.setSoTimeout(10_000);
                assertThat(readAll(second.getInputStream())).isEmpty();
            }
            assertThat(strict.figures().refused()).isEqualTo(1);
        } finally {
            strict.close();
        }
    }

    @Test
    void a_peer_that_does_not_read_is_cut_off() throws Exception {
        SipTransports strict = open(limits(10, 64 * 1024), LOCAL);
        try (Socket phone = new Socket(LOCAL, bound(strict, Transport.TCP).getPort())) {
            phone.getOutputStream().write(bytes(options("Content-Length: 0\n")));
            Flow flow = next().flow();
            byte[] big = new byte[60_000];
            while (strict.figures().cut() == 0) strict.sendOn(flow, big, new Hop(Transport.UDP, udp), () -> {});
            assertThat(strict.figures().failed()).isPositive();
        } finally {
            strict.close();
        }
    }

    /** RFC 5626 §4.4.1: each ping is owed a pong, but not for ever. */
    @Test
    void a_peer_that_pings_and_does_not_read_is_cut_off() throws Exception {
        SipTransports strict = open(limits(10, 64 * 1024), LOCAL);
        try (Socket phone = new Socket()) {
            phone.setReceiveBufferSize(2048);
            phone.connect(
                    new InetSocketAddress(LOCAL, bound(strict, Transport.TCP).getPort()));
            byte[] pings = "\r\n\r\n".repeat(16_384).getBytes(StandardCharsets.US_ASCII);
            while (strict.figures().cut() == 0) phone.getOutputStream().write(pings);
        } catch (IOException _) {
            // Cut while we wrote: what was wanted.
        } finally {
            assertThat(strict.figures().cut()).isEqualTo(1);
            strict.close();
        }
    }

    @Test
    void each_ping_gets_its_pong() throws Exception {
        try (Socket phone = new Socket(LOCAL, tcp.getPort())) {
            phone.setSoTimeout(10_000);
            phone.getOutputStream().write("\r\n\r\n\r\n\r\n\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(phone.getInputStream().readNBytes(6)).asString().isEqualTo("\r\n\r\n\r\n");
        }
    }

    /**
     * An Error, such as a heap that is full for a moment, ends what it happened to, and the loop serves who comes next.
     */
    @Test
    void an_error_over_one_message_ends_neither_the_socket_nor_the_loop() throws Exception {
        BlockingQueue<WireMessage> survivors = new LinkedBlockingQueue<>();
        SipTransports fragile = SipTransports.open(
                loops,
                List.of(Listener.udp(new InetSocketAddress(LOCAL, 0)), Listener.tcp(new InetSocketAddress(LOCAL, 0))),
                TransportLimits.DEFAULT,
                message -> {
                    if (message.callId().equals("c1")) throw new OutOfMemoryError("made up");
                    survivors.add(message);
                });
        byte[] fatal = bytes(options("Content-Length: 0\n"));
        byte[] honest = bytes(options("Content-Length: 0\n").replace("c1", "c2"));
        try (DatagramSocket phone = new DatagramSocket(0, LOCAL);
                Socket stream = new Socket(LOCAL, bound(fragile, Transport.TCP).getPort())) {
            phone.send(new DatagramPacket(fatal, fatal.length, bound(fragile, Transport.UDP)));
            phone.send(new DatagramPacket(honest, honest.length, bound(fragile, Transport.UDP)));
            assertThat(survivors.poll(10, TimeUnit.SECONDS)).isNotNull();
            stream.getOutputStream().write(fatal);
            stream.getOutputStream().write(honest);
            assertThat(survivors.poll(10, TimeUnit.SECONDS)).isNotNull();
        } finally {
            fragile.close();
        }
    }

    @Test
    void an_error_in_a_task_or_a_timer_is_the_end_of_that_task_alone() throws Exception {
        CountDownLatch later = new CountDownLatch(2);
        var loop = loops.loops().getFirst();
        loop.execute(() -> {
            loop.schedule(Duration.ofMillis(5), () -> {
                throw new StackOverflowError("made up");
            });
            loop.schedule(Duration.ofMillis(5), later::countDown);
            loop.schedule(Duration.ofMillis(20), later::countDown);
            throw new OutOfMemoryError("made up");
        });
        assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static TransportLimits limits(int perAddress, int unsentBytes) {
        TransportLimits usual = TransportLimits.DEFAULT;
        return new TransportLimits(
                usual.connections(),
                perAddress,
                usual.opened(),
                usual.idle(),
                usual.silence(),
                usual.unprovedIdle(),
                usual.unprovedSilence(),
                usual.connect(),
                unsentBytes);
    }

    @Test
    void a_frame_over_1300_bytes_is_to_go_by_tcp() {
        assertThat(transports.transportFor(Transport.UDP, udp, 1300)).isEqualTo(Transport.UDP);
        assertThat(transports.transportFor(Transport.UDP, udp, 1301)).isEqualTo(Transport.TCP);
        assertThat(transports.transportFor(Transport.TCP, udp, 10)).isEqualTo(Transport.TCP);
    }
}
