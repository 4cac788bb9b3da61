package org.strowger.softswitch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.configuration.Configuration;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.SipReceiver;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.tls.TlsContexts;
import org.strowger.sip.tls.TlsFailure;
import org.strowger.sip.transport.ListenException;
import org.strowger.sip.transport.Listener;
import org.strowger.sip.transport.SipLoops;
import org.strowger.sip.transport.SipTransports;
import org.strowger.sip.transport.TransportLimits;

/**
 * Gets ready for connections where some may come: a question and its answer over one to ourselves, on a loop of its
 * own. What the first connection of a kind loads takes its loop for a sixth of a second otherwise, and all calls of
 * that loop wait.
 */
final class ConnectionWarmUp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWarmUp.class);
    private static final long PATIENCE_SECONDS = 5;
    private static final String LINES = """
            Via: SIP/2.0/TCP warm-up.invalid;branch=z9hG4bKwarm-up
            From: <sip:warm-up.invalid>;tag=1
            To: <sip:warm-up.invalid>;tag=2
            Call-ID: warm-up
            CSeq: 1 OPTIONS
            Max-Forwards: 0
            Content-Length: 0

            """;
    private static final byte[] QUESTION = message("OPTIONS sip:warm-up.invalid SIP/2.0");
    private static final byte[] ANSWER = message("SIP/2.0 200 OK");

    private final Thread thread;

    private ConnectionWarmUp(Thread thread) {
        this.thread = thread;
    }

    /** Begins, for what is listened for that is connected: in the clear, by TLS, or both. */
    static ConnectionWarmUp start(Configuration configuration) {
        List<Transport> transports = configuration.listeners().stream()
                .map(Configuration.Listener::transport)
                .toList();
        return new ConnectionWarmUp(
                Thread.ofVirtual().name("connection-warm-up").start(() -> greet(transports, configuration)));
    }

    /** Nothing of it is left afterwards. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void greet(List<Transport> transports, Configuration configuration) {
        if (transports.stream().anyMatch(Transport::reliable)) greet(Transport.TCP, TlsContexts.none());
        if (transports.stream().anyMatch(Transport::secure)) greetSecurely(configuration);
    }

    private static void greetSecurely(Configuration configuration) {
        try {
            greet(
                    Transport.TLS,
                    TlsContexts.load(Certificates.settings(configuration).trustingAnybody()));
        } catch (TlsFailure e) {
            LOG.debug("not warmed up for TLS: {}", e.getMessage());
        }
    }

    private static void greet(Transport transport, TlsContexts tls) {
        Listener listener =
                new Listener(transport, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty());
        Greeting greeting = new Greeting();
        try (SipLoops loops = SipLoops.start(1);
                SipTransports network =
                        SipTransports.open(loops, List.of(listener), TransportLimits.DEFAULT, tls, greeting)) {
            greeting.begin(
                    network, new Hop(transport, network.listeners().getFirst().bind()));
        } catch (ListenException e) {
            LOG.debug("not warmed up for connections: {}", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] message(String first) {
        return (first + "\n" + LINES).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Answers what it asks. */
    private static final class Greeting implements SipReceiver {

        private final AtomicReference<SipNetwork> network = new AtomicReference<>();
        private final CountDownLatch over = new CountDownLatch(1);

        void begin(SipNetwork ours, Hop toOurselves) throws InterruptedException {
            network.set(ours);
            ours.send(QUESTION, toOurselves, over::countDown);
            if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) LOG.debug("no answer from {}", toOurselves);
        }

        @Override
        public void received(WireMessage message) {
            Optional<SipNetwork> ours = Optional.ofNullable(network.get()).filter(_ -> message.isRequest());
            if (ours.isPresent())
                ours.get().sendOn(message.flow(), ANSWER, Hop.forResponseTo(message), over::countDown);
            else over.countDown();
        }
    }
}
