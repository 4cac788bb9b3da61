package org.strowger.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.dns.HopResolver;
import org.strowger.sip.message.SipUri;
import org.strowger.sip.transport.TransportRegistry;

/**
 * The DNS of a network in memory: names that a test has given to addresses, and addresses themselves. Answers at once,
 * on any thread.
 */
final class TestNames implements HopResolver {

    private final Map<String, InetAddress> names = new ConcurrentHashMap<>();

    void name(String host, InetAddress at) {
        names.put(host, at);
    }

    @Override
    public CompletionStage<List<Hop>> resolve(SipUri uri) {
        int port = uri.port().orElse(5060);
        Transport transport =
                uri.transport().flatMap(TransportRegistry::available).orElse(Transport.USUAL);
        try {
            InetAddress known = names.get(uri.host());
            InetAddress at = known != null ? known : InetAddress.ofLiteral(uri.host());
            return CompletableFuture.completedFuture(List.of(new Hop(transport, new InetSocketAddress(at, port))));
        } catch (IllegalArgumentException _) {
            return CompletableFuture.completedFuture(List.of());
        }
    }
}
