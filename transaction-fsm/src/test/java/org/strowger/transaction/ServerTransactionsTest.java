package org.strowger.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.strowger.transaction.Lab.header;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;
import org.strowger.sip.Transport;
import org.strowger.sip.message.Sip;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Cell;

class ServerTransactionsTest {

    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(40);

    private final Lab lab = new Lab();

    private static String request(String method, String branch) {
        return """
            %s sip:bob@192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.9:5060;branch=%s
            From: <sip:alice@192.0.2.9>;tag=a
            To: <sip:bob@192.0.2.1>
            Call-ID: c1
            CSeq: 1 %s
            Max-Forwards: 70
            Content-Length: 0

            """.formatted(method, branch, method);
    }

    private static String invite() {
        return request("INVITE", "z9hG4bK1");
    }

    private static String tagged(String request, String tag) {
        return request.replace("To: <sip:bob@192.0.2.1>", "To: <sip:bob@192.0.2.1>;tag=" + tag);
    }

    @Test
    void a_repeated_request_is_answered_with_the_last_response_and_the_user_hears_of_it_once() {
        lab.hears(request("OPTIONS", "z9hG4bK1"));
        lab.user.responds(200);
        lab.hears(request("OPTIONS", "z9hG4bK1"));

        assertThat(lab.user.requested).hasSize(1);
        assertThat(lab.lines()).containsExactly("SIP/2.0 200 OK", "SIP/2.0 200 OK");
        assertThat(lab.layer.figures().absorbed()).isEqualTo(1);
        assertThat(lab.layer.figures().retransmitted()).isEqualTo(1);
    }

    @Test
    void a_repeated_request_gets_no_answer_before_there_is_one() {
        lab.hears(request("OPTIONS", "z9hG4bK1"));
        lab.hears(request("OPTIONS", "z9hG4bK1"));
        lab.hears(invite());
        lab.hears(invite());

        assertThat(lab.lines()).isEmpty();
        assertThat(lab.layer.size()).isEqualTo(2);
    }

    /** §17.2.3: "the sent-by value in the top Via of the request is equal to the one in the transaction". */
    @Test
    void the_same_branch_from_another_sender_is_another_transaction() {
        lab.hears(request("OPTIONS", "z9hG4bK1"));
        lab.hears(request("OPTIONS", "z9hG4bK1")
                .replace("192.0.2.9:5060;", "192.0.2.9:5062;")
                .replace("c1", "c2"));

        assertThat(lab.user.requested).hasSize(2);
    }

    @Test
    void the_same_branch_with_another_method_is_another_transaction() {
        lab.hears(request("OPTIONS", "z9hG4bK1"));
        lab.hears(request("MESSAGE", "z9hG4bK1"));

        assertThat(lab.user.requested).hasSize(2);
    }

    @Test
    void a_refusal_is_repeated_until_its_ack_and_forgotten_T4_after_it() {
        lab.hears(invite());
        lab.user.responds(486);
        lab.passes(T1.multipliedBy(3));
        assertThat(lab.lines()).hasSize(3).containsOnly("SIP/2.0 486 Busy here");

        lab.hears(tagged(request("ACK", "z9hG4bK1"), "whatever"));
        lab.passes(Duration.ofMillis(4_999));
        assertThat(lab.lines()).isEmpty();
        assertThat(lab.layer.size()).isEqualTo(1);
        lab.passes(Duration.ofMillis(1));
        assertThat(lab.layer.size()).isZero();
        assertThat(lab.user.told).containsExactly("terminated");
        assertThat(lab.user.acknowledged).isEmpty();
    }

    @Test
    void a_refusal_that_nobody_acknowledges_is_given_up_after_64_T1() {
        lab.hears(invite());
        lab.user.responds(486);
        lab.passes(T1.multipliedBy(64));

        assertThat(lab.lines()).hasSize(11);
        assertThat(lab.user.told).containsExactly("timed out", "terminated");
        assertThat(lab.layer.size()).isZero();
        assertThat(lab.layer.figures().timeouts()).isEqualTo(1);
    }

    /** RFC 6026 §7.1. */
    @Test
    void an_invite_repeated_after_its_2xx_is_absorbed_without_an_answer() {
        lab.hears(invite());
        lab.user.responds(200);
        lab.lines();
        lab.hears(invite());

        assertThat(lab.lines()).isEmpty();
        assertThat(lab.user.requested).hasSize(1);
        lab.passes(T1.multipliedBy(64));
        assertThat(lab.layer.size()).isZero();
        assertThat(lab.layer.figures().timeouts()).isZero();
    }

    @Test
    void a_2xx_may_be_given_again_as_often_as_the_user_likes() {
        lab.hears(invite());
        lab.user.responds(200);
        lab.user.responds(200);
        lab.time.settle();

        assertThat(lab.lines()).containsExactly("SIP/2.0 200 OK", "SIP/2.0 200 OK");
    }

    @Test
    void the_ack_for_a_2xx_goes_to_the_user_whatever_its_branch() {
        lab.hears(invite());
        lab.user.responds(200);
        lab.hears(tagged(request("ACK", "z9hG4bK2"), "x"));
        lab.hears(tagged(request("ACK", "z9hG4bK1"), "x"));

        assertThat(lab.user.acknowledged).hasSize(2);
    }

    @Test
    void responses_above_100_get_one_tag_of_ours_where_the_user_gave_none() {
        lab.hears(invite());
        lab.user.responds(100);
        lab.user.responds(180);
        lab.user.responds(486);
        lab.time.settle();

        assertThat(lab.heard.get(0).toTag()).isEmpty();
        assertThat(lab.heard.get(1).toTag()).isNotEmpty();
        assertThat(lab.heard.get(2).toTag()).isEqualTo(lab.heard.get(1).toTag());
    }

    @Test
    void a_second_final_response_is_dropped_and_counted() {
        lab.hears(request("OPTIONS", "z9hG4bK1"));
        lab.user.responds(200);
        lab.user.responds(404);
        lab.passes(LONG);
        lab.user.responds(404);
        lab.time.settle();

        assertThat(lab.lines()).containsExactly("SIP/2.0 200 OK");
        assertThat(lab.layer.figures().illegal()).isEqualTo(2);
    }

    @Test
    void the_request_can_be_read_after_its_answer_too() {
        lab.hears(request("OPTIONS", "z9hG4bK1"));
        lab.user.responds(200);

        assertThat(lab.user.last().isAnswered()).isTrue();
        assertThat(lab.user.last().request().getMethod()).isEqualTo(Request.OPTIONS);
        assertThat(lab.user.last().wire().callId()).isEqualTo("c1");
    }

    /** §8.2.2.2. */
    @Test
    void the_copy_of_a_request_that_took_another_way_gets_482() {
        lab.hears(invite());
        lab.hears(request("INVITE", "z9hG4bK2"));
        String tag = lab.lastHeard().toTag();
        assertThat(lab.lines()).containsExactly("SIP/2.0 482 Loop detected");
        lab.hears(tagged(request("ACK", "z9hG4bK2"), tag));

        assertThat(lab.user.requested).hasSize(1);
        assertThat(lab.user.acknowledged).isEmpty();
        assertThat(lab.layer.figures().merged()).isEqualTo(1);
    }

    @Test
    void within_a_dialog_nothing_is_merged() {
        lab.hears(tagged(request("INFO", "z9hG4bK1"), "x"));
        lab.hears(tagged(request("INFO", "z9hG4bK2"), "x"));

        assertThat(lab.user.requested).hasSize(2);
    }

    @Test
    void once_the_first_is_forgotten_its_copy_is_a_new_request() {
        lab.hears(request("OPTIONS", "z9hG4bK1"));
        lab.user.responds(200);
        lab.passes(LONG);
        lab.hears(request("OPTIONS", "z9hG4bK2"));

        assertThat(lab.user.requested).hasSize(2);
    }

    @Test
    void a_cancel_is_answered_and_told_to_the_user_of_its_invite() {
        lab.hears(invite());
        lab.user.responds(180);
        lab.time.settle();
        String tag = lab.lastHeard().toTag();
        lab.hears(request("CANCEL", "z9hG4bK1"));
        assertThat(lab.lastHeard().toTag()).isEqualTo(tag);
        assertThat(header(lab.lastHeard(), "CSeq")).isEqualTo("1 CANCEL");

        lab.user.responds(487);
        lab.hears(request("ACK", "z9hG4bK1"));
        assertThat(lab.lines())
                .containsExactly("SIP/2.0 180 Ringing", "SIP/2.0 200 OK", "SIP/2.0 487 Request Terminated");
        assertThat(lab.user.told).containsExactly("cancelled");
        lab.passes(LONG);
        assertThat(lab.layer.size()).isZero();
    }

    @Test
    void a_user_may_answer_the_invite_while_it_is_told_of_the_cancel() {
        lab.user.onRequest = transaction -> transaction.listener(new ServerListener() {
            @Override
            public void cancelled(Request cancel) {
                transaction.respond(Sip.response(Response.REQUEST_TERMINATED, transaction.request()));
            }
        });
        lab.hears(invite());
        lab.hears(request("CANCEL", "z9hG4bK1"));

        assertThat(lab.lines()).containsExactly("SIP/2.0 200 OK", "SIP/2.0 487 Request Terminated");
    }

    /** §9.2: a CANCEL that comes after the final response "has no effect". */
    @Test
    void a_cancel_after_the_final_response_is_answered_and_changes_nothing() {
        lab.hears(invite());
        lab.user.responds(200);
        lab.hears(request("CANCEL", "z9hG4bK1"));

        assertThat(lab.lines()).containsExactly("SIP/2.0 200 OK", "SIP/2.0 200 OK");
        assertThat(lab.user.told).isEmpty();
    }

    @Test
    void a_cancel_of_nothing_gets_481() {
        lab.hears(request("CANCEL", "z9hG4bK1"));

        assertThat(lab.lines()).singleElement().asString().startsWith("SIP/2.0 481 ");
        assertThat(lab.user.requested).isEmpty();
    }

    @Test
    void over_TCP_nothing_is_repeated_and_a_transaction_ends_with_its_answer() {
        lab.hears(request("OPTIONS", "z9hG4bK1").replace("/UDP", "/TCP"), Transport.TCP);
        lab.user.responds(200);
        lab.time.settle();

        assertThat(lab.lines()).containsExactly("SIP/2.0 200 OK");
        assertThat(lab.layer.size()).isZero();
    }

    @Test
    void a_response_over_a_connection_that_is_gone_goes_to_a_new_one() {
        lab.hears(request("OPTIONS", "z9hG4bK1").replace("/UDP", "/TCP"), Transport.TCP);
        lab.peer.dropConnections();
        lab.user.responds(200);
        lab.time.settle();

        assertThat(lab.lines()).containsExactly("SIP/2.0 200 OK");
    }

    @Test
    void a_response_that_can_t_be_delivered_is_told_to_the_user_who_may_then_answer_otherwise() {
        lab.user.onRequest = transaction -> transaction.listener(new ServerListener() {
            @Override
            public void transportFailed() {
                lab.user.told.add("transport failed");
                transaction.respond(Sip.response(Response.SERVICE_UNAVAILABLE, transaction.request()));
            }
        });
        lab.hears(invite().replace("/UDP", "/TCP"), Transport.TCP);
        lab.peer.stop();
        lab.user.responds(180);
        lab.passes(LONG);

        assertThat(lab.user.told).startsWith("transport failed");
        assertThat(lab.user.last().isAnswered()).isTrue();
        assertThat(lab.layer.size()).isZero();
        assertThat(lab.layer.figures().transportFailures()).isEqualTo(2);
    }

    @Test
    void a_request_that_can_t_be_read_is_answered_without_a_transaction() {
        lab.hears(invite().replace("CSeq: 1 INVITE", "CSeq: 1 OPTIONS"));

        assertThat(lab.lines()).singleElement().asString().startsWith("SIP/2.0 400 ");
        assertThat(lab.layer.size()).isZero();
        assertThat(lab.layer.figures().malformed()).isEqualTo(1);
    }

    @Test
    void a_user_that_throws_costs_its_request_a_500_and_nobody_else_anything() {
        lab.user.onRequest = _ -> {
            throw new IllegalStateException("a defect of the test's own");
        };
        lab.hears(request("OPTIONS", "z9hG4bK1"));

        assertThat(lab.lines()).containsExactly("SIP/2.0 500 Server Internal Error");
        assertThat(lab.layer.figures().listenerFaults()).isEqualTo(1);
    }

    @Test
    void a_user_that_answers_and_then_throws_has_answered() {
        lab.user.onRequest = transaction -> {
            transaction.respond(Sip.response(Response.OK, transaction.request()));
            throw new IllegalStateException("a defect of the test's own");
        };
        lab.hears(request("OPTIONS", "z9hG4bK1"));

        assertThat(lab.lines()).containsExactly("SIP/2.0 200 OK");
    }

    /** §17.1.1.1: an ACK is never answered. */
    @Test
    void an_ack_that_can_t_be_read_is_dropped_and_counted() {
        String broken = "From: <sip:alice@192.0.2.9>;tag=a\nContact: <<<>";
        lab.hears(request("ACK", "z9hG4bK2").replace("From: <sip:alice@192.0.2.9>;tag=a", broken));
        lab.hears(invite());
        lab.user.responds(200);
        lab.lines();
        lab.hears(request("ACK", "z9hG4bK1").replace("From: <sip:alice@192.0.2.9>;tag=a", broken));

        assertThat(lab.lines()).isEmpty();
        assertThat(lab.user.acknowledged).isEmpty();
        assertThat(lab.layer.figures().junk()).isEqualTo(2);
    }

    @Test
    void nobody_need_listen() {
        lab.user.onRequest = transaction -> transaction.listener(ServerListener.NONE);
        lab.hears(invite());
        lab.hears(request("CANCEL", "z9hG4bK1"));
        lab.user.responds(487);
        lab.passes(LONG);

        assertThat(lab.layer.size()).isZero();
    }

    @Test
    void an_observer_is_told_whose_machine_moves() {
        List<String> moves = new ArrayList<>();
        Lab watched = new Lab(TransactionSettings.RFC_3261, new MachineObserver() {
            @Override
            public void moved(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
                moves.add(owner + ": " + cell.state() + " " + cell.event() + " " + cell.next());
            }

            @Override
            public void illegal(Object owner, StateTable<?, ?, ?> table, Cell<?, ?, ?> cell) {
                moves.add(owner + ": " + cell.state() + " " + cell.event() + " illegal");
            }
        });
        watched.hears(request("OPTIONS", "z9hG4bK1"));
        watched.user.responds(200);
        watched.user.responds(200);

        assertThat(moves)
                .containsExactly(
                        "server transaction OPTIONS z9hG4bK1 of c1: TRYING SEND_FINAL COMPLETED",
                        "server transaction OPTIONS z9hG4bK1 of c1: COMPLETED SEND_FINAL illegal");
    }

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
        lab.user.last().respondOnce(Sip.response(503, lab.user.last().request()));
        lab.hears(request("OPTIONS", "z9hG4bK2"));
        lab.user.responds(200);
        lab.user.last().respondOnce(Sip.response(503, lab.user.last().request()));
        assertThat(lab.lines()).containsExactly("SIP/2.0 486 Busy here", "SIP/2.0 200 OK");
        assertThat(lab.layer.figures().illegal()).isEqualTo(2);
    }

    /** §8.2.2.2 has 482 for ongoing transactions: a phone that changes its transport sends the same request by another branch. */
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

    // RFC 2543 peers: no cookie, so the branch says nothing (§17.2.3).

    @Test
    void a_request_of_RFC_2543_is_recognised_by_its_headers() {
        for (String branch : List.of("1", "1", "z9hG4bK", "z9hG4bK")) lab.hears(request("OPTIONS", branch));

        assertThat(lab.user.requested).hasSize(1); // the other branch is a merged request
        // nothing is remembered of it, so that its retransmission is merged again
        assertThat(lab.layer.figures().absorbed()).isEqualTo(1);
        assertThat(lab.layer.figures().merged()).isEqualTo(2);
    }

    @Test
    void an_ack_of_RFC_2543_is_recognised_by_the_tag_of_our_response() {
        lab.hears(request("INVITE", "1"));
        lab.user.responds(486);
        lab.time.settle();
        String tag = lab.lastHeard().toTag();
        lab.hears(tagged(request("ACK", "1"), "other"));
        assertThat(lab.user.acknowledged).hasSize(1);

        lab.lines();
        lab.hears(tagged(request("ACK", "1"), tag));
        assertThat(lab.user.acknowledged).hasSize(1);
        lab.passes(LONG);
        assertThat(lab.lines()).isEmpty();
        assertThat(lab.layer.size()).isZero();
        assertThat(lab.user.told).containsExactly("terminated");
    }

    @Test
    void an_ack_of_RFC_2543_for_a_2xx_goes_to_the_user() {
        lab.hears(request("INVITE", "1"));
        lab.user.responds(200);
        lab.time.settle();
        lab.hears(tagged(request("ACK", "1"), lab.lastHeard().toTag()));

        assertThat(lab.user.acknowledged).hasSize(1);
    }

    @Test
    void a_cancel_of_RFC_2543_finds_its_invite() {
        lab.hears(request("INVITE", "1"));
        lab.hears(request("CANCEL", "1"));

        assertThat(lab.lines()).containsExactly("SIP/2.0 200 OK");
        assertThat(lab.user.told).containsExactly("cancelled");
    }
}
