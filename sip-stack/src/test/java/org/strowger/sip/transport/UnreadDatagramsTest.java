package org.strowger.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.sip.Frames.bytes;
import static org.strowger.sip.Frames.options;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.strowger.sip.Flow;
import org.strowger.sip.Opening;
import org.strowger.sip.SipReceiver;
import org.strowger.sip.WireMessage;

/** A flood over a real socket, faster than it is read. */
@Timeout(30)
class UnreadDatagramsTest {

    private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");
    private static final String RESPONSE = """
        SIP/2.0 200 OK
        Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKours
        From: <sip:a@b>;tag=1
        To: <sip:a@b>;tag=2
        Call-ID: asked
        CSeq: 1 OPTIONS
        Content-Length: 0

        """;

    private final SipLoops loops = SipLoops.start(1);
    private final LongAdder unread = new LongAdder();
    private final LongAdder responses = new LongAdder();
    private final LongAdder ofFriend = new LongAdder();
    private final AtomicBoolean over = new AtomicBoolean();
    private int friend;

    private final class Slow implements SipReceiver {

        @Override
        public void received(WireMessage message) {
            if (unread.sum() > 0) (message.isRequest() ? ofFriend : responses).add(isExpected(message) ? 1 : 0);
            LockSupport.parkNanos(100_000);
        }

        private boolean isExpected(WireMessage message) {
            return !message.isRequest() || message.flow().remote().getPort() == friend;
        }

        @Override
        public boolean isWorthReading(Flow flow, Opening opening, long waitedNanos) {
            if (waitedNanos == 0 || flow.remote().getPort() == friend) return true;
            unread.increment();
            return false;
        }
    }

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void strangers_are_left_unread_while_what_arrives_has_to_wait_and_neither_responses_nor_others_are()
            throws Exception {
        InetSocketAddress any = new InetSocketAddress(LOCAL, 0);
        try (DatagramSocket stranger = new DatagramSocket(any);
                DatagramSocket known = new DatagramSocket(any);
                SipTransports transports =
                        SipTransports.open(loops, List.of(Listener.udp(any)), TransportLimits.DEFAULT, new Slow())) {
            friend = known.getLocalPort();
            InetSocketAddress ours = transports.listeners().getFirst().bind();
            Thread flood = Thread.ofPlatform().start(() -> {
                while (!over.get()) send(stranger, options(""), ours);
            });
            try {
                while (unread.sum() == 0 || responses.sum() == 0 || ofFriend.sum() == 0) {
                    send(stranger, RESPONSE, ours);
                    send(known, options(""), ours);
                    LockSupport.parkNanos(1_000_000);
                }
            } finally {
                over.set(true);
                flood.join();
            }
        }
    }

    @Test
    void what_is_not_worth_reading_is_left_unread_where_nothing_waits_too_by_its_first_octets() throws Exception {
        BlockingQueue<Object> told = new LinkedBlockingQueue<>();
        SipReceiver reluctant = new SipReceiver() {
            @Override
            public void received(WireMessage message) {
                told.add(message.isRequest() ? "a request" : "a response");
            }

            @Override
            public boolean isWorthReading(Flow flow, Opening opening, long waitedNanos) {
                told.add(opening);
                return false;
            }
        };
        InetSocketAddress any = new InetSocketAddress(LOCAL, 0);
        try (DatagramSocket somebody = new DatagramSocket(any);
                SipTransports transports =
                        SipTransports.open(loops, List.of(Listener.udp(any)), TransportLimits.DEFAULT, reluctant)) {
            InetSocketAddress ours = transports.listeners().getFirst().bind();
            for (String text : List.of(options(""), options("").replace("OPTIONS", "INVITE"), "INVITE", RESPONSE))
                send(somebody, text, ours);
            for (Object next : List.of(Opening.OTHER, Opening.INVITE, Opening.OTHER, "a response"))
                assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(next);
            assertThat(told).isEmpty();
        }
    }

    private static void send(DatagramSocket from, String text, InetSocketAddress to) {
        byte[] frame = bytes(text);
        try {
            from.send(new DatagramPacket(frame, frame.length, to));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
