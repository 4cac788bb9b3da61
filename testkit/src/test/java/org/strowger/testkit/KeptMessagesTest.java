package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.strowger.call.event.Happening;
import org.strowger.call.event.InstantMessageEvent.MessageDelivered;
import org.strowger.call.event.InstantMessageEvent.MessageKept;
import org.strowger.call.event.InstantMessageEvent.MessageRefused;
import org.strowger.call.event.InstantMessageEvent.MessageUndelivered;
import org.strowger.call.setup.MessageSettings;
import org.strowger.directory.RegistrarSettings.KeepAlive;

/** Messages (RFC 3428) for accounts of which no phone is there are kept until one is, from octets. */
class KeptMessagesTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    /** Longer than a phone that says nothing is waited for. */
    private static final Duration SILENCE = Duration.ofSeconds(25);

    private static final KeepAlive ASKED = new KeepAlive(KeepAlive.Whom.ALL, Duration.ofSeconds(30), 1);

    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings()
                    .registrar(VirtualSwitch.usualSettings().registrar().withKeepAlive(ASKED))
                    .messages(MessageSettings.DEFAULT.keeping(10, HOUR)),
            Programs.dialUsers());
    private final WritingPhone ada = furnish();
    private final WritingPhone desk = new WritingPhone(home, "1002", "192.0.2.42");
    private final WritingPhone mobile = new WritingPhone(home, "1002", "192.0.2.43");

    private WritingPhone furnish() {
        for (String number : List.of("1001", "1002")) home.phone(number);
        return new WritingPhone(home, "1001", "192.0.2.41");
    }

    private <T extends Happening> List<T> told(Class<T> event) {
        return Happened.at(home, event);
    }

    @AfterEach
    void nothing_is_left_behind() {
        home.passes(HOUR);
        Leftovers.none(home);
        home.close();
    }

    private void kept(String... texts) {
        for (String text : texts)
            assertThat(ada.writes("1002", text).status()).as(text).isEqualTo(202);
    }

    // RFC 3428 §7: 202 of who keeps it; §4: Date says when it was sent
    @Test
    void what_is_sent_while_no_phone_is_there_comes_in_order_once_one_registers() {
        kept("one", "two");
        home.passes(Duration.ofMinutes(10));
        desk.misses(1).registers();
        home.passes(MOMENT);
        assertThat(desk.read()).containsExactly("one", "two");
        assertThat(desk.got())
                .allSatisfy(message -> assertThat(RawPeer.header(message, "Date"))
                        .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"));
        assertThat(RawPeer.header(desk.got().getFirst(), "From")).startsWith("<sip:1001@switch.example>");
        desk.registers();
        home.passes(MOMENT);
        assertThat(desk.got()).as("one that was missed, and each once").hasSize(3);
        assertThat(told(MessageKept.class)).hasSize(2).containsOnly(new MessageKept("1001", "1002"));
        assertThat(told(MessageDelivered.class))
                .hasSize(2)
                .allSatisfy(delivered -> assertThat(delivered.waited())
                        .isBetween(
                                Duration.ofMinutes(10), Duration.ofMinutes(10).plus(MOMENT)));
    }

    @Test
    void the_senders_own_date_stays() {
        String date = "Date: Sat, 13 Nov 2010 23:29:00 GMT";
        assertThat(ada.writes("1002", "x", date).status()).isEqualTo(202);
        desk.registers();
        assertThat(desk.got())
                .singleElement()
                .satisfies(
                        message -> assertThat(SipText.headers(message, "Date")).containsExactly(date.substring(6)));
    }

    @Test
    void so_many_are_kept_for_an_account_and_no_more() {
        String[] ten = "abcdefghij".split("");
        kept(ten);
        assertThat(ada.writes("1002", "x").status()).isEqualTo(480);
        desk.registers();
        desk.leaves();
        assertThat(desk.read()).containsExactly(ten);
        kept("y");
        assertThat(told(MessageRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.why()).contains("as much is kept for it as may be"));
    }

    // RFC 3428 §4: Expires
    @Test
    void none_is_kept_for_longer_than_it_may_or_is_worth() {
        assertThat(ada.writes("1002", "now", "Expires: 0").status()).isEqualTo(480);
        assertThat(ada.in("application/im-iscomposing+xml")
                        .writes("1002", "<x/>")
                        .status())
                .as("somebody is writing")
                .isEqualTo(480);
        ada.in("text/plain");
        kept("long");
        assertThat(ada.writes("1002", "short", "Expires: 600").status()).isEqualTo(202);
        home.passes(Duration.ofMinutes(10));
        assertThat(told(MessageUndelivered.class)).containsExactly(new MessageUndelivered("1001", "1002", "expired"));
        home.passes(Duration.ofMinutes(51));
        assertThat(told(MessageUndelivered.class)).hasSize(2);
        desk.registers();
        assertThat(desk.got()).isEmpty();
    }

    @Test
    void what_phones_that_seem_to_be_there_do_not_answer_is_kept_until_one_shows_itself() {
        desk.registers().answersWith("");
        ada.writes("1002", "one");
        assertThat(ada.status()).isZero();
        home.passes(SILENCE);
        assertThat(ada.status()).isEqualTo(202);
        int before = desk.got().size();
        home.passes(Duration.ofMinutes(5));
        assertThat(desk.got()).as("its last repetitions").hasSizeLessThan(before + 4);
        desk.answersWith("200 OK").registers();
        home.passes(MOMENT);
        assertThat(desk.got().getLast()).endsWith("one").contains("Date: ");
        assertThat(told(MessageDelivered.class)).hasSize(1);
    }

    @Test
    void one_that_is_sent_while_others_wait_comes_behind_them() {
        kept("one");
        desk.answersWith("").registers();
        kept("two");
        mobile.registers();
        home.passes(SILENCE.multipliedBy(2));
        assertThat(mobile.read()).containsExactly("one", "two");
        assertThat(told(MessageDelivered.class)).hasSize(2);
    }

    @Test
    void what_a_phone_refuses_is_gone_and_keeps_back_no_other() {
        kept("one", "two");
        desk.answersWith("415 Unsupported Media Type").registers();
        assertThat(desk.read()).containsExactly("one", "two");
        assertThat(told(MessageUndelivered.class))
                .hasSize(2)
                .containsOnly(new MessageUndelivered("1001", "1002", "a phone answers 415"));
        assertThat(told(MessageRefused.class)).isEmpty();
    }

    @Test
    void what_a_phone_refuses_that_is_there_is_not_kept() {
        desk.registers().answersWith("603 Decline");
        assertThat(ada.writes("1002", "one").status()).isEqualTo(603);
        assertThat(told(MessageKept.class)).isEmpty();
    }

    @Test
    void what_a_phone_answers_that_is_not_there_as_that_account_is_no_refusal() {
        kept("one");
        desk.answersWith("480 Temporarily Unavailable").registers();
        assertThat(desk.read()).containsExactly("one");
        desk.answersWith("200 OK").registers();
        assertThat(told(MessageDelivered.class)).hasSize(1);
    }

    @Test
    void a_phone_that_was_out_of_reach_has_them_as_soon_as_it_answers_again() {
        desk.registers();
        home.passes(Duration.ofMinutes(2));
        kept("one");
        assertThat(desk.got()).isEmpty();
        desk.answersQuestions();
        home.passes(Duration.ofSeconds(31));
        assertThat(desk.read()).containsExactly("one");
        desk.leaves();
    }

    @Test
    void octets_have_a_bound_too() {
        String subject = "Subject: " + "s".repeat(15_000);
        for (int i = 0; i < 8; i++)
            assertThat(ada.writes("1002", "x" + i, subject).status()).isEqualTo(202);
        assertThat(ada.writes("1002", "y", subject).status()).as("128 kB").isEqualTo(480);
        desk.registers();
        assertThat(desk.read()).hasSize(8);
    }
}
