package org.strowger.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.strowger.sip.transport.Addresses;

/**
 * What strangers send to a switch that can be reached from everywhere: noise, calls and registrations that nobody
 * knows. A switch that has just started has to turn all of it away as cheaply as one that has run for a day, or the
 * calls beside it wait.
 */
final class RehearsedStrangers {

    private static final int SOURCES = 100;
    private static final int AT_ONCE = 50;
    private static final long PAUSE_NANOS = 2_000_000;

    private final SplittableRandom random = new SplittableRandom(1);
    private final InetSocketAddress sip;

    RehearsedStrangers(InetSocketAddress sip) {
        this.sip = sip;
    }

    /** Sends so many messages, and waits for no answer. Does nothing where loopback has one address only. */
    void send(int messages) throws IOException {
        List<DatagramChannel> sources = new ArrayList<>();
        try {
            for (int i = 0; i < SOURCES; i++) {
                DatagramChannel source = DatagramChannel.open();
                sources.add(source);
                source.configureBlocking(false);
                source.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 9, (byte) (1 + i)}), 0));
            }
            for (int i = 0; i < messages; i++) {
                sources.get(i % SOURCES).send(ByteBuffer.wrap(message(i)), sip);
                if (i % AT_ONCE == 0) LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            System.out.println("no strangers were rehearsed: " + e);
        } finally {
            for (DatagramChannel source : sources) source.close();
        }
    }

    private byte[] message(int number) {
        return switch (number % 4) {
            case 0 -> noise();
            case 1 -> request("INVITE", number, "");
            case 2 -> request("REGISTER", number, "");
            default ->
                request(
                        "REGISTER",
                        number,
                        "Authorization: Digest"
                                + " username=\"1001\",realm=\"127.0.0.1\",nonce=\"invented\",uri=\"sip:127.0.0.1\",response=\""
                                + "0".repeat(32) + "\",algorithm=MD5\r\n");
        };
    }

    private byte[] noise() {
        byte[] some = new byte[20 + random.nextInt(400)];
        random.nextBytes(some);
        return some;
    }

    private byte[] request(String method, int number, String more) {
        String ours = Addresses.text(sip);
        return String.join(
                        "\r\n",
                        method + " sip:" + number + "@" + ours + " SIP/2.0",
                        "Via: SIP/2.0/UDP 192.0.2.1;rport;branch=z9hG4bK-stranger-" + number,
                        "Max-Forwards: 70",
                        "From: <sip:1001@" + ours + ">;tag=" + number,
                        "To: <sip:1001@" + ours + ">",
                        "Call-ID: stranger-" + number,
                        "CSeq: 1 " + method,
                        "Contact: <sip:1001@192.0.2.1>",
                        more + "Content-Length: 0",
                        "",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
