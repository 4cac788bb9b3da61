package org.strowger.media.relay;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.rtp.Endpoint;
import org.strowger.rtp.MediaSecurity;
import org.strowger.rtp.Packet;
import org.strowger.rtp.PacketSecurity;
import org.strowger.rtp.srtp.Srtp;
import org.strowger.webrtc.BrowserPeer;
import org.strowger.webrtc.PeerOutput;
import org.strowger.webrtc.PeerTerms;

/**
 * A stream's browser: hands what comes for its ICE and DTLS to a {@link BrowserPeer}, and does what that one wants done
 * on the stream's one port. Until there are keys nothing is read or sent. Runs on the stream's loop.
 */
final class BrowserLink implements PacketSecurity {

    private static final Logger LOG = LoggerFactory.getLogger(BrowserLink.class);

    /** The longest datagram of ICE and DTLS that is looked into, octets: what comes in more is none of a browser's. */
    static final int LONGEST = 2048;

    private final PeerGate gate;
    private final Owner owner;
    private PeerTerms terms;
    private BrowserPeer peer;
    private PacketSecurity security = Locked.LOCKED;
    private boolean over;

    /**
     * Whose browser it is.
     *
     * @param outgoing where what is sent is put together
     * @param parted told once when the browser has gone, and why
     */
    record Owner(Packet outgoing, Consumer<String> parted) {}

    BrowserLink(PeerTerms terms, PeerGate gate, Owner owner, long now) {
        this.terms = terms;
        this.gate = gate;
        this.owner = owner;
        this.peer = new BrowserPeer(terms, now);
    }

    /** Takes a new description. One that says the same changes nothing; after an end another one is a new beginning. */
    void renew(PeerTerms newTerms, long now) {
        if (over && !newTerms.equals(terms)) {
            over = false;
            security = Locked.LOCKED;
            peer = new BrowserPeer(newTerms, now);
        } else {
            perform(peer.renew(now, newTerms), now);
        }
        terms = newTerms;
    }

    /** Whether a datagram is of ICE or DTLS, and the browser's: it has been taken. */
    boolean takes(Packet packet, long now) {
        if (packet.length == 0 || packet.length > LONGEST || !BrowserPeer.isOfTransport(packet.bytes.get(0)))
            return false;
        byte[] octets = new byte[packet.length];
        packet.bytes.get(0, octets);
        BrowserPeer.Reaction reaction = peer.handle(now, packet.source(), octets);
        perform(reaction.outputs(), now);
        return reaction.isOfPeer();
    }

    void watch(long now) {
        if (now >= peer.next()) perform(peer.handle(now), now);
    }

    void stop(long now) {
        perform(peer.stop(now), now);
    }

    private void perform(List<PeerOutput> outputs, long now) {
        for (PeerOutput output : outputs) {
            switch (output) {
                case PeerOutput.Send(Endpoint to, byte[] datagram) -> send(to, datagram);
                case PeerOutput.Selected(Endpoint address) -> gate.follow(address, now);
                case PeerOutput.Keyed(MediaSecurity keys) -> security = Srtp.of(keys);
                case PeerOutput.Over(PeerOutput.Reason reason, String why) -> end(reason, why);
            }
        }
    }

    private void send(Endpoint to, byte[] datagram) {
        Packet outgoing = owner.outgoing();
        outgoing.bytes.put(0, datagram);
        outgoing.length = datagram.length;
        gate.port().send(outgoing, to);
    }

    private void end(PeerOutput.Reason reason, String why) {
        over = true;
        // RFC 7675 §5.1: nothing goes on that the browser no longer wants
        security = Locked.LOCKED;
        String words = switch (reason) {
            case CLOSED -> "a browser has closed its media";
            case SILENT -> "a browser has not shown for too long that it takes our media (RFC 7675)";
            case HANDSHAKE -> "a browser and we have not agreed on keys: " + why;
        };
        LOG.info("{}", words);
        owner.parted().accept(words);
    }

    @Override
    public boolean opensRtp(Packet packet) {
        return security.opensRtp(packet);
    }

    @Override
    public boolean opensRtcp(Packet packet) {
        return security.opensRtcp(packet);
    }

    @Override
    public boolean sealsRtp(Packet packet) {
        return security.sealsRtp(packet);
    }

    @Override
    public boolean sealsRtcp(Packet packet) {
        return security.sealsRtcp(packet);
    }

    /** Before there are keys, and after the end. */
    private enum Locked implements PacketSecurity {
        LOCKED;

        @Override
        public boolean opensRtp(Packet packet) {
            return false;
        }

        @Override
        public boolean opensRtcp(Packet packet) {
            return false;
        }

        @Override
        public boolean sealsRtp(Packet packet) {
            return false;
        }

        @Override
        public boolean sealsRtcp(Packet packet) {
            return false;
        }
    }
}
