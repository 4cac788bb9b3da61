package org.strowger.dialog.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.BOB;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.PeerCredentials;
import org.strowger.sip.WireMessage;
import org.strowger.sip.digest.DigestClient;
import org.strowger.statemachine.Secret;

/** Ours calls a peer that asks for credentials, and whose every word the test writes. */
abstract class ChallengedCaller {

    static final String PEER = "192.0.2.9";

    final Bench bench = new Bench();
    final Agent alice = bench.agent("alice", "192.0.2.1");
    final Peer peer = bench.peer("peer", PEER);

    @BeforeEach
    void ours_has_credentials() {
        DigestClient digest = new DigestClient("alice", Secret.of("secret"), new SplittableRandom(1));
        InetAddress its = InetAddress.ofLiteral(PEER);
        alice.credentials = Optional.of(new PeerCredentials(digest, its::equals));
    }

    @AfterEach
    void nothing_is_left() {
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(alice.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    static String proxy(String realm, String nonce, String... more) {
        return "Proxy-Authenticate: Digest realm=\"" + realm + "\",nonce=\"" + nonce + "\",qop=\"auth\""
                + String.join("", more);
    }

    static String credentials(WireMessage request) {
        return Peer.header(request, "Proxy-Authorization");
    }

    Call call() {
        return alice.call("sip:bob@" + PEER);
    }

    WireMessage invite() {
        return peer.last("INVITE");
    }

    void challenges(String method, String nonce, String... more) {
        peer.answer(peer.last(method), 407, "c" + nonce, "", proxy("p", nonce, more));
    }

    /** A call that stands, whose INVITE has been challenged with nonce n. */
    Call answered() {
        Call call = call();
        challenges("INVITE", "n");
        answers();
        assertThat(call.told).endsWith("answered 200");
        return call;
    }

    void answers() {
        peer.answer(invite(), 200, "p1", BOB.toString(), peer.contact(), "Allow: INVITE, UPDATE");
    }

    void hangUp(Call call) {
        call.run(s -> s.bye(List.of()));
        bench.settle();
        peer.answer(peer.last("BYE"), 200, "", "");
    }
}
