package org.strowger.sipp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A name server (RFC 1035) at a free port of 127.0.0.1. Of each domain it knows an SRV record for SIP over UDP, and the
 * address that it leads to; of those that would rather have TCP a NAPTR record that says so, and one for SIP over TCP.
 */
final class NameServer implements AutoCloseable {

    private static final int ADDRESS = 1;
    private static final int SERVICE = 33;
    private static final int POINTER = 35;
    private static final int ANSWER = 0x8400;
    private static final int NO_SUCH_NAME = 3;
    private static final int HEADER = 12;

    /** Domains lead to hosts of this name in them. */
    private static final String HOST = "proxy.";

    private static final String SIP_OVER_UDP = "_sip._udp.";
    private static final String SIP_OVER_TCP = "_sip._tcp.";

    private final DatagramSocket socket;
    private final Map<String, InetSocketAddress> domains;
    private final Set<String> ratherByTcp;

    private NameServer(DatagramSocket socket, Map<String, InetSocketAddress> domains, Set<String> ratherByTcp) {
        this.socket = socket;
        this.domains = Map.copyOf(domains);
        this.ratherByTcp = Set.copyOf(ratherByTcp);
    }

    static NameServer of(Map<String, InetSocketAddress> domains) {
        return of(domains, Set.of());
    }

    /** @param ratherByTcp those of the domains that would rather be reached by TCP */
    static NameServer of(Map<String, InetSocketAddress> domains, Set<String> ratherByTcp) {
        try {
            var socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            var server = new NameServer(socket, domains, ratherByTcp);
            Thread.startVirtualThread(server::serve);
            return server;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[512], 512);
        try {
            while (true) {
                packet.setLength(512);
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException closed) {
            // that is its end
        }
    }

    private byte[] answer(ByteBuffer query) {
        int id = query.getShort(0);
        query.position(HEADER);
        String name = name(query);
        int type = query.getShort();
        query.getShort();
        byte[] question = new byte[query.position() - HEADER];
        query.get(HEADER, question);
        byte[] data = data(name, type);
        int found = data.length > 0 ? 1 : 0;
        ByteBuffer answer = ByteBuffer.allocate(512);
        answer.putShort((short) id).putShort((short) (ANSWER | (1 - found) * NO_SUCH_NAME));
        answer.putShort((short) 1).putShort((short) found).putInt(0).put(question);
        // The name of the question once more, class IN, a minute to live.
        if (found > 0)
            answer.putShort((short) (0xC000 | HEADER))
                    .putShort((short) type)
                    .putShort((short) 1)
                    .putInt(60)
                    .putShort((short) data.length)
                    .put(data);
        byte[] octets = new byte[answer.position()];
        answer.get(0, octets);
        return octets;
    }

    private byte[] data(String name, int type) {
        InetSocketAddress host = name.startsWith(HOST) ? domains.get(name.substring(HOST.length())) : null;
        if (type == ADDRESS && host != null) return host.getAddress().getAddress();
        if (type == POINTER && ratherByTcp.contains(name)) return pointer(SIP_OVER_TCP + name);
        if (type != SERVICE) return new byte[0];
        String domain = name.replaceFirst("^_sip\\._(udp|tcp)\\.", "");
        InetSocketAddress service = domains.get(domain);
        boolean isThere =
                name.startsWith(SIP_OVER_UDP) || (name.startsWith(SIP_OVER_TCP) && ratherByTcp.contains(domain));
        return service == null || !isThere ? new byte[0] : service(HOST + domain, service.getPort());
    }

    /** Priority 10, weight 10 (RFC 2782). */
    private static byte[] service(String host, int port) {
        ByteBuffer record = ByteBuffer.allocate(host.length() + 8);
        record.putShort((short) 10).putShort((short) 10).putShort((short) port);
        return named(record, host);
    }

    /** Order 10, preference 10, and no regular expression (RFC 3403 §4.1). */
    private static byte[] pointer(String services) {
        ByteBuffer record = ByteBuffer.allocate(services.length() + 17);
        record.putShort((short) 10).putShort((short) 10);
        for (String text : List.of("s", "SIP+D2T", ""))
            record.put((byte) text.length()).put(text.getBytes(US_ASCII));
        return named(record, services);
    }

    private static byte[] named(ByteBuffer record, String host) {
        for (String label : host.split("\\.", -1))
            record.put((byte) label.length()).put(label.getBytes(US_ASCII));
        record.put((byte) 0);
        byte[] octets = new byte[record.position()];
        record.get(0, octets);
        return octets;
    }

    private static String name(ByteBuffer query) {
        List<String> labels = new ArrayList<>();
        for (int length = query.get(); length > 0; length = query.get()) {
            byte[] label = new byte[length];
            query.get(label);
            labels.add(new String(label, US_ASCII).toLowerCase(Locale.ROOT));
        }
        return String.join(".", labels);
    }

    @Override
    public void close() {
        socket.close();
    }
}
