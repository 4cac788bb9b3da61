package org.strowger.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.strowger.transaction.Lab.header;
import static org.strowger.transaction.ServerRequests.invite;
import static org.strowger.transaction.ServerRequests.request;
import static org.strowger.transaction.ServerRequests.tagged;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;
import org.strowger.sip.message.Sip;
import org.strowger.sip.message.SipRequest;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;
import org.strowger.statemachine.StateTable.Cell;

class ServerTransactionsTest {

    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(40);

    private final Lab lab = new Lab();

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
    void the_request_is_gone_once_it_has_its_answer() {
        lab.hears(request("OPTIONS", "z9hG4bK1"));
        ServerTransaction asked = lab.user.last();
        assertThat(asked.request().getMethod()).isEqualTo(Request.OPTIONS);
        Flow flow = asked.wire().flow();
        lab.user.responds(200);

        assertThat(asked.isAnswered()).isTrue();
        assertThatThrownBy(asked::request).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(asked::received).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(asked::wire).isInstanceOf(IllegalStateException.class);
        assertThat(asked.callId()).isEqualTo("c1");
        assertThat(asked.flow()).isEqualTo(flow);
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
            public void cancelled(SipRequest cancel) {
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
        String broken = "From: <<<>;tag=a";
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
}
