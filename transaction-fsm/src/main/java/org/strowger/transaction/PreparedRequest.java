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
import org.strowger.sip.SipNetwork;
import org.strowger.sip.SipNetwork.NoListenerException;
import org.strowger.sip.Transport;
import org.strowger.sip.message.Sip;
import org.strowger.sip.message.SipCodec;

/** A printed request and the way that it goes. */
final class PreparedRequest {

    /**
     * Where it is to go. A flow of datagrams leads to its peer alone; a connection may be opened anew to another
     * address.
     */
    private record Target(Hop hop, Optional<Flow> flow) {
        static Target of(Hop hop, Optional<Flow> flow) {
            return flow.filter(known -> !known.isConnection())
                    .map(datagrams -> new Target(datagrams.back(), flow))
                    .orElseGet(() -> new Target(hop, flow));
        }

        Hop first() {
            return flow.map(Flow::back).orElse(hop);
        }
    }

    private static final byte[] NOTHING = {};

    /** What is sent; empty where no listener of ours reaches the hop, and then each attempt fails. */
    private final byte[] frame;

    private final Optional<ViaHeader> via;
    private final Target target;
    private final Optional<PreparedRequest> instead;

    private PreparedRequest(byte[] frame, Optional<ViaHeader> via, Target target, Optional<PreparedRequest> instead) {
        this.frame = frame;
        this.via = via;
        this.target = target;
        this.instead = instead;
    }

    /** Puts a Via of ours on top of the request and prints it. */
    static PreparedRequest prepare(SipNetwork network, Request request, Hop hop, Optional<Flow> flow, String branch) {
        Target target = Target.of(hop, flow);
        try {
            ViaHeader via = via(network, target.first(), branch);
            putOnTop(request, via);
            PreparedRequest wanted =
                    new PreparedRequest(SipCodec.print(request), Optional.of(via), target, Optional.empty());
            return flow.isPresent() ? wanted : bySize(network, request, wanted, branch);
        } catch (NoListenerException _) {
            return new PreparedRequest(NOTHING, Optional.empty(), target, Optional.empty());
        }
    }

    /** Another request with the same Via, printed already, that takes the same way. */
    PreparedRequest alike(byte[] other) {
        return new PreparedRequest(other, via, target, Optional.empty());
    }

    Hop hop() {
        return target.hop;
    }

    /** The same request as a datagram, where its size alone brought it to a connection (§18.1.1). */
    Optional<PreparedRequest> instead() {
        return instead;
    }

    /** What carries it. */
    Transport transport() {
        return target.first().transport();
    }

    void send(SipNetwork network, Runnable onFailure) {
        if (frame.length == 0) onFailure.run();
        else if (target.flow.isPresent()) network.sendOn(target.flow.get(), frame, target.hop, onFailure);
        else network.send(frame, target.hop, onFailure);
    }

    /** Makes the request say that it goes this way, where it has said otherwise. */
    void correct(Request request) {
        request.removeFirst(ViaHeader.NAME);
        via.ifPresent(ours -> putOnTop(request, ours));
    }

    private static PreparedRequest bySize(SipNetwork network, Request request, PreparedRequest wanted, String branch) {
        Hop hop = wanted.target.hop;
        Transport fitting = network.transportFor(hop.transport(), hop.address(), wanted.frame.length);
        if (fitting == hop.transport()) return wanted;
        Hop other = hop.by(fitting);
        ViaHeader via = via(network, other, branch);
        request.removeFirst(ViaHeader.NAME);
        putOnTop(request, via);
        Target target = new Target(other, Optional.empty());
        return new PreparedRequest(SipCodec.print(request), Optional.of(via), target, Optional.of(wanted));
    }

    private static void putOnTop(Request request, ViaHeader via) {
        try {
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
            if (!hop.transport().reliable()) via.setRPort();
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
