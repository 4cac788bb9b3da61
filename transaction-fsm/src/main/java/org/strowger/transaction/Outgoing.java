package org.strowger.transaction;

import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import org.strowger.sip.Flow;
import org.strowger.sip.Hop;
import org.strowger.sip.Sip;
import org.strowger.sip.SipCodec;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.SipNetwork.NoListenerException;
import org.strowger.sip.Transport;

/** A printed request and the way that it goes. */
final class Outgoing {

    /** What is sent; empty where no listener of ours reaches the hop, and then each attempt fails. */
    private final byte[] frame;

    private final Hop hop;
    private final Optional<Flow> flow;
    private final Optional<Outgoing> instead;

    private Outgoing(byte[] frame, Hop hop, Optional<Flow> flow, Optional<Outgoing> instead) {
        this.frame = frame;
        this.hop = hop;
        this.flow = flow;
        this.instead = instead;
    }

    /** Puts a Via of ours on top of the request and prints it. */
    static Outgoing prepare(SipNetwork network, Request request, Hop hop, Optional<Flow> flow, String branch) {
        try {
            ViaHeader via = via(network, flow.map(Flow::back).orElse(hop), branch);
            request.addFirst(via);
            Outgoing asWanted = new Outgoing(SipCodec.print(request), hop, flow, Optional.empty());
            return flow.isPresent() ? asWanted : bySize(network, request, via, asWanted);
        } catch (NoListenerException _) {
            return new Outgoing(new byte[0], hop, flow, Optional.empty());
        } catch (SipException e) {
            throw new IllegalArgumentException("no Via can be put on " + request.getMethod(), e);
        }
    }

    /** Another request, printed already, that takes the same way. */
    Outgoing alike(byte[] other) {
        return new Outgoing(other, hop, flow, Optional.empty());
    }

    Hop hop() {
        return hop;
    }

    /** The same request over UDP, where its size alone brought it to TCP (§18.1.1). */
    Optional<Outgoing> instead() {
        return instead;
    }

    /** What carries it. */
    Transport transport() {
        return flow.map(Flow::transport).orElse(hop.transport());
    }

    void send(SipNetwork network, Runnable onFailure) {
        if (frame.length == 0) onFailure.run();
        else if (flow.isPresent()) network.sendOn(flow.get(), frame, hop, onFailure);
        else network.send(frame, hop, onFailure);
    }

    private static Outgoing bySize(SipNetwork network, Request request, ViaHeader via, Outgoing wanted) {
        Hop hop = wanted.hop;
        Transport fitting = network.transportFor(hop.transport(), hop.address(), wanted.frame.length);
        if (fitting == hop.transport()) return wanted;
        Hop other = new Hop(fitting, hop.address());
        ViaHeader otherVia = via(network, other, via.getBranch());
        replaceTop(request, otherVia);
        return new Outgoing(SipCodec.print(request), other, Optional.empty(), Optional.of(wanted));
    }

    /** Makes the request say again how it goes, after it went to {@link #instead}. */
    void rewriteVia(SipNetwork network, Request request) {
        ViaHeader top = (ViaHeader) request.getHeader(ViaHeader.NAME);
        replaceTop(request, via(network, hop, top.getBranch()));
    }

    private static void replaceTop(Request request, ViaHeader via) {
        try {
            request.removeFirst(ViaHeader.NAME);
            request.addFirst(via);
        } catch (SipException e) {
            throw new IllegalArgumentException("no Via can be put on " + request.getMethod(), e);
        }
    }

    private static ViaHeader via(SipNetwork network, Hop hop, String branch) {
        InetSocketAddress local = network.localFor(hop);
        try {
            ViaHeader via = Sip.headers()
                    .createViaHeader(
                            hostOf(local), local.getPort(), hop.transport().name(), branch);
            if (hop.transport() == Transport.UDP) via.setRPort();
            return via;
        } catch (ParseException | InvalidArgumentException e) {
            throw new IllegalArgumentException("no Via can name " + local, e);
        }
    }

    private static String hostOf(InetSocketAddress local) {
        if (local.isUnresolved()) return local.getHostString();
        String address = local.getAddress().getHostAddress();
        int scope = address.indexOf('%');
        return scope < 0 ? address : address.substring(0, scope);
    }
}
