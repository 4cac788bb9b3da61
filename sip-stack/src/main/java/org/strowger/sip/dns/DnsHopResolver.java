package org.strowger.sip.dns;

import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.HostsFileEntriesResolver;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.message.NumericHost;
import org.strowger.sip.message.SipUri;
import org.strowger.sip.transport.SipLoops;
import org.strowger.sip.transport.TransportRegistry;

/**
 * RFC 3263 without NAPTR: numeric hosts at once; a name with a port by A and AAAA; a name without one by SRV, and by A
 * and AAAA where there is no SRV. {@code /etc/hosts} counts first, so {@code localhost} works. Where the URI names no
 * transport, SRV is asked for each that is available, in turn. Answers are kept as long as they say; what doesn't exist
 * for {@value #NEGATIVE_SECONDS} s.
 */
public final class DnsHopResolver implements HopResolver, AutoCloseable {

    private static final int NEGATIVE_SECONDS = 30;
    private static final int LONGEST_SECONDS = 3600;
    private static final int QUERY_MILLIS = 2000;
    private static final int LAST_PORT = 65_535;
    private static final String NOBODYS = ".invalid";
    /** Of SRV targets, so that a zone can't make us ask without end. */
    private static final int MOST_TARGETS = 8;

    /** Asked for in turn where a URI names none: what isn't secured is wanted only where {@code sips:} says so. */
    private static final List<Transport> PLAIN = TransportRegistry.available().stream()
            .filter(transport -> transport.canCall() && !transport.secure())
            .toList();

    private final DnsNameResolver resolver;
    private final ServiceCache services = new ServiceCache();

    private DnsHopResolver(DnsNameResolverBuilder builder) {
        this.resolver = builder.datagramChannelType(NioDatagramChannel.class)
                .queryTimeoutMillis(QUERY_MILLIS)
                .negativeTtl(NEGATIVE_SECONDS)
                .ttl(1, LONGEST_SECONDS)
                .build();
    }

    /** Asks the name servers of the host; sockets are read on one of the loops. */
    public static DnsHopResolver open(SipLoops loops) {
        return new DnsHopResolver(new DnsNameResolverBuilder(loops.nearest()));
    }

    /** Asks these name servers, in turn. */
    public static DnsHopResolver open(SipLoops loops, List<InetSocketAddress> nameServers) {
        return new DnsHopResolver(new DnsNameResolverBuilder(loops.nearest())
                .nameServerProvider(new SequentialDnsServerAddressStreamProvider(nameServers)));
    }

    @Override
    public CompletionStage<List<Hop>> resolve(SipUri uri) {
        String target = uri.maddr().orElse(uri.host());
        Optional<Transport> wanted = transport(uri);
        // RFC 7118 §5: what is reached by a WebSocket is no place, and a name that nobody can have (RFC 6761 §6.4)
        // is nothing to bother servers with.
        if (wanted.isEmpty()
                || !wanted.get().canCall()
                || isNobodys(target)
                || uri.port().orElse(0) > LAST_PORT) return CompletableFuture.completedFuture(List.of());
        Transport transport = wanted.get();
        CompletionStage<List<Hop>> found = find(uri, target, transport);
        if (!transport.secure() || NumericHost.parse(uri.host()).isPresent()) return found;
        Optional<String> domain = Optional.of(uri.host().toLowerCase(Locale.ROOT));
        return found.thenApply(hops -> hops.stream()
                .map(hop -> new Hop(hop.transport(), hop.address(), domain))
                .toList());
    }

    private CompletionStage<List<Hop>> find(SipUri uri, String target, Transport transport) {
        int port = uri.port().orElse(transport.defaultPort());
        Optional<InetAddress> numeric = NumericHost.parse(target);
        if (numeric.isPresent()) return CompletableFuture.completedFuture(List.of(hop(transport, numeric.get(), port)));
        if (uri.port().isPresent() || isLocal(target)) return addresses(target, transport, port);
        boolean open = uri.transport().isEmpty() && !uri.isSecure();
        return firstServices(target, open ? PLAIN : List.of(transport))
                .thenCompose(found -> found.isEmpty() ? addresses(target, transport, port) : done(found));
    }

    /** Closes the sockets; questions asked after that find nothing. */
    @Override
    public void close() {
        resolver.close();
    }

    private static CompletionStage<List<Hop>> done(List<Hop> hops) {
        return CompletableFuture.completedFuture(hops);
    }

    private static Hop hop(Transport transport, InetAddress address, int port) {
        return new Hop(transport, new InetSocketAddress(address, port));
    }

    /** Empty for a transport that nobody has heard of. */
    private static Optional<Transport> transport(SipUri uri) {
        Optional<String> name = uri.transport();
        Optional<Transport> named =
                name.isEmpty() ? Optional.of(Transport.USUAL) : TransportRegistry.available(name.get());
        return uri.isSecure() ? named.map(Transport::secured) : named;
    }

    private static boolean isNobodys(String host) {
        return host.toLowerCase(Locale.ROOT).endsWith(NOBODYS);
    }

    private static boolean isLocal(String host) {
        return host.equalsIgnoreCase("localhost")
                || HostsFileEntriesResolver.DEFAULT.address(host, ResolvedAddressTypes.IPV4_PREFERRED) != null;
    }

    private CompletionStage<List<Hop>> addresses(String host, Transport transport, int port) {
        CompletableFuture<List<Hop>> hops = new CompletableFuture<>();
        resolver.resolveAll(host).addListener((Future<List<InetAddress>> result) -> {
            List<InetAddress> found = result.isSuccess() ? result.getNow() : List.of();
            hops.complete(
                    found.stream().map(address -> hop(transport, address, port)).toList());
        });
        return hops;
    }

    /** Of the first of the transports for which there are any. */
    private CompletionStage<List<Hop>> firstServices(String domain, List<Transport> transports) {
        return services(domain, transports.getFirst())
                .thenCompose(found -> found.isEmpty() && transports.size() > 1
                        ? firstServices(domain, transports.subList(1, transports.size()))
                        : done(found));
    }

    private CompletionStage<List<Hop>> services(String domain, Transport transport) {
        String name = transport.service() + domain.toLowerCase(Locale.ROOT) + ".";
        CompletionStage<List<Hop>> all = done(List.of());
        return records(name).thenCompose(records -> {
            CompletionStage<List<Hop>> hops = all;
            List<ServiceRecord> ordered = ServiceRecord.ordered(records, ThreadLocalRandom.current());
            for (ServiceRecord record : ordered.subList(0, Math.min(MOST_TARGETS, ordered.size())))
                hops = hops.thenCombine(addresses(record.target(), transport, record.port()), DnsHopResolver::joined);
            return hops;
        });
    }

    private static List<Hop> joined(List<Hop> first, List<Hop> second) {
        List<Hop> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private CompletionStage<List<ServiceRecord>> records(String name) {
        Optional<List<ServiceRecord>> kept = services.get(name);
        if (kept.isPresent()) return CompletableFuture.completedFuture(kept.get());
        CompletableFuture<List<ServiceRecord>> records = new CompletableFuture<>();
        resolver.resolveAll(new DefaultDnsQuestion(name, DnsRecordType.SRV))
                .addListener((Future<List<DnsRecord>> result) -> {
                    List<DnsRecord> answer = result.isSuccess() ? result.getNow() : List.of();
                    records.complete(keep(name, answer));
                });
        return records;
    }

    private List<ServiceRecord> keep(String name, List<DnsRecord> answer) {
        List<ServiceRecord> found = new ArrayList<>();
        long seconds = answer.isEmpty() ? NEGATIVE_SECONDS : LONGEST_SECONDS;
        for (DnsRecord record : answer) {
            seconds = Math.min(seconds, record.timeToLive());
            ServiceRecord.of(record).ifPresent(found::add);
            ReferenceCountUtil.release(record);
        }
        services.put(name, found, seconds);
        return found;
    }
}
