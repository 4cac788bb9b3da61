package org.strowger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * rtpengine forwarding in user space, its calls set up over its ng protocol: bencoded dictionaries behind a cookie,
 * over UDP.
 */
final class RtpengineRelay implements Relay {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final Pattern AUDIO = Pattern.compile("m=audio (\\d+) ");

    private final Process process;
    private final InetSocketAddress controlAddress;
    private final List<Integer> ports = new ArrayList<>();
    private int cookie;

    private RtpengineRelay(Process process, InetSocketAddress controlAddress) {
        this.process = process;
        this.controlAddress = controlAddress;
    }

    static Relay start(Path directory, int calls, int firstPeer) {
        InetSocketAddress controlAddress = freeAddress();
        var command = List.of(
                "rtpengine",
                "--config-file=none",
                "--table=-1",
                "--foreground",
                "--log-stderr",
                "--log-level=4",
                "--interface=127.0.0.1",
                "--listen-ng=127.0.0.1:" + controlAddress.getPort(),
                "--port-min=" + ProcessRelay.FIRST_PORT,
                "--port-max=" + ProcessRelay.LAST_PORT,
                "--timeout=3600",
                "--silent-timeout=3600",
                "--pidfile=" + directory.resolve("rtpengine.pid"));
        var relay = new RtpengineRelay(SippLoad.start(command, directory.resolve("rtpengine.log")), controlAddress);
        try (var control = new DatagramSocket()) {
            control.setSoTimeout(500);
            relay.ask(control, Map.of("command", "ping"));
            for (int i = 0; i < calls; i++) relay.call(control, i, firstPeer + 4 * i);
        } catch (IOException e) {
            relay.close();
            throw new UncheckedIOException("rtpengine: see " + directory.resolve("rtpengine.log"), e);
        }
        return relay;
    }

    private static InetSocketAddress freeAddress() {
        try (var probe = new DatagramSocket(new InetSocketAddress(HERE, 0))) {
            return new InetSocketAddress(HERE, probe.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void call(DatagramSocket control, int number, int peer) throws IOException {
        var members = new TreeMap<>(Map.of("call-id", "bench-" + number, "from-tag", "a", "ICE", "remove"));
        members.putAll(Map.of("command", "offer", "sdp", sdp(peer)));
        int toOther = port(ask(control, members));
        members.putAll(Map.of("command", "answer", "to-tag", "b", "sdp", sdp(peer + 2)));
        ports.add(port(ask(control, members)));
        ports.add(toOther);
    }

    private static String sdp(int port) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port
                + " RTP/AVP 0\r\na=sendrecv\r\n";
    }

    private static int port(String reply) throws IOException {
        Matcher found = AUDIO.matcher(reply);
        if (!found.find()) throw new IOException("rtpengine answers: " + reply);
        return Integer.parseInt(found.group(1));
    }

    private String ask(DatagramSocket control, Map<String, String> members) throws IOException {
        String mine = "c" + ++cookie;
        byte[] request = (mine + " " + bencoded(members)).getBytes(StandardCharsets.UTF_8);
        byte[] reply = new byte[8192];
        for (int attempt = 0; attempt < 10; attempt++) {
            control.send(new DatagramPacket(request, request.length, controlAddress));
            String text = received(control, reply);
            if (text.startsWith(mine + " ")) return text;
        }
        throw new IOException("rtpengine does not answer");
    }

    /** Empty if there is none: it may still be starting. */
    private static String received(DatagramSocket control, byte[] reply) throws IOException {
        var packet = new DatagramPacket(reply, reply.length);
        try {
            control.receive(packet);
        } catch (SocketTimeoutException e) {
            return "";
        }
        return new String(reply, 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private static String bencoded(Map<String, String> members) {
        var text = new StringBuilder("d");
        new TreeMap<>(members)
                .forEach((key, value) -> text.append(bencoded(key)).append(bencoded(value)));
        return text.append('e').toString();
    }

    private static String bencoded(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length + ":" + value;
    }

    @Override
    public String name() {
        return "rtpengine";
    }

    @Override
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public List<Integer> ports() {
        return ports;
    }

    @Override
    public void close() {
        process.destroy();
        SippLoad.end(process, Duration.ofSeconds(5));
    }
}
