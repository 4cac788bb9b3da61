package org.strowger.dialog.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.ALICE;
import static org.strowger.dialog.Bench.BOB;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.Peer;
import org.strowger.dialog.SessionTimers;
import org.strowger.dialog.SessionTimers.Use;
import org.strowger.sip.WireMessage;

/** We have invited a peer whose every word the test writes. */
abstract class TimedCaller {

    /** In seconds. */
    static final double DAY = 24 * 3600;

    static final String UPDATE = "Allow: INVITE, ACK, BYE, UPDATE";

    final Bench bench = new Bench();
    final Peer peer = bench.peer("peer", "192.0.2.9");
    Agent alice = agent(Use.FORCED);

    Agent agent(Use use) {
        bench.sessions = SessionTimers.DEFAULT.with(use);
        return bench.agent("alice" + use, "192.0.2." + (10 + use.ordinal()));
    }

    @AfterEach
    void nothing_is_left() {
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(alice.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    WireMessage invite() {
        return peer.last("INVITE");
    }

    Call answered(String... extra) {
        Call call = alice.call("sip:bob@192.0.2.9");
        call.said = Optional.of(ALICE);
        answer(invite(), extra);
        return call;
    }

    void answer(WireMessage request, String... extra) {
        String[] headers = new String[extra.length + 1];
        headers[0] = peer.contact();
        System.arraycopy(extra, 0, headers, 1, extra.length);
        boolean offer = request.method().equals("INVITE");
        peer.answer(request, 200, "p1", offer ? BOB.toString() : "", headers);
    }

    void hangUp(Call call) {
        call.run(s -> s.bye(List.of()));
        bench.settle();
        peer.answer(peer.last("BYE"), 200, "", "");
    }
}
