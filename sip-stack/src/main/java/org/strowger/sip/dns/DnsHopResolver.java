package org.strowger.sip.dns;

import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.HostsFileEntriesResolver;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.message.NumericHost;
import org.strowger.sip.message.SipUri;
import org.strowger.sip.transport.SipLoops;
import org.strowger.sip.transport.TransportRegistry;

/**
 * RFC 3263: numeric hosts at once; a name with a port by A and AAAA; a name without one by SRV, and by A and AAAA where
 * there is no SRV. {@code /etc/hosts} counts first, so {@code localhost} works. Where the URI names no transport, the
 * domain is asked by NAPTR which ones it would like; where it says nothing, SRV is asked for each that is available, in
 * turn. Answers are kept as long as they say; what doesn't exist for {@value KnownRecords#NEGATIVE_SECONDS} s.
 */
public final class DnsHopResolver implements HopResolver, AutoCloseable {

    private static final int QUERY_MILLIS = 2000;
    private static final int LAST_PORT = 65_535;
    private static final String NOBODYS = ".invalid";
    /** Of SRV targets, so that a zone can't make us ask without end. */
    private static final int MOST_TARGETS = 8;

    /** Of NAPTR records, for the same reason. */
    private static final int MOST_POINTERS = 4;

    /** Asked for in turn where a URI names none: what is secured is wanted only where {@code sips:} says so. */
    private final List<Transport> plain;
    /** What {@code sips:} may lead to, and {@code sip:} as well where the domain would have it so. */
    private final List<Transport> secure;

    private final DnsNameResolver resolver;
    private final KnownRecords<ServiceRecord> services;
    private final KnownRecords<AuthorityPointer> pointers;

    private DnsHopResolver(DnsNameResolverBuilder builder, Collection<Transport> carried) {
        List<Transport> calling = TransportRegistry.available().stream()
                .filter(transport -> transport.canCall() && carried.contains(transport))
                .toList();
        this.plain = calling.stream().filter(transport -> !transport.secure()).toList();
        this.secure = calling.stream().filter(Transport::secure).toList();
        this.resolver = builder.datagramChannelType(NioDatagramChannel.class)
                .queryTimeoutMillis(QUERY_MILLIS)
                .negativeTtl(KnownRecords.NEGATIVE_SECONDS)
                .ttl(1, KnownRecords.LONGEST_SECONDS)
                .build();
        this.services = new KnownRecords<>(resolver, DnsRecordType.SRV, ServiceRecord::of);
        this.pointers = new KnownRecords<>(resolver, DnsRecordType.NAPTR, AuthorityPointer::of);
    }

    /**
     * Asks name servers; sockets are read on one of the loops.
     *
     * @param carried what may be sent by: where a domain has several ways to be reached, no other one is taken
     * @param nameServers asked in turn; those of the host if there are none
     */
    public static DnsHopResolver open(
            SipLoops loops, Collection<Transport> carried, List<InetSocketAddress> nameServers) {
        var builder = new DnsNameResolverBuilder(loops.nearest());
        if (!nameServers.isEmpty())
            builder.nameServerProvider(new SequentialDnsServerAddressStreamProvider(nameServers));
        return new DnsHopResolver(builder, carried);
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
        CompletionStage<List<Hop>> found = find(uri, target, wanted.get());
        if (NumericHost.parse(uri.host()).isPresent()) return found;
        Optional<String> domain = Optional.of(uri.host().toLowerCase(Locale.ROOT));
        return found.thenApply(hops -> hops.stream()
                .map(hop -> hop.transport().secure() ? new Hop(hop.transport(), hop.address(), domain) : hop)
                .toList());
    }

    private CompletionStage<List<Hop>> find(SipUri uri, String target, Transport transport) {
        int port = uri.port().orElse(transport.defaultPort());
        Optional<InetAddress> numeric = NumericHost.parse(target);
        if (numeric.isPresent()) return CompletableFuture.completedFuture(List.of(hop(transport, numeric.get(), port)));
        if (uri.port().isPresent() || isLocal(target)) return addresses(target, transport, port);
        CompletionStage<List<Hop>> services = uri.transport().isPresent()
                ? services(target, transport)
                : wanted(target, uri.isSecure() ? List.of() : plain, transport);
        return services.thenCompose(found -> found.isEmpty() ? addresses(target, transport, port) : done(found));
    }

    /**
     * By what the domain would like, if it says so, and by the usual ones otherwise.
     *
     * @param open what may be used besides what is secured
     */
    private CompletionStage<List<Hop>> wanted(String target, List<Transport> open, Transport usual) {
        List<Transport> all = Stream.concat(open.stream(), secure.stream()).toList();
        return pointers.of(fullName(target))
                .thenCompose(found -> pointed(AuthorityPointer.choices(found, all)))
                .thenCompose(found ->
                        found.isEmpty() ? firstServices(target, open.isEmpty() ? List.of(usual) : open) : done(found));
    }

    /** Of all of them, in their order: where the first doesn't answer, the next is tried. */
    private CompletionStage<List<Hop>> pointed(List<AuthorityPointer.Choice> choices) {
        CompletionStage<List<Hop>> hops = done(List.of());
        for (AuthorityPointer.Choice choice : choices.subList(0, Math.min(MOST_POINTERS, choices.size())))
            hops = hops.thenCombine(servicesOf(choice.services(), choice.transport()), DnsHopResolver::joined);
        return hops;
    }

    private static String fullName(String host) {
        return host.toLowerCase(Locale.ROOT) + ".";
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
        return servicesOf(transport.service() + fullName(domain), transport);
    }

    private CompletionStage<List<Hop>> servicesOf(String name, Transport transport) {
        CompletionStage<List<Hop>> all = done(List.of());
        return services.of(name).thenCompose(records -> {
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
}
