package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.sip.Frames.bytes;
import static org.strowger.sip.Frames.options;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.strowger.sip.Flow;
import org.strowger.sip.SipReceiver;
import org.strowger.sip.WireMessage;

/** Of connections of one loop, on real sockets, none is read for long while another has something to say. */
@Timeout(30)
class TurnsOfConnectionsTest {

    private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");
    /** What there is room for in a socket that nobody reads. */
    private static final int ROOM = 60_000;

    private final SipLoops loops = SipLoops.start(1);
    /** The ports that messages have come from. */
    private final BlockingQueue<Integer> senders = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void a_connection_that_has_much_to_say_is_read_in_turns_with_others() throws Exception {
        byte[] message = bytes(options("Content-Length: 0\n"));
        InetSocketAddress any = new InetSocketAddress(LOCAL, 0);
        try (SipTransports transports = SipTransports.open(
                        loops,
                        List.of(Listener.tcp(any)),
                        TransportLimits.DEFAULT,
                        read -> senders.add(read.flow().remote().getPort()));
                Socket talker = said(transports, message);
                Socket other = said(transports, message)) {
            CountDownLatch both = new CountDownLatch(1);
            loops.loops().getFirst().execute(() -> await(both));
            int many = ROOM / message.length;
            for (int i = 0; i < many; i++) talker.getOutputStream().write(message);
            other.getOutputStream().write(message);
            both.countDown();
            int before = 0;
            while (next() != other.getLocalPort()) before++;
            assertThat(before).isLessThanOrEqualTo(ConnectionOptions.MOST_AT_ONCE / message.length);
            for (int i = before; i < many; i++) assertThat(next()).isEqualTo(talker.getLocalPort());
        }
    }

    /** Who floods by a connection took a read of 16 kB in each turn of the loop, all of which was dropped. */
    @Test
    void what_is_sent_by_who_has_spent_what_he_may_ask_stays_in_his_socket_for_a_while() throws Exception {
        byte[] message = bytes(options("Content-Length: 0\n"));
        InetSocketAddress any = new InetSocketAddress(LOCAL, 0);
        var spender = new Spender();
        try (SipTransports transports =
                        SipTransports.open(loops, List.of(Listener.tcp(any)), TransportLimits.DEFAULT, spender);
                Socket talker = said(transports, message)) {
            int many = ROOM / message.length;
            CountDownLatch all = new CountDownLatch(1);
            loops.loops().getFirst().execute(() -> await(all));
            for (int i = 0; i < many; i++) talker.getOutputStream().write(message);
            spender.spent = true;
            all.countDown();
            assertThat(spender.readMeanwhile.get(10, TimeUnit.SECONDS)).isZero();
            for (int i = 0; i < many; i++) assertThat(next()).isEqualTo(talker.getLocalPort());
        }
    }

    /** Somebody who may ask for nothing more from a moment on. */
    private final class Spender implements SipReceiver {
        private final CompletableFuture<Integer> readMeanwhile = new CompletableFuture<>();
        private volatile boolean spent;
        private int read;

        @Override
        public void received(WireMessage message) {
            read++;
            senders.add(message.flow().remote().getPort());
        }

        @Override
        public boolean hasSpent(Flow flow) {
            if (!spent) return false;
            if (!readMeanwhile.isDone()) lookLater(read);
            return true;
        }

        /** By a timer of the loop that is due before the one that ends the rest, however late both are. */
        private void lookLater(int before) {
            loops.loops()
                    .getFirst()
                    .schedule(ReadingRest.REST.dividedBy(2), () -> readMeanwhile.complete(read - before));
        }
    }

    /** A connection that has been read once. */
    private Socket said(SipTransports transports, byte[] message) throws Exception {
        InetSocketAddress ours = transports.listeners().getFirst().bind();
        Socket socket = new Socket(ours.getAddress(), ours.getPort());
        socket.getOutputStream().write(message);
        assertThat(next()).isEqualTo(socket.getLocalPort());
        return socket;
    }

    private int next() throws InterruptedException {
        Integer port = senders.poll(10, TimeUnit.SECONDS);
        if (port == null) throw new AssertionError("nothing received");
        return port;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
