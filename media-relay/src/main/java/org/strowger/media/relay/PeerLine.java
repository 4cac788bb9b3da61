package org.strowger.media.relay;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.strowger.media.Medium;
import org.strowger.media.RemoteMedia;
import org.strowger.rtp.Endpoint;
import org.strowger.rtp.LoopCount;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.OutgoingRtp;
import org.strowger.rtp.Packet;
import org.strowger.rtp.PacketRates;
import org.strowger.rtp.PacketSecurity;
import org.strowger.rtp.Rtp;
import org.strowger.rtp.StreamCount;
import org.strowger.rtp.Tally;
import org.strowger.rtp.loop.DatagramPort;
import org.strowger.rtp.srtp.Srtp;
import org.strowger.webrtc.PeerTerms;

/**
 * Where a stream's peer is and which keys are used with it. It decrypts what comes before anything else is done with
 * it, so that nobody without the key latches or is counted, and encrypts and sends what goes to the peer. Runs on the
 * stream's loop.
 */
final class PeerLine {

    /** The port of an endpoint of which only the host counts. */
    private static final int ANY_PORT = 9;

    private final Tally<LoopCount> counters;
    private final Tally<StreamCount> counted;
    private final OutgoingRtp own;
    private final PacketRates rates;
    private final PeerGate rtp;
    private final PeerGate rtcp;
    private @Nullable BrowserLink browser;
    private PacketSecurity security = PacketSecurity.NONE;
    private boolean peerReceives = true;
    private boolean multiplexed;
    private boolean closed;

    /** @param own what we say ourselves, which counts what of it is sent */
    PeerLine(PeerGate rtp, PeerGate rtcp, OutgoingRtp own, PacketRates rates, StreamTallies tallies) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.own = own;
        this.rates = rates;
        this.counters = tallies.loop();
        this.counted = tallies.stream();
    }

    /** The tallies in which each packet is counted. */
    record StreamTallies(Tally<LoopCount> loop, Tally<StreamCount> stream) {}

    /** Takes a new description of a browser. */
    void browser(RemoteMedia remote, PeerTerms terms, BrowserLink.Owner owner, long now) {
        rate(remote);
        BrowserLink known = browser;
        rtp.roams();
        if (known == null) browser = new BrowserLink(terms, rtp, owner, now);
        else known.renew(terms, now);
        peerReceives = remote.direction().receives();
        multiplexed = true;
        security = requireNonNull(browser);
    }

    private void rate(RemoteMedia remote) {
        boolean isSound = remote.medium() == Medium.AUDIO && remote.video().isEmpty();
        int rate = isSound ? rates.audio() : rates.other();
        rtp.rate(rate);
        rtcp.rate(rate);
    }

    /** Takes a new description of any other peer. */
    void phone(RemoteMedia remote, long now) {
        rate(remote);
        sayGoodbye(now);
        browser = null;
        Endpoint rtpThere = Endpoint.of(remote.rtp());
        Endpoint rtcpThere = Endpoint.of(remote.rtcp());
        Endpoint signals = remote.signalling()
                .map(host -> Endpoint.of(new InetSocketAddress(host, ANY_PORT)))
                .orElse(Endpoint.NONE);
        rtp.announce(rtpThere, signals, now);
        rtcp.announce(rtcpThere, signals, now);
        peerReceives = remote.direction().receives() && !rtpThere.isNowhere();
        multiplexed = rtpThere.equals(rtcpThere) && !rtpThere.isNowhere();
        security = remote.security().map(this::secured).orElse(PacketSecurity.NONE);
    }

    private PacketSecurity secured(MediaSecurity keys) {
        return security instanceof Srtp before ? before.rekeyed(keys) : Srtp.of(keys);
    }

    /** Whether it is a browser's datagram of ICE or DTLS, which has been taken. */
    boolean takesTransport(Packet packet, long now) {
        return browser != null && browser.takes(packet, now);
    }

    /** Does what is due for a browser. */
    void watch(long now) {
        if (browser != null) browser.watch(now);
    }

    /** False, counted and dropped, if it is not authentic. */
    boolean opensRtp(Packet packet) {
        return security.opensRtp(packet) || unreadable();
    }

    /** The same for RTCP, before it latches: what is not the peer's moves nothing (RFC 3711 §3.4). */
    boolean opensRtcp(Packet packet) {
        return security.opensRtcp(packet) || unreadable();
    }

    private boolean unreadable() {
        counted.add(StreamCount.UNREADABLE, 1);
        drop();
        return false;
    }

    /** RTCP is latched by itself, but never on another host than RTP's or the announced one. */
    boolean mayBeTheirRtcp(Packet packet) {
        return rtp.sendsToHostOf(packet) || rtcp.announcesHostOf(packet);
    }

    void sendRtp(Packet packet) {
        int octets = packet.length - Rtp.headerLength(packet);
        if (!peerReceives) {
            drop();
            return;
        }
        if (!carries(packet)) return;
        if (Rtp.ssrc(packet) == own.ssrc()) own.sent(octets);
        counted.add(StreamCount.PACKETS_SENT, 1);
        counted.add(StreamCount.OCTETS_SENT, octets);
    }

    /** Sends RTP of any line of this port; false, and counted, if it could not be sent. */
    boolean carries(Packet packet) {
        Endpoint to = rtp.destination();
        boolean isSent = !closed
                && !to.isNowhere()
                && security.sealsRtp(packet)
                && rtp.port().send(packet, to);
        if (isSent) counters.add(LoopCount.SENT, 1);
        else drop();
        return isSent;
    }

    /** Sends RTCP whatever the direction says: it flows on hold as well (RFC 3264 §5.1). */
    void sendRtcp(Packet packet) {
        DatagramPort port = multiplexed ? rtp.port() : rtcp.port();
        Endpoint to = multiplexed ? rtp.destination() : rtcp.destination();
        if (closed || to.isNowhere() || !security.sealsRtcp(packet) || !port.send(packet, to)) drop();
        else counters.add(LoopCount.SENT, 1);
    }

    /** Tells a browser that we leave. */
    void sayGoodbye(long now) {
        if (browser != null) browser.stop(now);
    }

    /** Nothing is sent any more: the ports are another's soon. */
    void close() {
        closed = true;
        browser = null;
        peerReceives = false;
    }

    private void drop() {
        counters.add(LoopCount.DROPPED, 1);
    }
}
