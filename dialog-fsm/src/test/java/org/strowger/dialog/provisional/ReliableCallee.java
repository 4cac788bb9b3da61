package org.strowger.dialog.provisional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.dialog.Bench.BOB;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Bench.Call;
import org.strowger.dialog.IncomingSession;
import org.strowger.dialog.Peer;
import org.strowger.dialog.ReliableProvisionals;
import org.strowger.sip.WireMessage;

/** We are invited, and ring reliably: a peer whose every word the test writes. */
abstract class ReliableCallee {

    static final String FROM = "<sip:peer@example.com>;tag=p1";
    static final String TO = "<sip:bob@192.0.2.2>";
    static final String TARGET = "sip:bob@192.0.2.2";
    static final String SUPPORTED = "Supported: 100rel";
    static final String REQUIRED = "Require: 100rel";

    final Bench bench = new Bench();
    final Peer peer = bench.peer("peer", "192.0.2.9");
    Agent bob = agent(ReliableProvisionals.SUPPORTED);

    Agent agent(ReliableProvisionals provisionals) {
        bench.provisionals = provisionals;
        return bench.agent("bob" + provisionals.ordinal(), "192.0.2." + (3 - provisionals.ordinal()));
    }

    @AfterEach
    void nothing_is_left() {
        bench.pass(400);
        assertThat(bench.faults).isEmpty();
        assertThat(bob.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    Call invited(String body, String... extra) {
        String[] headers = List.of(extra).toArray(new String[extra.length + 1]);
        headers[extra.length] = peer.contact();
        peer.request("INVITE", TARGET, FROM, TO, "c1", 1, body, headers);
        return bob.taken();
    }

    void does(Call call, Consumer<IncomingSession> what) {
        call.run(s -> what.accept(call.in()));
        bench.settle();
    }

    void rings(Call call) {
        does(call, in -> in.progress(180, Optional.empty(), List.of()));
    }

    void earlyMedia(Call call) {
        does(call, in -> in.progress(183, Optional.of(BOB), List.of()));
    }

    void accepts(Call call) {
        does(call, in -> in.accept(BOB, List.of()));
    }

    void in(String method, int cseq, String body, String... extra) {
        WireMessage first = peer.received.stream()
                .filter(m -> !m.isRequest() && m.cseqMethod().equals("INVITE") && m.status() > 100)
                .findFirst()
                .orElseThrow();
        peer.request(method, TARGET, FROM, Peer.header(first, "To"), "c1", cseq, body, extra);
    }

    String sequence() {
        return Peer.header(peer.lastResponse("INVITE"), "RSeq");
    }

    void pracks(int cseq, String body) {
        in("PRACK", cseq, body, "RAck: " + sequence() + " 1 INVITE");
    }

    int status(String method) {
        return peer.lastResponse(method).status();
    }

    void end(int cseq) {
        in("BYE", cseq, "");
        assertThat(status("BYE")).isEqualTo(200);
    }
}
