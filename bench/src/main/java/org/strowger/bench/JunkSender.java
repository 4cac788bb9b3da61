package org.strowger.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Sends what nobody asked for at a rate, from many addresses of the loopback, and reads nothing of what comes back. */
final class JunkSender implements AutoCloseable {

    private static final int SOURCES = 10_000;
    private static final long TURN_NANOS = 1_000_000;

    private final List<DatagramChannel> sources = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(1);
    private final InetSocketAddress target;
    private final int rate;
    private final Thread thread = Thread.ofPlatform().name("junk").unstarted(this::run);
    private volatile boolean running = true;
    private long sent;

    JunkSender(int port, int rate) {
        this.target = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        this.rate = rate;
        try {
            for (int i = 0; i < SOURCES; i++) {
                var source = DatagramChannel.open();
                source.bind(new InetSocketAddress(
                        InetAddress.ofLiteral("127." + (100 + i / 5000) + "." + i / 250 % 20 + "." + (1 + i % 250)),
                        0));
                source.configureBlocking(false);
                sources.add(source);
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("10,000 sockets need as many descriptors: ulimit -n", e);
        }
    }

    JunkSender start() {
        thread.start();
        return this;
    }

    long sent() {
        return sent;
    }

    private void run() {
        long began = System.nanoTime();
        while (running) {
            long due = (System.nanoTime() - began) * rate / 1_000_000_000;
            while (sent < due && running) one();
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    private void one() {
        int number = (int) sent++;
        try {
            sources.get(number % SOURCES).send(ByteBuffer.wrap(junk(number)), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] junk(int number) {
        return switch (number / SOURCES % 4) {
            case 0 -> bytes();
            case 1 -> request("INVITE", number, "");
            case 2 -> request("REGISTER", number, "");
            default ->
                request(
                        "REGISTER",
                        number,
                        "Authorization: Digest"
                                + " username=\"2000\",realm=\"bench.example\",nonce=\"invented\",uri=\"sip:bench.example\",response=\"0123456789abcdef0123456789abcdef\",algorithm=MD5\r\n");
        };
    }

    private byte[] bytes() {
        byte[] some = new byte[20 + random.nextInt(400)];
        random.nextBytes(some);
        return some;
    }

    private static byte[] request(String method, int number, String more) {
        String text = method + " sip:" + number
                + "@bench.example SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;rport;branch=z9hG4bKj" + number
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:2000@bench.example>;tag=" + number
                + "\r\nTo: <sip:2000@bench.example>\r\nCall-ID: junk-" + number + "\r\nCSeq: 1 " + method
                + "\r\nContact: <sip:2000@192.0.2.1>\r\n" + more + "Content-Length: 0\r\n\r\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
            for (DatagramChannel source : sources) source.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
