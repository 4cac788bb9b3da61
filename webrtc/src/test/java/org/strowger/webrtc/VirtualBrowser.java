package org.strowger.webrtc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import org.strowger.rtp.MediaSecurity;

/**
 * A browser's transport without I/O, for tests of other modules: checks, and a handshake as its client. What it sends
 * is for whoever owns it to carry.
 */
public final class VirtualBrowser {

    private final IceCredentials own = IceCredentials.random();
    private final DtlsIdentity identity = DtlsIdentity.create();
    private final PeerClock clock = new PeerClock(0);
    private final Deque<byte[]> sent = new ArrayDeque<>();
    private Optional<IceCredentials> switches = Optional.empty();
    private Optional<DtlsSession> dtls = Optional.empty();
    private Optional<MediaSecurity> keys = Optional.empty();
    private int answers;
    private boolean over;

    /** What it says in SDP of its transport: lines of attributes. */
    public String attributes(String setup) {
        return String.join(
                "\r\n",
                "a=ice-ufrag:" + own.ufrag(),
                "a=ice-pwd:" + own.password(),
                "a=fingerprint:" + identity.fingerprint(),
                "a=setup:" + setup,
                "a=rtcp-mux",
                "");
    }

    /** Terms for a switch that speaks to it without SDP. */
    public PeerTerms terms(IceCredentials switches, DtlsIdentity other) {
        return new PeerTerms(switches, own, Set.of(identity.fingerprint()), DtlsRole.SERVER, other);
    }

    /** Learns of the other side, and begins. */
    public void meets(IceCredentials other, Fingerprint expected) {
        switches = Optional.of(other);
        DtlsClient client = new DtlsClient(identity, Set.of(expected), clock, new DtlsSession.Listener() {
            @Override
            public void send(byte[] datagram) {
                sent.add(datagram);
            }

            @Override
            public void keyed(MediaSecurity agreed) {
                keys = Optional.of(agreed);
            }

            @Override
            public void over(PeerOutput.Reason reason, String why) {
                over = true;
            }
        });
        dtls = Optional.of(client);
        nominates();
        client.begin();
    }

    /** Checks its way, and chooses it. */
    public void nominates() {
        IceCredentials other = switches.orElseThrow();
        sent.add(TestBrowser.request(other.ufrag() + ":" + own.ufrag())
                .with(StunMessage.USE_CANDIDATE, new byte[0])
                .sealed(other.password()));
    }

    /** Takes what came; false if that is none of ICE or DTLS. */
    public boolean takes(byte[] datagram) {
        if (datagram.length == 0 || !BrowserPeer.isOfTransport(datagram[0])) return false;
        if (StunMessage.isStun(datagram)) answers++;
        else dtls.ifPresent(session -> session.received(datagram));
        return true;
    }

    /** The next datagram that it sends. */
    public Optional<byte[]> sends() {
        return Optional.ofNullable(sent.poll());
    }

    /** As it sees them. */
    public Optional<MediaSecurity> keys() {
        return keys;
    }

    /** Checks that were answered. */
    public int answers() {
        return answers;
    }

    /** Whether the other side has closed. */
    public boolean isOver() {
        return over;
    }

    /** Closes, as {@code pc.close()} does. */
    public void closes() {
        dtls.ifPresent(DtlsSession::stop);
    }
}
