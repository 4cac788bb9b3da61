package org.strowger.cli;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.strowger.sip.transport.Addresses;

/**
 * Both ends of the calls of a rehearsal: callers that call, hear the answer and hang up, and a callee that takes
 * everything, but for calls to somebody's phones, which it sends on. What the JVM notes of them (JEP 515) spares a
 * switch that has just started most of its learning while calls already come in.
 */
final class RehearsedCalls implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 2_000;
    private static final int LARGEST = 65_535;
    private static final String SDP = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 127.0.0.1",
            "s=-",
            "c=IN IP4 127.0.0.1",
            "t=0 0",
            "m=audio 9 RTP/AVP 8 0 101",
            "a=rtpmap:8 PCMA/8000",
            "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-16",
            "a=sendrecv",
            "");

    /** In the contact of a phone that sends calls on, to the number that is in this callee's own Contact. */
    private static final String SENDS_ON = ";phone=";

    private final DatagramSocket callee;

    /** A callee on a free port of this address. */
    RehearsedCalls(InetSocketAddress address) throws IOException {
        callee = new DatagramSocket(address);
        Thread.ofPlatform().name("rehearsal-callee").daemon().start(this::answer);
    }

    int port() {
        return callee.getLocalPort();
    }

    /** So many phones of an account, all of which send calls on. */
    String contacts(String user, int phones) {
        return IntStream.range(0, phones)
                .mapToObj(phone -> "<sip:" + user + "@127.0.0.1:" + port() + SENDS_ON + phone + ">")
                .collect(Collectors.joining(","));
    }

    /** Makes so many calls to a number of the switch, some at once. */
    void make(int calls, int atOnce, InetSocketAddress sip, String number) throws InterruptedException {
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < atOnce; caller++) {
            String name = "caller" + caller + "-" + number;
            callers.add(Thread.ofPlatform().name(name).daemon().start(() -> call(calls / atOnce, name, sip, number)));
        }
        for (Thread caller : callers) caller.join();
    }

    private static void call(int calls, String name, InetSocketAddress sip, String number) {
        try (DatagramSocket socket = new DatagramSocket(0, sip.getAddress())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            Caller caller = new Caller(socket, sip, "sip:" + number + "@" + Addresses.text(sip));
            for (int i = 0; i < calls; i++) caller.call(name + "-" + i);
        } catch (IOException e) {
            System.out.println("a rehearsed call failed: " + e);
        }
    }

    /** One who calls. */
    private record Caller(DatagramSocket socket, InetSocketAddress sip, String uri) {

        void call(String id) throws IOException {
            send(request("INVITE", 1, id, "", SDP));
            String answer = finalResponse();
            String tag = tagOf(header(answer, "To"));
            send(request("ACK", 1, id, tag, ""));
            send(request("BYE", 2, id, tag, ""));
            finalResponse();
        }

        private String finalResponse() throws IOException {
            String response = receive(socket).text();
            while (response.startsWith("SIP/2.0 1")) response = receive(socket).text();
            if (!response.startsWith("SIP/2.0 200"))
                throw new IOException(response.lines().findFirst().orElse(""));
            return response;
        }

        private String request(String method, int cseq, String id, String tag, String body) {
            String here = Addresses.text(new InetSocketAddress(sip.getAddress(), socket.getLocalPort()));
            return message(
                    body,
                    method + " " + uri + " SIP/2.0",
                    "Via: SIP/2.0/UDP " + here + ";branch=z9hG4bK-" + id + method + ";rport",
                    "Max-Forwards: 70",
                    "From: \"Rehearsal\" <sip:rehearsal@" + here + ">;tag=" + id,
                    "To: <" + uri + ">" + tag,
                    "Call-ID: " + id,
                    "CSeq: " + cseq + " " + method,
                    "Contact: <sip:rehearsal@" + here + ">",
                    "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE",
                    "Supported: replaces, timer",
                    "User-Agent: Rehearsal");
        }

        private void send(String message) throws IOException {
            RehearsedCalls.send(socket, message, sip);
        }
    }

    private record Datagram(String text, InetSocketAddress from) {}

    private void answer() {
        try {
            while (!callee.isClosed()) answer(receive(callee));
        } catch (IOException closed) {
            // the rehearsal is over
        }
    }

    private void answer(Datagram datagram) throws IOException {
        String request = datagram.text();
        if (request.startsWith("INVITE ")
                && request.lines().findFirst().orElse("").contains(SENDS_ON))
            send(callee, response(request, "302 Moved Temporarily", ""), datagram.from());
        else if (request.startsWith("INVITE ")) {
            send(callee, response(request, "180 Ringing", ""), datagram.from());
            send(callee, response(request, "200 OK", SDP), datagram.from());
        } else if (!request.startsWith("ACK ")) send(callee, response(request, "200 OK", ""), datagram.from());
    }

    private String response(String request, String status, String body) {
        String to = header(request, "To");
        return message(
                body,
                "SIP/2.0 " + status,
                "Via: " + header(request, "Via"),
                "From: " + header(request, "From"),
                "To: " + to + (tagOf(to).isEmpty() ? ";tag=callee" : ""),
                "Call-ID: " + header(request, "Call-ID"),
                "CSeq: " + header(request, "CSeq"),
                "Contact: <sip:2000@127.0.0.1:" + port() + ">",
                "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS",
                "User-Agent: Rehearsal");
    }

    private static String message(String body, String... lines) {
        String type = body.isEmpty() ? "" : "Content-Type: application/sdp\r\n";
        return String.join("\r\n", lines) + "\r\n" + type + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String header(String message, String name) {
        int start = message.indexOf("\r\n" + name + ": ") + name.length() + 4;
        return message.substring(start, message.indexOf("\r\n", start));
    }

    private static String tagOf(String address) {
        int tag = address.indexOf(";tag=");
        return tag < 0 ? "" : address.substring(tag);
    }

    private static void send(DatagramSocket socket, String message, InetSocketAddress to) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static Datagram receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(packet);
        String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
        return new Datagram(text, (InetSocketAddress) packet.getSocketAddress());
    }

    @Override
    public void close() {
        callee.close(); // which ends the thread that answers
    }
}
