package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.event.Happening;
import org.strowger.call.event.InstantMessageEvent.MessageDelivered;
import org.strowger.call.event.InstantMessageEvent.MessageRefused;
import org.strowger.call.setup.ExchangeSettings;

/** Messages of accounts to accounts (RFC 3428) that have phones which are there, from octets. */
class MessagesTest {

    private VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private WritingPhone ada = furnish();
    private WritingPhone desk = new WritingPhone(home, "1002", "192.0.2.42");
    private WritingPhone mobile = new WritingPhone(home, "1002", "192.0.2.43");

    private WritingPhone furnish() {
        for (String number : List.of("1001", "1002", "1003")) home.phone(number);
        return new WritingPhone(home, "1001", "192.0.2.41");
    }

    private <T extends Happening> List<T> told(Class<T> event) {
        return Happened.at(home, event);
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    // RFC 3428 §4: "UAs MUST NOT insert Contact header fields into MESSAGE requests"; §7: a 2xx has neither Contact nor
    // body
    @Test
    void a_message_goes_to_all_phones_of_who_is_meant_by_requests_of_our_own() {
        desk.registers();
        mobile.registers();
        ada.as("\"Ada L.\" <sip:1001@switch.example>").writes("1002", "Grüße");
        assertThat(ada.status()).isEqualTo(200);
        assertThat(ada.response()).contains("Content-Length: 0").doesNotContain("Contact:");
        for (WritingPhone phone : List.of(desk, mobile)) {
            String message = phone.got().getLast();
            assertThat(phone.got()).hasSize(1);
            assertThat(message).endsWith("\r\n\r\nGrüße").doesNotContain("Contact:", "Authorization", "192.0.2.41");
            assertThat(RawPeer.header(message, "From")).startsWith("\"Ada L.\" <sip:1001@switch.example>;tag=");
            assertThat(RawPeer.header(message, "To")).isEqualTo("<sip:1002@switch.example>");
            assertThat(RawPeer.header(message, "Content-Type")).isEqualTo("text/plain");
            assertThat(RawPeer.header(message, "Max-Forwards")).isEqualTo("69");
            assertThat(RawPeer.header(message, "Call-ID")).doesNotContain("msg");
        }
        assertThat(desk.got().getFirst()).startsWith("MESSAGE sip:1002@192.0.2.42:5060 ");
        assertThat(told(MessageDelivered.class)).containsExactly(new MessageDelivered("1001", "1002", Duration.ZERO));
    }

    @Test
    void what_says_how_it_is_to_be_read_goes_with_it_and_what_names_the_senders_side_does_not() {
        desk.registers();
        String date = "Date: Sat, 13 Nov 2010 23:29:00 GMT";
        ada.in("message/cpim; charset=\"utf-8\"")
                .writes(
                        "1002",
                        "x",
                        date,
                        "Expires: 60",
                        "s: lunch",
                        "Content-Language: de",
                        "Content-Disposition: render",
                        "Reply-To: <sip:ada@192.0.2.41>",
                        "P-Asserted-Identity: <sip:1999@switch.example>",
                        "Priority: emergency",
                        "X-Auto-Answer: yes");
        assertThat(ada.status()).isEqualTo(200);
        assertThat(desk.got().getLast())
                .contains(date, "Expires: 60", "Subject: lunch", "Content-Language: de", "Content-Disposition: render")
                .containsPattern("Content-Type: message/cpim; ?charset=\"utf-8\"")
                .doesNotContain("Reply-To", "Identity", "Priority", "X-Auto");
    }

    // RFC 3323 §4.1.1.3
    @Test
    void who_wants_not_to_be_known_is_not_named() {
        desk.registers();
        ada.writes("1002", "one", "Privacy: id");
        ada.as("\"Anonymous\" <sip:anonymous@anonymous.invalid>").writes("1002", "two");
        assertThat(ada.status()).isEqualTo(200);
        assertThat(desk.got()).hasSize(2).allSatisfy(message -> {
            assertThat(RawPeer.header(message, "From")).startsWith("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
            assertThat(message).doesNotContain("1001");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTHENTICATED", "ANYONE"})
    void a_stranger_is_asked_who_it_is_whoever_may_call(ExchangeSettings.Callers callers) {
        Leftovers.none(home);
        home.close();
        home = new VirtualSwitch(1, VirtualSwitch.usualSettings().callers(callers), Programs.dialUsers());
        furnish();
        WritingPhone bertrand = new WritingPhone(home, "1002", "192.0.2.42").registers();
        RawHost stranger = new RawHost(home, "192.0.2.99");
        String ours = "<sip:1001@switch.example>";
        stranger.asks("MESSAGE", "sip:1002@switch.example", ours, "<sip:1002@switch.example>");
        assertThat(stranger.status()).isEqualTo(407);
        stranger.asksAs("1001", "wrong", "MESSAGE", "sip:1002@switch.example", ours, "<sip:1002@switch.example>");
        assertThat(stranger.status()).isEqualTo(403);
        stranger.asksAs("1003", "1003", "MESSAGE", "sip:1002@switch.example", ours, "<sip:1002@switch.example>");
        assertThat(stranger.status()).as("From is somebody else").isEqualTo(403);
        assertThat(bertrand.got()).isEmpty();
        assertThat(told(MessageRefused.class))
                .extracting(MessageRefused::status)
                .containsExactly(403, 403);
    }

    @Test
    void what_is_for_nobody_here_or_too_long_is_refused() {
        desk.registers();
        assertThat(ada.writes("1999", "x").status()).isEqualTo(404);
        assertThat(ada.writes("1003", "x").status()).as("no phone is there").isEqualTo(480);
        assertThat(ada.writes("1002", "x".repeat(1300)).status()).isEqualTo(200);
        assertThat(ada.writes("1002", "x".repeat(1301)).status()).isEqualTo(413);
        assertThat(ada.at("elsewhere.switch.example").writes("1002", "x").status())
                .isEqualTo(404);
        assertThat(desk.got()).hasSize(1);
        assertThat(told(MessageRefused.class))
                .extracting(MessageRefused::status)
                .containsExactly(404, 480, 413, 404);
    }

    // RFC 3261 §16.7 step 6
    @ParameterizedTest
    @CsvSource({
        "200 OK,                     603 Decline,                200",
        "603 Decline,                200 OK,                     200",
        "202 Accepted,               486 Busy Here,              202",
        "603 Decline,                415 Unsupported Media Type, 603",
        "488 Not Acceptable Here,    415 Unsupported Media Type, 415",
        "500 Server Internal Error,  486 Busy Here,              486",
        "404 Not Found,              486 Busy Here,              486",
        "503 Service Unavailable,    480 Temporarily Unavailable, 480",
        "404 Not Found,              404 Not Found,              480",
        "405 Method Not Allowed,     501 Not Implemented,        480",
        "401 Unauthorized,           302 Moved Temporarily,      480"
    })
    void of_two_answers_the_sender_gets_the_better_one(String first, String second, int status) {
        desk.registers().answersWith(first);
        mobile.registers().answersWith(second);
        assertThat(ada.writes("1002", "x").status()).isEqualTo(status);
        assertThat(desk.got()).hasSize(1);
        assertThat(mobile.got()).hasSize(1);
    }

    // RFC 3261 §21.4.13
    @Test
    void what_a_phone_takes_instead_is_told_to_the_sender() {
        desk.registers().answersWith("415 Unsupported Media Type", "Accept: text/plain", "Warning: 399 x \"y\"");
        assertThat(ada.in("text/html").writes("1002", "<b>x</b>").status()).isEqualTo(415);
        assertThat(RawPeer.header(ada.response(), "Accept")).isEqualTo("text/plain");
        assertThat(told(MessageRefused.class))
                .singleElement()
                .satisfies(refused -> assertThat(refused.why()).isEqualTo("a phone answers 415"));
    }

    // RFC 4320 §4.1: 100 once timer E has risen to T2, and not before; §4.2: no 408 to who waits no longer
    @Test
    void who_writes_to_a_phone_that_says_nothing_hears_so_before_it_gives_up() {
        desk.registers().answersWith("");
        ada.writes("1002", "x");
        home.passes(Duration.ofMillis(3400));
        assertThat(ada.heard()).isEmpty();
        home.passes(Duration.ofMillis(200));
        assertThat(ada.response()).startsWith("SIP/2.0 100 ");
        home.passes(Duration.ofSeconds(20));
        assertThat(ada.status()).isZero();
        home.passes(Duration.ofSeconds(1));
        assertThat(ada.status()).isEqualTo(480);
        assertThat(desk.got()).hasSizeGreaterThan(5);
        assertThat(desk.read()).containsExactly("x");
        home.passes(Duration.ofSeconds(40));
        assertThat(ada.heard()).hasSize(2);
    }

    @Test
    void a_late_answer_is_the_senders_and_those_of_others_are_not_waited_for() {
        desk.registers().answersWith("");
        mobile.registers().misses(3);
        ada.writes("1002", "x");
        assertThat(ada.status()).isZero();
        home.passes(Duration.ofSeconds(4));
        assertThat(mobile.got()).hasSize(4);
        assertThat(ada.status()).isEqualTo(200);
    }

    // RFC 3261 §17.2.2: each repetition is answered alike, and nothing else becomes of it
    @Test
    void what_is_sent_again_is_delivered_once_and_answered_alike() {
        desk.registers().misses(1);
        ada.writes("1002", "x").repeats();
        home.passes(Duration.ofSeconds(1));
        ada.repeats().repeats();
        assertThat(desk.got()).as("one that was missed, and another").hasSize(2);
        assertThat(ada.heard()).hasSize(3).containsOnly(ada.response());
        assertThat(ada.status()).isEqualTo(200);
        assertThat(told(MessageDelivered.class)).hasSize(1);
    }

    // RFC 5626 §6: the flows of one device in turn
    @Test
    void a_device_with_two_flows_has_a_message_once_by_the_one_that_leads_to_it() {
        String device = ";+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-000A95A0E128>\";reg-id=";
        desk.registers(device + "1");
        home.passes(Duration.ofSeconds(1));
        mobile.registers(device + "2");
        ada.writes("1002", "one");
        assertThat(mobile.got()).as("the newest").hasSize(1);
        assertThat(desk.got()).isEmpty();
        mobile.answersWith("430 Flow Failed");
        ada.writes("1002", "two");
        assertThat(ada.status()).isEqualTo(200);
        assertThat(desk.read()).containsExactly("two");
    }

    @Test
    void an_account_has_so_many_messages_under_way_and_no_more() {
        desk.registers().answersWith("");
        for (int i = 0; i < 20; i++)
            assertThat(ada.writes("1002", "x" + i).status()).isZero();
        assertThat(ada.writes("1002", "y").status()).isEqualTo(503);
        assertThat(RawPeer.header(ada.response(), "Retry-After")).isNotEmpty();
        desk.answersWith("200 OK");
        home.passes(Duration.ofSeconds(5));
        assertThat(ada.writes("1002", "z").status()).isEqualTo(200);
    }
}
