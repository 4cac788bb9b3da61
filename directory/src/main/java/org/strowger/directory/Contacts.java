package org.strowger.directory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.message.SipUri;
import org.strowger.sip.transport.TransportRegistry;

/**
 * The ways to registered contacts. Who registers says where we send, so a contact leads only to where its REGISTER came
 * from, or into a network that the configuration names: no contact makes us call a carrier or knock at a host of the
 * inner network. So names in contacts are never looked up, and {@code maddr} means nothing.
 */
public final class Contacts {

    private Contacts() {}

    /**
     * The way to a contact; empty for one that is none: the registrar refuses such, but a store filled by others may
     * hold them.
     *
     * @param name of the account
     * @param trusted networks where contacts may lead, wherever they were registered from
     */
    public static Optional<Target> target(String name, Binding binding, String domain, Networks trusted) {
        Optional<SipUri> contact = SipUri.read(binding.contact());
        if (contact.isEmpty()) return Optional.empty();
        List<SipUri> path = new ArrayList<>();
        for (String hop : binding.path()) {
            Optional<SipUri> route = SipUri.read(hop);
            if (route.isEmpty()) return Optional.empty();
            path.add(route.get());
        }
        Flow flow = binding.flow();
        boolean byFlow = flow.isConnection() || isBehindNat(binding, trusted);
        boolean toFlow = flow.isConnection() || (byFlow && path.isEmpty());
        Target target = new Target(
                name,
                contact.get(),
                SipUri.of(name, domain),
                path,
                // From the socket that it knows, and never by TCP for its length: a NAT lets nothing else in.
                toFlow ? Optional.of(flow) : Optional.empty(),
                path.isEmpty() ? Optional.of(byFlow ? flow.back() : namedHop(contact.get(), flow)) : Optional.empty());
        boolean stays = path.isEmpty() && binding.reach() == Binding.Reach.BY_FLOW;
        return Optional.of(stays ? target.stayingWhereMet() : target);
    }

    /**
     * A contact as it is once the connection that it registered on is gone, as all are when the process ends: called at
     * the address that it names, or by its Path. Empty where nothing but the connection led to it, so that its phone
     * has to come again (RFC 5626 §5.3); one by datagrams stays as it is.
     *
     * @param trusted networks where contacts may lead, wherever they were registered from
     */
    public static Optional<Binding> withoutItsConnection(Binding binding, Networks trusted) {
        Flow flow = binding.flow();
        if (!flow.isConnection()) return Optional.of(binding);
        if (flow.isOnlyWay()) return Optional.empty();
        if (!binding.path().isEmpty()) return Optional.of(binding.on(gone(flow, flow.remote())));
        if (isBehindNat(binding, trusted)) return Optional.empty();
        return binding.uri()
                .flatMap(uri -> literal(uri.host())
                        .map(host -> new InetSocketAddress(
                                host, uri.port().orElse(flow.transport().defaultPort()))))
                .map(named -> binding.on(gone(flow, named)));
    }

    private static Flow gone(Flow flow, InetSocketAddress remote) {
        return new Flow(flow.transport(), flow.local(), remote, Flow.NO_CONNECTION);
    }

    // One that names its own address is called at the port that it names.
    private static Hop namedHop(SipUri uri, Flow flow) {
        Transport transport = named(uri);
        int port = uri.port().orElse(transport.defaultPort());
        return new Hop(
                transport, new InetSocketAddress(literal(uri.host()).orElseGet(flow.remote()::getAddress), port));
    }

    /**
     * Whether a contact is somewhere else than it says, and so behind a NAT, as far as can be seen: it can be reached
     * only the way it came (RFC 3581). Whoever is in a trusted network is where he says.
     */
    public static boolean isBehindNat(Binding binding, Networks trusted) {
        if (binding.reach() == Binding.Reach.BY_FLOW) return true;
        Optional<InetAddress> named = binding.uri().map(SipUri::host).flatMap(Contacts::literal);
        if (named.isEmpty()) return true;
        return !named.get().equals(binding.flow().remote().getAddress()) && !trusted.contains(named.get());
    }

    /** What the contact asks for, where we can carry it. */
    private static Transport named(SipUri uri) {
        return uri.transport()
                .flatMap(TransportRegistry::available)
                .filter(Transport::canCall)
                .orElse(Transport.USUAL);
    }

    /** The address that a host is. Anything that isn't one in its usual form, 016.1.2.3 and 0x7f.1 too, is a name. */
    public static Optional<InetAddress> literal(String host) {
        try {
            boolean bracketed = host.startsWith("[") && host.endsWith("]");
            return Optional.of(InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
