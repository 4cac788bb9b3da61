package org.strowger.webrtc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.strowger.rtp.MediaSecurity;

/**
 * A handshake of ours with ourselves, in memory: the first one loads some hundred classes of the JDK's, which no packet
 * should wait for.
 */
final class WarmUp {

    private final Deque<byte[]> toServer = new ArrayDeque<>();
    private final Deque<byte[]> toClient = new ArrayDeque<>();
    private int keyed;

    /** How many of the two have come to keys. */
    int run() {
        DtlsIdentity identity = DtlsIdentity.ofProcess();
        Set<Fingerprint> expected = Set.of(identity.fingerprint());
        PeerClock clock = new PeerClock(0);
        DtlsServer server = new DtlsServer(identity, expected, clock, new Side(toClient));
        DtlsClient client = new DtlsClient(identity, expected, clock, new Side(toServer));
        server.begin();
        client.begin();
        while (!toServer.isEmpty() || !toClient.isEmpty()) {
            while (!toServer.isEmpty()) server.received(toServer.remove());
            while (!toClient.isEmpty()) client.received(toClient.remove());
        }
        return keyed;
    }

    private final class Side implements DtlsSession.Listener {

        private final Deque<byte[]> other;

        Side(Deque<byte[]> other) {
            this.other = other;
        }

        @Override
        public void send(byte[] datagram) {
            other.add(datagram);
        }

        @Override
        public void keyed(MediaSecurity keys) {
            keyed++;
        }

        @Override
        public void over(PeerOutput.Reason reason, String why) {}
    }
}
