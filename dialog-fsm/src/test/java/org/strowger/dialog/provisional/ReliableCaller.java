package org.strowger.dialog.provisional;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.sip.WireMessage;

/** We have invited a peer that rings reliably, and whose every word the test writes. */
abstract class ReliableCaller {

    static final String REQUIRED = "Require: 100rel";

    final Bench bench = new Bench();
    final Peer peer = bench.peer("peer", "192.0.2.9");
    private int agents;
    Agent alice = agent(ReliableProvisionals.SUPPORTED);

    Agent agent(ReliableProvisionals provisionals) {
        bench.provisionals = provisionals;
        return bench.agent("alice" + agents, "192.0.2." + (10 + agents++));
    }

    @AfterEach
    void nothing_is_left() {
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(alice.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    Call call() {
        return alice.call("sip:bob@192.0.2.9");
    }

    WireMessage invite() {
        return peer.last("INVITE");
    }

    void rings(int status, String tag, long sequence, String body) {
        peer.answer(invite(), status, tag, body, REQUIRED, "RSeq: " + sequence, peer.contact());
    }

    void answersPrack() {
        peer.answer(peer.last("PRACK"), 200, "", "");
    }

    void answers(String tag, String body) {
        peer.answer(invite(), 200, tag, body, peer.contact());
    }

    void hangUp(Call call) {
        call.run(s -> s.bye(List.of()));
        bench.settle();
        peer.answer(peer.last("BYE"), 200, "", "");
    }

    List<String> receipts() {
        return peer.received.stream()
                .filter(m -> m.isRequest() && m.method().equals("PRACK"))
                .map(m -> Peer.header(m, "RAck") + (Peer.body(m).isEmpty() ? "" : " sdp"))
                .toList();
    }
}
