package org.strowger.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.strowger.transaction.ServerRequests.invite;
import static org.strowger.transaction.ServerRequests.request;
import static org.strowger.transaction.ServerRequests.tagged;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.strowger.sip.Transport;
import org.strowger.sip.message.Sip;

/** How many server transactions there may be, what they may weigh, and what is answered without one. */
class ServerTransactionLimitsTest {

    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(40);

    private final Lab lab = new Lab();

    @Test
    void a_limit_of_nothing_is_refused() {
        Duration any = Duration.ofSeconds(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new TransactionSettings(any, any, any, 0));
    }

    @Test
    void beyond_the_limit_new_requests_get_503_without_a_transaction() {
        Lab small = new Lab(new TransactionSettings(T1, Duration.ofSeconds(4), Duration.ofSeconds(5), 1));
        small.hears(request("OPTIONS", "z9hG4bK1"));
        small.hears(request("MESSAGE", "z9hG4bK2"));

        assertThat(small.user.requested).hasSize(1);
        assertThat(small.lines()).containsExactly("SIP/2.0 503 Too Many Requests Are Being Served");
        assertThat(small.layer.figures().shed()).isEqualTo(1);
        assertThat(small.layer.figures().liveServers()).isEqualTo(1);

        small.hears(tagged(request("BYE", "z9hG4bK3"), "x"));
        assertThat(small.user.requested).as("a call can still end").hasSize(2);
        small.hears(tagged(request("BYE", "z9hG4bK4"), "x"));
        assertThat(small.layer.figures().shed()).isEqualTo(2);
    }

    /** §8.2.7: "not maintain transaction state", "the same To tag". §26.3.2.4: a challenge is not retransmitted. */
    @Test
    void what_is_answered_once_leaves_nothing_behind_and_its_retransmission_gets_the_same_answer() {
        lab.user.onRequest = transaction -> transaction.respondOnce(Sip.response(407, transaction.request()));
        lab.hears(invite());
        assertThat(lab.layer.size()).isZero();
        String tag = lab.lastHeard().toTag();
        lab.passes(LONG);
        assertThat(lab.lines()).containsExactly("SIP/2.0 407 Proxy Authentication required");
        lab.hears(invite());
        assertThat(lab.lastHeard().toTag()).isEqualTo(tag).isNotEmpty();
        assertThat(lab.layer.figures().once()).isEqualTo(2);
        assertThat(lab.time.pendingTimers()).isZero();
    }

    @Test
    void the_ack_for_what_was_answered_once_is_absorbed() {
        lab.user.onRequest = transaction -> transaction.respondOnce(Sip.response(407, transaction.request()));
        lab.hears(invite());
        lab.hears(tagged(request("ACK", "z9hG4bK1"), lab.lastHeard().toTag()));
        assertThat(lab.layer.figures().absorbed()).isEqualTo(1);
        assertThat(lab.user.acknowledged).isEmpty();
    }

    @Test
    void what_was_answered_can_t_be_answered_once_more() {
        lab.hears(invite());
        lab.user.responds(486);
        lab.user.last().respondOnce(Sip.response(503, lab.user.requests.getLast()));
        lab.hears(request("OPTIONS", "z9hG4bK2"));
        lab.user.responds(200);
        lab.user.last().respondOnce(Sip.response(503, lab.user.requests.getLast()));
        assertThat(lab.lines()).containsExactly("SIP/2.0 486 Busy here", "SIP/2.0 200 OK");
        assertThat(lab.layer.figures().illegal()).isEqualTo(2);
    }

    /**
     * §8.2.2.2 has 482 for ongoing transactions: a phone that changes its transport sends the same request by another
     * branch.
     */
    @Test
    void the_same_request_by_another_branch_is_answered_anew_once_it_was_answered() {
        lab.hears(request("REGISTER", "z9hG4bK1"));
        lab.user.responds(200);
        lab.hears(request("REGISTER", "z9hG4bK2"));
        lab.user.responds(200);
        assertThat(lab.lines()).containsExactly("SIP/2.0 200 OK", "SIP/2.0 200 OK");
    }

    @Test
    void a_copy_of_an_invite_that_was_answered_still_gets_482_while_its_transaction_lives() {
        lab.hears(invite());
        lab.user.responds(200);
        lab.hears(request("INVITE", "z9hG4bK2"));
        assertThat(lab.lines()).containsExactly("SIP/2.0 200 OK", "SIP/2.0 482 Loop detected");
    }

    @Test
    void what_is_answered_takes_no_place() {
        Lab small = new Lab(new TransactionSettings(T1, Duration.ofSeconds(4), Duration.ofSeconds(5), 2));
        small.user.onRequest = transaction -> transaction.respond(Sip.response(200, transaction.request()));
        for (int i = 0; i < 1000; i++)
            small.hears(request("REGISTER", "z9hG4bK" + i).replace("CSeq: 1", "CSeq: " + i));
        assertThat(small.lines()).hasSize(1000).allMatch("SIP/2.0 200 OK"::equals);
        assertThat(small.layer.figures().shed()).isZero();
    }

    @Test
    void answers_make_room_for_new_requests_the_oldest_first() {
        Lab small = new Lab(new TransactionSettings(T1, Duration.ofSeconds(4), Duration.ofSeconds(5), 100, 20_000));
        small.user.onRequest = transaction -> transaction.respond(Sip.response(200, transaction.request()));
        for (int i = 0; i < 100; i++)
            small.hears(request("REGISTER", "z9hG4bK" + i).replace("CSeq: 1", "CSeq: " + i));
        assertThat(small.layer.figures().shed()).isZero();
        assertThat(small.layer.size()).isBetween(5, 20);
        small.hears(request("REGISTER", "z9hG4bK99").replace("CSeq: 1", "CSeq: 99"));
        assertThat(small.user.requested).as("the last is still known").hasSize(100);
        small.passes(LONG);
        assertThat(small.layer.size()).isZero();
    }

    @Test
    void bodies_weigh_and_are_not_kept_after_the_answer() {
        Lab small = new Lab(new TransactionSettings(T1, Duration.ofSeconds(4), Duration.ofSeconds(5), 100, 100_000));
        String body = "x".repeat(30_000);
        for (int i = 0; i < 5; i++)
            small.hears(request("MESSAGE", "z9hG4bK" + i)
                            .replace("CSeq: 1", "CSeq: " + i)
                            .replace("Content-Length: 0", "Content-Length: 30000")
                    + body);
        assertThat(small.user.requested).as("what waits for an answer").hasSizeLessThan(5);
        for (ServerTransaction waiting : small.user.requested) waiting.respond(Sip.response(200, waiting.request()));
        small.hears(request("MESSAGE", "z9hG4bK7").replace("CSeq: 1", "CSeq: 7"));
        assertThat(small.user.last().wire().cseq()).isEqualTo(7);
    }

    @Test
    void one_address_has_no_more_than_a_quarter_once_half_of_all_is_taken() {
        Lab small = new Lab(new TransactionSettings(T1, Duration.ofSeconds(4), Duration.ofSeconds(5), 8));
        for (int i = 0; i < 8; i++)
            small.hears(request("MESSAGE", "z9hG4bK" + i).replace("CSeq: 1", "CSeq: " + i));
        assertThat(small.user.requested).as("a proxy alone may have half").hasSize(4);
        var other = small.network.host(
                "other", new java.net.InetSocketAddress("192.0.2.10", 5060), small.time.newLoop("other"));
        String honest = request("MESSAGE", "z9hG4bKother")
                .replace("192.0.2.9", "192.0.2.10")
                .replace("c1", "c2");
        other.send(Lab.bytes(honest), new org.strowger.sip.Hop(Transport.UDP, Lab.OURS), () -> {});
        small.time.settle();
        assertThat(small.user.requested).hasSize(5);
    }

    @Test
    void what_an_address_has_been_answered_takes_nothing_of_its_share() {
        Lab small = new Lab(new TransactionSettings(T1, Duration.ofSeconds(4), Duration.ofSeconds(5), 100, 60_000));
        small.user.onRequest = transaction -> transaction.respond(Sip.response(200, transaction.request()));
        for (int i = 0; i < 40; i++)
            small.hears(request("INVITE", "z9hG4bK" + i)
                    .replace("CSeq: 1", "CSeq: " + i)
                    .replace("c1", "c" + i));
        assertThat(small.layer.size()).isEqualTo(40);
        assertThat(small.layer.figures().shed()).isZero();
    }

    @Test
    void bodies_that_were_answered_long_ago_are_not_counted_against_their_address() {
        Lab small = new Lab(new TransactionSettings(T1, Duration.ofSeconds(4), Duration.ofSeconds(5), 100, 60_000));
        small.hears(request("MESSAGE", "z9hG4bKwaiting"));
        small.user.onRequest = transaction -> transaction.respond(Sip.response(200, transaction.request()));
        // more than half, of what makes no room
        for (int i = 0; i < 40; i++)
            small.hears(request("INVITE", "z9hG4bKi" + i).replace("c1", "i" + i));
        for (int i = 0; i < 100; i++)
            small.hears(request("MESSAGE", "z9hG4bK" + i)
                            .replace("CSeq: 1", "CSeq: " + (i + 2))
                            .replace("c1", "c" + i)
                            .replace("Content-Length: 0", "Content-Length: 10000")
                    + "x".repeat(10_000));
        assertThat(small.user.requested).hasSize(141);
        assertThat(small.layer.figures().shed()).isZero();
    }
}
