package org.strowger.cli;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.strowger.sip.transport.Addresses;

/**
 * A phone that registers over and over: after a restart all of a town's phones come at once, to a switch whose code
 * isn't compiled yet.
 */
final class RehearsedPhone {

    private static final int PATIENCE_MILLIS = 2_000;
    private static final int LARGEST = 65_535;

    private final InetSocketAddress sip;
    private final String user;
    private final String password;
    private String realm = "";
    private String nonce = "";
    private int uses;

    RehearsedPhone(InetSocketAddress sip, String user, String password) {
        this.sip = sip;
        this.user = user;
        this.password = password;
    }

    /** Registers so often, each time waiting for the answer; every other time as one that has begun anew, elsewhere. */
    void register(int times) {
        try (DatagramSocket socket = new DatagramSocket(0, sip.getAddress())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            for (int i = 0; i < times; i++) {
                ask(socket, i, "<sip:" + user + "@" + here(socket) + (isAnew(i) ? ";x=" + i : "") + ">");
            }
        } catch (IOException e) {
            System.out.println("no registration was rehearsed: " + e);
        }
    }

    /** Registers these contacts. */
    void register(String contacts) {
        try (DatagramSocket socket = new DatagramSocket(0, sip.getAddress())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            ask(socket, 0, contacts); // which is asked who it is
            ask(socket, 2, contacts);
        } catch (IOException e) {
            System.out.println("no contacts were rehearsed: " + e);
        }
    }

    private static boolean isAnew(int cseq) {
        return cseq % 2 == 1;
    }

    private void challenged(String answer) {
        realm = parameter(answer, "realm");
        nonce = parameter(answer, "nonce");
        uses = 0;
    }

    private static String parameter(String answer, String name) {
        int start = answer.indexOf(name + "=\"") + name.length() + 2;
        return answer.substring(start, answer.indexOf('"', start));
    }

    private String here(DatagramSocket socket) {
        return Addresses.text(new InetSocketAddress(sip.getAddress(), socket.getLocalPort()));
    }

    private void ask(DatagramSocket socket, int cseq, String contacts) throws IOException {
        byte[] request = request(here(socket), cseq, contacts).getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(request, request.length, sip));
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(packet);
        String answer = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
        if (answer.startsWith("SIP/2.0 401")) challenged(answer);
    }

    private String request(String here, int cseq, String contacts) {
        String ours = Addresses.text(sip);
        return String.join(
                "\r\n",
                "REGISTER sip:" + ours + " SIP/2.0",
                "Via: SIP/2.0/UDP " + here + ";branch=z9hG4bK-" + user + cseq + ";rport",
                "Max-Forwards: 70",
                "From: <sip:" + user + "@" + ours + ">;tag=" + user + cseq,
                "To: <sip:" + user + "@" + ours + ">",
                "Call-ID: rehearsal-" + user + (isAnew(cseq) ? cseq : ""),
                "CSeq: " + (cseq + 1) + " REGISTER",
                "Contact: " + contacts,
                "Expires: 600",
                authorization("sip:" + ours) + "User-Agent: Rehearsal",
                "Content-Length: 0",
                "",
                "");
    }

    private String authorization(String uri) {
        if (nonce.isEmpty()) return "";
        String count = "%08x".formatted(++uses);
        String response = md5(md5(user + ":" + realm + ":" + password) + ":" + nonce + ":" + count + ":c:auth:"
                + md5("REGISTER:" + uri));
        return "Authorization: Digest username=\"" + user + "\",realm=\"" + realm + "\",nonce=\"" + nonce + "\",uri=\""
                + uri + "\",qop=auth,nc=" + count + ",cnonce=\"c\",algorithm=MD5,response=\"" + response + "\"\r\n";
    }

    private static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
