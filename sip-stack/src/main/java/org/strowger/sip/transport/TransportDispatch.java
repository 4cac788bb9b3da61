package org.strowger.sip.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.Transport;

/** Hands each message to the transport that its hop or flow names. Any thread. */
public final class TransportDispatch implements SipNetwork {

    /** RFC 3261 §18.1.1: within 200 bytes of an MTU that nobody knows, which is taken as 1500. */
    private static final int LONGEST_DATAGRAM = 1300;

    /** A handful, so that looking through them is quicker than any map. */
    private final SipTransport[] transports;

    private final Consumer<Runnable> nowhere;

    /**
     * Among these.
     *
     * @param nowhere given the {@code onFailure} of what names none of them
     */
    public TransportDispatch(List<? extends SipTransport> transports, Consumer<Runnable> nowhere) {
        this.nowhere = nowhere;
        this.transports = transports.toArray(SipTransport[]::new);
    }

    /** Null if it isn't there. */
    private @Nullable SipTransport of(Transport kind) {
        for (SipTransport transport : transports) if (transport.kind() == kind) return transport;
        return null;
    }

    private SipTransport toward(Hop hop) {
        SipTransport transport = of(hop.transport());
        if (transport == null) throw new NoListenerException(hop);
        return transport;
    }

    @Override
    public InetSocketAddress localFor(Hop hop) {
        return toward(hop).localFor(hop.address());
    }

    @Override
    public InetSocketAddress ownFor(Hop hop) {
        return toward(hop).ownFor(hop.address());
    }

    @Override
    public Transport transportFor(Transport wanted, InetSocketAddress remote, int frameLength) {
        if (frameLength <= LONGEST_DATAGRAM) return wanted;
        Optional<Transport> other = wanted.forLong();
        SipTransport there = other.isPresent() ? of(other.get()) : null;
        return there != null && there.reaches(remote.getAddress()) ? there.kind() : wanted;
    }

    @Override
    public void send(byte[] frame, Hop hop, Runnable onFailure) {
        SipTransport transport = of(hop.transport());
        if (transport == null) nowhere.accept(onFailure);
        else transport.send(frame, hop, onFailure);
    }

    @Override
    public void sendOn(Flow flow, byte[] frame, Hop fallback, Runnable onFailure) {
        SipTransport transport = of(flow.transport());
        if (transport == null || !transport.sendOn(flow, frame, onFailure)) send(frame, fallback, onFailure);
    }

    @Override
    public Duration backlog() {
        long longest = 0;
        for (SipTransport transport : transports) longest = Math.max(longest, transport.backlogNanos());
        return Duration.ofNanos(longest);
    }

    @Override
    public boolean stands(Flow flow) {
        SipTransport transport = of(flow.transport());
        return transport != null && transport.stands(flow);
    }

    @Override
    public void prove(Flow flow) {
        SipTransport transport = of(flow.transport());
        if (transport != null) transport.prove(flow);
    }
}
