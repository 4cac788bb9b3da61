package org.strowger.softswitch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import javax.sip.address.SipURI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.sip.Hop;
import org.strowger.sip.HopResolver;
import org.strowger.sip.Transport;

/**
 * Where a URI leads by its addresses (RFC 3263 §4.2, A and AAAA): a numeric host at once, a name by the host's own resolver on a virtual
 * thread of its own, so that no loop ever waits for DNS.
 */
final class NameResolver implements HopResolver {

    private static final Logger LOG = LoggerFactory.getLogger(NameResolver.class);

    @Override
    public CompletionStage<List<Hop>> resolve(SipURI uri) {
        String host = uri.getMAddrParam() == null ? uri.getHost() : uri.getMAddrParam();
        Transport transport = transport(uri);
        int port = uri.getPort() > 0 ? uri.getPort() : transport.defaultPort();
        try {
            InetAddress numeric = InetAddress.ofLiteral(withoutBrackets(host));
            return CompletableFuture.completedFuture(List.of(new Hop(transport, new InetSocketAddress(numeric, port))));
        } catch (IllegalArgumentException name) {
            CompletableFuture<List<Hop>> hops = new CompletableFuture<>();
            Thread.ofVirtual().name("dns").start(() -> hops.complete(lookUp(host, transport, port)));
            return hops;
        }
    }

    private static List<Hop> lookUp(String host, Transport transport, int port) {
        try {
            return Stream.of(InetAddress.getAllByName(host))
                    .map(address -> new Hop(transport, new InetSocketAddress(address, port)))
                    .toList();
        } catch (UnknownHostException | SecurityException e) {
            LOG.atInfo().log("the host {} can't be looked up", host);
            return List.of();
        }
    }

    private static Transport transport(SipURI uri) {
        String wanted = uri.getTransportParam();
        if (wanted == null) return uri.isSecure() ? Transport.TLS : Transport.UDP;
        for (Transport transport : Transport.values())
            if (transport.parameter().equals(wanted.toLowerCase(Locale.ROOT))) return transport;
        return Transport.UDP;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
