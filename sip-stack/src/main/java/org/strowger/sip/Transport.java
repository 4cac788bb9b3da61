package org.strowger.sip;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a way to carry SIP messages is, whoever carries them: its names, its port, what it delivers (RFC 3261 §18, RFC
 * 7118). There is one object for each, and two are the same only if they are one. Those below are the ones that RFCs
 * have named; which of them we can carry, and which others, is what the registry of transports says.
 */
public final class Transport {

    /** What a sender may rely on. */
    private enum Delivery {
        DATAGRAMS,
        CONNECTIONS,
        /** Connections that only the other side can open. */
        CONNECTIONS_TO_US
    }

    /** RFC 5246 over TCP, RFC 3261 §26.2.1. */
    public static final Transport TLS = secureConnections("TLS", 5061, "_sips._tcp.");
    /** WebSocket over TLS (RFC 7118); URIs call it {@code ws}, too. */
    public static final Transport WSS = webSocket("WSS", 443, "_sips._wss.", null);
    /** RFC 3261 §18. */
    public static final Transport TCP = connections("TCP", 5060, "_sip._tcp.", TLS);
    /** WebSocket (RFC 7118). */
    public static final Transport WS = webSocket("WS", 80, "_sip._ws.", WSS);
    /** RFC 3261 §18. */
    public static final Transport UDP =
            new Transport("UDP", "udp", 5060, Delivery.DATAGRAMS, "_sip._udp.", TLS, Optional.of(TCP));

    /** What a {@code sip:} URI means that names none (RFC 3261 §19.1.1). */
    public static final Transport USUAL = UDP;

    private final String name;
    private final String parameter;
    private final String uriParameter;
    private final int defaultPort;
    private final Delivery delivery;
    private final String service;
    /** Null for itself. */
    private final @Nullable Transport secured;

    private final Optional<Transport> forLong;

    private Transport(
            String name,
            String uriParameter,
            int defaultPort,
            Delivery delivery,
            String service,
            @Nullable Transport secured,
            Optional<Transport> forLong) {
        this.name = name;
        this.parameter = name.toLowerCase(Locale.ROOT);
        this.uriParameter = uriParameter;
        this.defaultPort = defaultPort;
        this.delivery = delivery;
        this.service = service;
        this.secured = secured;
        this.forLong = forLong;
    }

    /**
     * One more, by connections that anybody on the way can read.
     *
     * @param name as Via writes it, in capitals
     * @param defaultPort 1 to 65535
     * @param service what stands before the domain where SRV is asked for, with a dot behind it
     * @param secured what {@code sips:} makes of it
     */
    public static Transport connections(String name, int defaultPort, String service, Transport secured) {
        return connections(name, defaultPort, service, Optional.of(secured));
    }

    /** The same by connections that nobody on the way can read: fit for {@code sips:} as they are. */
    public static Transport secureConnections(String name, int defaultPort, String service) {
        return connections(name, defaultPort, service, Optional.empty());
    }

    private static Transport connections(String name, int defaultPort, String service, Optional<Transport> secured) {
        String parameter = name.toLowerCase(Locale.ROOT);
        return new Transport(
                name, parameter, defaultPort, Delivery.CONNECTIONS, service, secured.orElse(null), Optional.empty());
    }

    /** RFC 7118 §5.2.2: one word for both in URIs. Only browsers, and what is like them, open these. */
    private static Transport webSocket(String name, int defaultPort, String service, @Nullable Transport secured) {
        return new Transport(name, "ws", defaultPort, Delivery.CONNECTIONS_TO_US, service, secured, Optional.empty());
    }

    /** As Via writes it. */
    public String name() {
        return name;
    }

    /** The port where a URI or Via names none (RFC 3261 §19.1.2, RFC 7118 §5.3). */
    public int defaultPort() {
        return defaultPort;
    }

    /**
     * Whether the transport delivers what it accepts, so that transactions need not retransmit. All that do so go by
     * connections: each is a flow of its own, which proves that the peer gets what is sent to its address, and which
     * may be gone. What isn't reliable goes by datagrams.
     */
    public boolean reliable() {
        return delivery != Delivery.DATAGRAMS;
    }

    /**
     * Whether we can send to an address that nobody has come to us from. By a WebSocket we can't: a browser listens
     * nowhere, so that its peer is reached on the connection that it has opened, and not at all once that is gone
     * (RFC 7118 §5).
     */
    public boolean canCall() {
        return delivery != Delivery.CONNECTIONS_TO_US;
    }

    /** Whether nobody on the way can read it. */
    public boolean secure() {
        return secured == null;
    }

    /**
     * What {@code sips:} makes of it (RFC 3261 §26.2.2: with transport=tcp it is TLS over TCP); itself if it is secure.
     */
    public Transport secured() {
        return secured == null ? this : secured;
    }

    /** What is to carry a request instead that is too long for a datagram (RFC 3261 §18.1.1). */
    public Optional<Transport> forLong() {
        return forLong;
    }

    /** What stands before a domain where SRV is asked for it (RFC 3263 §4.1), with a dot behind it. */
    public String service() {
        return service;
    }

    /** What a NAPTR record calls it (RFC 3263 §4.1): {@code SIP+D2U}, {@code SIPS+D2T}. */
    public String pointerService() {
        int dot = service.indexOf('.');
        return service.substring(1, dot).toUpperCase(Locale.ROOT) + "+D2"
                + Character.toUpperCase(service.charAt(dot + 2));
    }

    /** As a listener and a trunk of the configuration name it, and URIs that we read. */
    public String parameter() {
        return parameter;
    }

    /** What a {@code sip:} URI has to say; empty for what it means anyway. WSS is {@code ws} there. */
    public Optional<String> uriParameter() {
        return this == USUAL ? Optional.empty() : Optional.of(uriParameter);
    }

    @Override
    public String toString() {
        return name;
    }
}
