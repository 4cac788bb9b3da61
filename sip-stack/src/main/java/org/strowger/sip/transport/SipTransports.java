package org.strowger.sip.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.SipNetworkFigures;
import org.strowger.sip.SipReceiver;
import org.strowger.sip.Transport;
import org.strowger.sip.tls.TlsContexts;

/**
 * SIP over real sockets: each transport that is available, on any number of addresses, IPv4 and IPv6. What arrives goes
 * to the receiver on the socket's loop.
 *
 * {@snippet :
 * SipLoops loops = SipLoops.start(2);
 * var address = new InetSocketAddress("127.0.0.1", 5060);
 * SipTransports transports = SipTransports.open(
 *         loops, List.of(Listener.udp(address), Listener.tcp(address)), TransportLimits.DEFAULT, System.out::println);
 * }
 */
public final class SipTransports implements SipNetwork, AutoCloseable {

    private final SipLoops loops;
    private final Intake intake;
    private final List<SocketTransport> transports = new ArrayList<>();
    private final TransportDispatch dispatch;

    private SipTransports(
            SipLoops loops, List<Listener> wanted, TransportLimits limits, TlsContexts tls, SipReceiver receiver) {
        this.loops = loops;
        this.intake = new Intake(receiver);
        for (TransportProvider provider : TransportRegistry.providers())
            transports.add(provider.open(loops, limits, tls, intake));
        this.dispatch = new TransportDispatch(transports, intake::failed);
        try {
            for (Listener listener : wanted) listen(listener);
        } catch (ListenException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens all sockets, or none.
     *
     * @param loops where sockets are read; not closed by {@link #close}
     * @throws ListenException if one can't be opened
     */
    public static SipTransports open(
            SipLoops loops, List<Listener> listeners, TransportLimits limits, SipReceiver receiver) {
        return open(loops, listeners, limits, TlsContexts.none(), receiver);
    }

    /**
     * The same with what is secured.
     *
     * @param tls who we are and whom we trust
     * @throws ListenException if a socket can't be opened, or something secured is listened for and there is no
     *     certificate to show
     */
    public static SipTransports open(
            SipLoops loops, List<Listener> listeners, TransportLimits limits, TlsContexts tls, SipReceiver receiver) {
        return new SipTransports(loops, listeners, limits, tls, receiver);
    }

    private void listen(Listener listener) {
        for (SocketTransport transport : transports)
            if (transport.kind() == listener.transport()) transport.listen(listener);
    }

    /** Where we listen, with the ports that the kernel gave where 0 was asked for. */
    public List<Listener> listeners() {
        return transports.stream()
                .flatMap(transport -> transport.listeners().stream())
                .toList();
    }

    /** What has been done so far. */
    public SipNetworkFigures figures() {
        return intake.figures(
                transports.stream().mapToInt(SipTransport::connections).sum());
    }

    @Override
    public InetSocketAddress localFor(Hop hop) {
        return dispatch.localFor(hop);
    }

    @Override
    public InetSocketAddress ownFor(Hop hop) {
        return dispatch.ownFor(hop);
    }

    @Override
    public Transport transportFor(Transport wanted, InetSocketAddress remote, int frameLength) {
        return dispatch.transportFor(wanted, remote, frameLength);
    }

    @Override
    public void send(byte[] frame, Hop hop, Runnable onFailure) {
        dispatch.send(frame, hop, onFailure);
    }

    @Override
    public void sendOn(Flow flow, byte[] frame, Hop fallback, Runnable onFailure) {
        dispatch.sendOn(flow, frame, fallback, onFailure);
    }

    @Override
    public Duration backlog() {
        return dispatch.backlog();
    }

    @Override
    public boolean stands(Flow flow) {
        return dispatch.stands(flow);
    }

    @Override
    public void prove(Flow flow) {
        dispatch.prove(flow);
    }

    /** Closes all sockets, so that their ports are free afterwards; what waits to be sent is dropped. */
    @Override
    public void close() {
        for (SipTransport transport : transports) transport.close();
        loops.settle();
    }
}
