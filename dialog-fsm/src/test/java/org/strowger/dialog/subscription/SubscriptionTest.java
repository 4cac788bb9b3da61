package org.strowger.dialog.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.dialog.Bench;
import org.strowger.dialog.Bench.Agent;
import org.strowger.dialog.Peer;
import org.strowger.dialog.Subscription;
import org.strowger.dialog.Subscription.End;
import org.strowger.dialog.Subscription.EventState;
import org.strowger.dialog.SubscriptionTerms;
import org.strowger.sip.WireMessage;

/** SUBSCRIBE and NOTIFY, with a peer whose every word the test writes. */
class SubscriptionTest {

    private static final String TARGET = "sip:1001@192.0.2.1";
    private static final SubscriptionTerms TERMS = new SubscriptionTerms(
            Duration.ofSeconds(60), Duration.ofHours(1), Duration.ofHours(2), Duration.ofSeconds(1), 2);

    private final Bench bench = new Bench();
    private final Agent alice = bench.agent("alice", "192.0.2.1");
    private final Peer peer = bench.peer("peer", "192.0.2.9");
    private final List<End> ends = new ArrayList<>();
    private Optional<Subscription> subscription = Optional.empty();
    private String state = "idle";
    private String type = "text/plain";

    @BeforeEach
    void alice_takes_what_is_asked() {
        alice.onRequested =
                transaction -> subscription = alice.layer.accept(transaction, TERMS, new Subscription.Owner() {
                    @Override
                    public EventState state(long version) {
                        return EventState.of(type, (version + " " + state).getBytes(StandardCharsets.US_ASCII));
                    }

                    @Override
                    public void ended(Subscription over, End why) {
                        ends.add(why);
                    }
                });
    }

    @AfterEach
    void nothing_is_left() {
        bench.pass(10_000);
        assertThat(bench.faults).isEmpty();
        assertThat(alice.isClean()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    private void subscribes(int cseq, String to, String... extra) {
        List<String> lines = new ArrayList<>(List.of(extra));
        lines.add("Event: dialog;id=7");
        peer.request(
                "SUBSCRIBE", TARGET, "<sip:peer@example.com>;tag=p1", to, "s1", cseq, "", lines.toArray(String[]::new));
    }

    private void subscribes(int cseq, int expires) {
        boolean first = peer.received.stream().noneMatch(m -> !m.isRequest() && m.status() == 200);
        String to = first ? "<" + TARGET + ">" : Peer.header(peer.lastResponse("SUBSCRIBE"), "To");
        subscribes(cseq, to, peer.contact(), "Expires: " + expires);
    }

    private void answers(int status, String... extra) {
        peer.answer(peer.last("NOTIFY"), status, "", "", extra);
    }

    private void changes(String to) {
        state = to;
        alice.loop.execute(() -> subscription.orElseThrow().changed());
        bench.settle();
    }

    private String told() {
        WireMessage notify = peer.last("NOTIFY");
        return Peer.header(notify, "Subscription-State") + " " + Peer.body(notify);
    }

    // RFC 6665 §4.2.1.2: "the notifier MUST send a NOTIFY request immediately"
    @Test
    void a_subscriber_is_granted_its_time_and_told_at_once_and_at_each_change() {
        subscribes(1, 600);
        WireMessage granted = peer.lastResponse("SUBSCRIBE");
        assertThat(granted.status()).isEqualTo(200);
        assertThat(Peer.header(granted, "Expires")).isEqualTo("600");
        assertThat(Peer.header(granted, "Contact")).isEqualTo("<sip:strowger@192.0.2.1:5060>");
        assertThat(Peer.header(granted, "To")).contains(";tag=");
        assertThat(told()).isEqualTo("active;expires=600 0 idle");
        WireMessage notify = peer.last("NOTIFY");
        assertThat(Peer.header(notify, "Event")).isEqualTo("dialog;id=7");
        assertThat(Peer.header(notify, "To")).isEqualTo("<sip:peer@example.com>;tag=p1");
        assertThat(Peer.header(notify, "From")).isEqualTo(Peer.header(granted, "To"));
        assertThat(Peer.header(notify, "Call-ID")).isEqualTo("s1");
        answers(200);
        bench.pass(100);
        changes("ringing");
        assertThat(told()).isEqualTo("active;expires=500 1 ringing");
        answers(200);
        alice.loop.execute(() -> subscription.orElseThrow().end(End.NO_RESOURCE));
        bench.settle();
        assertThat(told()).isEqualTo("terminated;reason=noresource 2 ringing");
        answers(200);
        assertThat(ends).containsExactly(End.NO_RESOURCE);
    }

    @Test
    void one_notify_at_a_time_is_under_way_and_the_next_tells_what_is_so_then() {
        subscribes(1, 600);
        changes("ringing");
        changes("talking");
        assertThat(peer.count("NOTIFY")).isEqualTo(1);
        answers(200);
        bench.settle();
        bench.pass(0.001);
        assertThat(peer.count("NOTIFY")).isEqualTo(2);
        assertThat(told()).isEqualTo("active;expires=599 1 talking");
        answers(481);
        assertThat(ends).containsExactly(End.NOBODY_LISTENS);
    }

    // RFC 4235 §3.10: "no more than one every second" on the long run
    @Test
    void news_that_comes_faster_than_may_be_told_is_told_in_its_turn() {
        subscribes(1, 600);
        for (int i = 0; i < 100; i++) {
            answers(200);
            bench.pass(0.05);
            changes("state " + i);
        }
        assertThat(peer.count("NOTIFY")).isBetween(6L, 8L);
        answers(200);
        bench.pass(1);
        assertThat(told()).endsWith("state 99");
        answers(481);
    }

    // RFC 6665 §4.2.1.1: "423 Interval Too Brief"
    @Test
    void a_time_that_is_too_brief_is_refused_and_one_that_is_too_long_is_shortened() {
        subscribes(1, 59);
        assertThat(peer.lastResponse("SUBSCRIBE").status()).isEqualTo(423);
        assertThat(Peer.header(peer.lastResponse("SUBSCRIBE"), "Min-Expires")).isEqualTo("60");
        assertThat(alice.layer.subscriptions()).isZero();
        subscribes(2, 99_999);
        assertThat(Peer.header(peer.lastResponse("SUBSCRIBE"), "Expires")).isEqualTo("7200");
        answers(200);
        subscribes(3, 10);
        assertThat(peer.lastResponse("SUBSCRIBE").status()).as("within").isEqualTo(423);
        assertThat(alice.layer.subscriptions()).isEqualTo(1);
        bench.pass(7200);
        assertThat(told()).startsWith("terminated;reason=timeout");
        answers(200);
        assertThat(ends).containsExactly(End.TIMEOUT);
    }

    @Test
    void a_refresh_begins_the_time_anew_and_is_told_the_state_again() {
        subscribes(1, 100);
        answers(200);
        bench.pass(90);
        subscribes(2, 100);
        assertThat(told()).isEqualTo("active;expires=100 1 idle");
        answers(200);
        bench.pass(90);
        assertThat(alice.layer.subscriptions())
                .as("of the first time there were 10 s left")
                .isEqualTo(1);
        subscribes(3, 0);
        assertThat(Peer.header(peer.lastResponse("SUBSCRIBE"), "Expires")).isEqualTo("0");
        assertThat(told()).isEqualTo("terminated;reason=timeout 2 idle");
        subscribes(4, 100);
        assertThat(peer.lastResponse("SUBSCRIBE").status()).isEqualTo(481);
        answers(200);
        assertThat(ends).containsExactly(End.TIMEOUT);
    }

    @Test
    void a_refresh_while_a_notify_is_under_way_waits_for_its_answer() {
        subscribes(1, 100);
        bench.pass(20);
        subscribes(2, 100);
        assertThat(peer.lastResponse("SUBSCRIBE").status()).isEqualTo(200);
        WireMessage first = peer.received.stream()
                .filter(WireMessage::isRequest)
                .findFirst()
                .orElseThrow();
        peer.answer(first, 200, "", "");
        bench.pass(0.001);
        assertThat(told()).isEqualTo("active;expires=99 1 idle");
        answers(200);
        subscribes(3, 0);
        answers(200);
    }

    // RFC 6665 §4.4.3
    @Test
    void who_only_fetches_is_told_once() {
        subscribes(1, 0);
        assertThat(peer.lastResponse("SUBSCRIBE").status()).isEqualTo(200);
        assertThat(told()).isEqualTo("terminated;reason=timeout 0 idle");
        answers(200);
        assertThat(ends).containsExactly(End.TIMEOUT);
    }

    // RFC 6665 §4.2.2
    @Test
    void a_notify_that_gets_no_answer_ends_it() {
        subscribes(1, 600);
        bench.pass(33);
        assertThat(ends).containsExactly(End.NOBODY_LISTENS);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 481, 489, 500, 603})
    void a_refusal_ends_it(int status) {
        subscribes(1, 600);
        answers(status);
        assertThat(ends).containsExactly(End.NOBODY_LISTENS);
    }

    @Test
    void a_refusal_that_names_a_time_puts_the_notify_off() {
        subscribes(1, 600);
        answers(503, "Retry-After: 20 (starting)");
        changes("ringing");
        bench.pass(19.9);
        assertThat(peer.count("NOTIFY")).isEqualTo(1);
        bench.pass(0.2);
        assertThat(told()).isEqualTo("active;expires=580 1 ringing");
        answers(503, "Retry-After: 9999");
        bench.pass(60.2);
        assertThat(peer.count("NOTIFY")).as("a minute is the longest").isEqualTo(3);
        answers(481, "Retry-After: 1");
        assertThat(ends).containsExactly(End.NOBODY_LISTENS);
    }

    @Test
    void what_makes_no_dialog_is_refused_and_leaves_nothing() {
        subscribes(1, "<" + TARGET + ">");
        assertThat(peer.lastResponse("SUBSCRIBE").status()).as("no Contact").isEqualTo(400);
        peer.request(
                "SUBSCRIBE", TARGET, "<sip:peer@example.com>;tag=p1", "<" + TARGET + ">", "s2", 1, "", peer.contact());
        assertThat(peer.lastResponse("SUBSCRIBE").status()).as("no Event").isEqualTo(489);
        assertThat(alice.layer.subscriptions()).isZero();
        assertThat(alice.transactions.size()).isZero();
    }

    @Test
    void what_else_comes_in_its_dialog_is_refused_and_leaves_it_standing() {
        subscribes(1, 600);
        answers(200);
        String to = Peer.header(peer.lastResponse("SUBSCRIBE"), "To");
        String from = "<sip:peer@example.com>;tag=p1";
        peer.request("SUBSCRIBE", TARGET, from, to, "s1", 2, "", peer.contact(), "Event: presence");
        assertThat(peer.lastResponse("SUBSCRIBE").status()).as("another event").isEqualTo(489);
        assertThat(Peer.header(peer.lastResponse("SUBSCRIBE"), "Allow-Events")).isEqualTo("dialog");
        peer.request("SUBSCRIBE", TARGET, from, to, "s1", 1, "", peer.contact(), "Event: dialog;id=7");
        assertThat(peer.lastResponse("SUBSCRIBE").status()).as("out of order").isEqualTo(500);
        peer.request("BYE", TARGET, from, to, "s1", 3, "");
        assertThat(peer.lastResponse("BYE").status()).isEqualTo(405);
        assertThat(alice.layer.subscriptions()).isEqualTo(1);
    }

    // RFC 3261 §12.2.2: a dialog has the tags of both sides
    @Test
    void a_request_with_another_tag_than_the_subscribers_is_of_no_dialog() {
        subscribes(1, 600);
        answers(200);
        String to = Peer.header(peer.lastResponse("SUBSCRIBE"), "To");
        String from = "<sip:peer@example.com>;tag=p2";
        String[] headers = {peer.contact(), "Event: dialog;id=7", "Expires: 0"};
        peer.request("SUBSCRIBE", TARGET, from, to, "s1", 2, "", headers);
        assertThat(peer.lastResponse("SUBSCRIBE").status()).isEqualTo(481);
        assertThat(alice.layer.subscriptions()).isEqualTo(1);
    }

    @Test
    void a_state_that_cannot_be_sent_leaves_no_subscription() {
        type = "no type";
        subscribes(1, 600);
        assertThat(ends).containsExactly(End.NOBODY_LISTENS);
        assertThat(alice.layer.subscriptions()).isZero();
    }
}
