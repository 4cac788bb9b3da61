package org.strowger.sip.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A WebSocket client that sends octets as a test has written them. */
final class BareWebSocket implements AutoCloseable {

    static final String REQUEST = """
        GET / HTTP/1.1
        Host: x
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Protocol: sip
        Sec-WebSocket-Version: 13

        """.replace("\n", "\r\n");

    /** A frame as it came. */
    static final class Frame {
        private final int opcode;
        private final byte[] payload;

        private Frame(int opcode, byte[] payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        int opcode() {
            return opcode;
        }

        byte[] payload() {
            return payload;
        }

        String text() {
            return new String(payload, UTF_8);
        }

        int status() {
            return (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        }
    }

    private final Socket socket;
    private final DataInputStream in;

    private BareWebSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
    }

    /** Connected, with nothing said. */
    static BareWebSocket silent(InetSocketAddress to) throws IOException {
        return new BareWebSocket(new Socket(to.getAddress(), to.getPort()));
    }

    /** Connected, its handshake done. */
    static BareWebSocket open(InetSocketAddress to) throws IOException {
        return over(new Socket(to.getAddress(), to.getPort()));
    }

    /** The same on a socket that there is. */
    static BareWebSocket over(Socket socket) throws IOException {
        BareWebSocket opened = new BareWebSocket(socket);
        opened.send(REQUEST.getBytes(UTF_8));
        String answer = opened.head();
        if (!answer.startsWith("HTTP/1.1 101 ")) throw new IOException(answer);
        return opened;
    }

    BareWebSocket send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    BareWebSocket send(String text) throws IOException {
        return send(text.getBytes(UTF_8));
    }

    /** Up to the empty line. */
    String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith("\r\n\r\n")) head.write(in.readByte());
        return head.toString(UTF_8);
    }

    /** All that comes until the other side closes. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), UTF_8);
    }

    Frame next() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length > 127) throw new IOException("a server doesn't mask");
        if (length == 126) length = in.readUnsignedShort();
        else if (length == 127) length = (int) in.readLong();
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(first & 0x0F, payload);
    }

    /** Whether the other side closes, in so many words or none. */
    boolean isClosed() throws IOException {
        try {
            while (true) next();
        } catch (EOFException _) {
            return true;
        }
    }

    int localPort() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
