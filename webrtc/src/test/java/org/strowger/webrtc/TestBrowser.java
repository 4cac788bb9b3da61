package org.strowger.webrtc;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.strowger.rtp.Endpoint;

/** What a browser's ICE says: checks, as its side of full ICE sends them. */
final class TestBrowser {

    static final Endpoint HERE = Endpoint.of(new InetSocketAddress("192.0.2.10", 50_000));
    static final Endpoint ELSEWHERE = Endpoint.of(new InetSocketAddress("192.0.2.10", 50_002));

    private static final SecureRandom RANDOM = new SecureRandom();

    private TestBrowser() {}

    static byte[] transaction() {
        byte[] id = new byte[16];
        RANDOM.nextBytes(id);
        ByteBuffer.wrap(id).putInt(0, StunMessage.COOKIE);
        return id;
    }

    static StunWriter request(String username) {
        return new StunWriter(StunMessage.BINDING_REQUEST, transaction())
                .with(StunMessage.USERNAME, username.getBytes(StandardCharsets.UTF_8))
                .with(0xC057, new byte[4])
                .with(StunMessage.ICE_CONTROLLING, new byte[8])
                .with(StunMessage.PRIORITY, new byte[] {1, 2, 3, 4});
    }

    static String username(PeerTerms switches) {
        return switches.ours().ufrag() + ":" + switches.theirs().ufrag();
    }

    static byte[] check(PeerTerms switches) {
        return request(username(switches)).sealed(switches.ours().password());
    }

    static byte[] nomination(PeerTerms switches) {
        return request(username(switches))
                .with(StunMessage.USE_CANDIDATE, new byte[0])
                .sealed(switches.ours().password());
    }
}
