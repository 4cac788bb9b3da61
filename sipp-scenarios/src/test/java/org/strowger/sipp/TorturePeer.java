package org.strowger.sipp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends over UDP from, and listens at, every port that the top Vias of RFC 4475 name. */
final class TorturePeer implements AutoCloseable {

    static final String ADDRESS = "127.0.4.1";
    private static final int[] PORTS = {5060, 5070, 6050, 19823};

    private final InetSocketAddress target;
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final Selector selector;
    private int probes;

    TorturePeer(int switchPort) {
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), switchPort);
        try {
            selector = Selector.open();
            for (int port : PORTS) {
                var channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), port));
                channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
                channels.add(channel);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends from the first port. */
    void send(byte[] message) {
        try {
            channels.getFirst().send(ByteBuffer.wrap(message), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first final response with this Call-ID that arrives anywhere within the time. */
    Optional<String> finalResponse(Optional<String> callId, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            for (String message : arrivals(Duration.ofMillis(20)))
                if (isFinal(message) && TortureMessage.callId(message).equals(callId)) return Optional.of(message);
        }
        return Optional.empty();
    }

    /** Whether the switch still answers. */
    boolean switchAnswersOptions() {
        String callId = "probe-" + ++probes + "@" + ADDRESS;
        send("""
                OPTIONS sip:office.example SIP/2.0\r
                Via: SIP/2.0/UDP %s:5060;branch=z9hG4bK-probe-%d;rport\r
                Max-Forwards: 70\r
                From: <sip:probe@%s>;tag=probe\r
                To: <sip:office.example>\r
                Call-ID: %s\r
                CSeq: 1 OPTIONS\r
                Content-Length: 0\r
                \r
                """.formatted(ADDRESS, probes, ADDRESS, callId).getBytes(ISO_8859_1));
        return finalResponse(Optional.of(callId), Duration.ofSeconds(3))
                .filter(response -> status(response) == 200)
                .isPresent();
    }

    /** The code of a response. */
    static int status(String response) {
        return Integer.parseInt(response.substring(8, 11));
    }

    private static boolean isFinal(String message) {
        return message.startsWith("SIP/2.0 ") && message.charAt(8) != '1';
    }

    private List<String> arrivals(Duration limit) {
        try {
            selector.select(limit.toMillis());
            selector.selectedKeys().clear();
            var messages = new ArrayList<String>();
            var buffer = ByteBuffer.allocate(65_536);
            for (DatagramChannel channel : channels)
                while (channel.receive(buffer.clear()) != null)
                    messages.add(new String(buffer.array(), 0, buffer.position(), ISO_8859_1));
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (DatagramChannel channel : channels) channel.close();
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
