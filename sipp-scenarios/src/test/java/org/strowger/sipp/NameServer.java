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

/**
 * A name server (RFC 1035) at a free port of 127.0.0.1. Of each domain it knows an SRV record for SIP over UDP, and the
 * address that it leads to.
 */
final class NameServer implements AutoCloseable {

    private static final int ADDRESS = 1;
    private static final int SERVICE = 33;
    private static final int ANSWER = 0x8400;
    private static final int NO_SUCH_NAME = 3;
    private static final int HEADER = 12;

    /** Domains lead to hosts of this name in them. */
    private static final String HOST = "proxy.";

    private static final String SIP_OVER_UDP = "_sip._udp.";

    private final DatagramSocket socket;
    private final Map<String, InetSocketAddress> domains;

    private NameServer(DatagramSocket socket, Map<String, InetSocketAddress> domains) {
        this.socket = socket;
        this.domains = Map.copyOf(domains);
    }

    static NameServer of(Map<String, InetSocketAddress> domains) {
        try {
            var socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            var server = new NameServer(socket, domains);
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
        boolean isService = type == SERVICE && name.startsWith(SIP_OVER_UDP);
        String domain = isService ? name.substring(SIP_OVER_UDP.length()) : "";
        InetSocketAddress service = domains.get(domain);
        return service == null ? new byte[0] : record(HOST + domain, service.getPort());
    }

    /** Priority 10, weight 10 (RFC 2782). */
    private static byte[] record(String host, int port) {
        ByteBuffer record = ByteBuffer.allocate(host.length() + 8);
        record.putShort((short) 10).putShort((short) 10).putShort((short) port);
        for (String label : host.split("\\.", -1))
            record.put((byte) label.length()).put(label.getBytes(US_ASCII));
        return record.put((byte) 0).array();
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
