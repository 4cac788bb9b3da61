package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.event.RegistrationEvent;

/**
 * Phones in browsers, which are reached on the connection that they have opened and nowhere else (RFC 7118), in virtual
 * time.
 */
class BrowserPhoneTest {

    private static final String CONTACT = "Contact: <sip:1002@df7jal23ls0d.invalid;transport=ws>;expires=600";
    private static final String ANSWERED = "200 OK";
    private static final String[] ANSWER = {
        "Contact: <sip:1002@df7jal23ls0d.invalid;transport=ws;ob>", "Content-Type: application/sdp"
    };
    private static final String SDP = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 192.0.2.200",
            "s=-",
            "c=IN IP4 192.0.2.200",
            "t=0 0",
            "m=audio 9000 RTP/AVP 0",
            "");

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private final RawHost browser = RawHost.browser(home, "192.0.2.200", "df7jal23ls0d.invalid");

    @BeforeEach
    void accounts() {
        home.phone("1002");
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private RawHost registered() {
        browser.registers("1002", CONTACT);
        assertThat(browser.status()).isEqualTo(200);
        return browser.forgets();
    }

    /** Answers calls, and whatever comes within them. */
    private RawHost answering() {
        return browser.reacts(text -> {
            if (text.startsWith("INVITE "))
                return Optional.of(RawHost.response(text, ANSWERED, ANSWER)
                        .replace("Content-Length: 0\r\n\r\n", "Content-Length: " + SDP.length() + "\r\n\r\n" + SDP));
            if (text.startsWith("SIP/2.0") || text.startsWith("ACK ")) return Optional.empty();
            return Optional.of(RawHost.response(text, ANSWERED));
        });
    }

    /** RFC 7118 §8.1, and §5.2.3: no received, since nobody could use it. */
    @Test
    void a_contact_that_is_no_place_is_registered_as_it_is() {
        browser.registers("1002", CONTACT);
        assertThat(browser.last())
                .startsWith("SIP/2.0 200 ")
                .contains("<sip:1002@df7jal23ls0d.invalid;transport=ws>")
                .contains("Via: SIP/2.0/WS df7jal23ls0d.invalid;branch=")
                .doesNotContain("received=");
        assertThat(home.contacts("1002")).containsExactly("sip:1002@df7jal23ls0d.invalid;transport=ws");
    }

    /** RFC 7118 §8.2, and a phone by UDP at the other end. */
    @Test
    void it_is_called_on_its_connection_and_so_is_what_comes_within_the_call() {
        registered();
        answering();
        ScriptedPhone alice = home.phone("1001").registers().calls("1002");
        assertThat(alice.isTalking()).isTrue();
        assertThat(browser.received("INVITE "))
                .singleElement()
                .satisfies(invite -> assertThat(invite)
                        .startsWith("INVITE sip:1002@df7jal23ls0d.invalid;transport=ws SIP/2.0\r\n")
                        .contains("Via: SIP/2.0/WS 192.0.2.1:5060;branch=")
                        .containsPattern("Contact: <sip:[^>]*@192.0.2.1:5060;transport=ws>"));
        assertThat(browser.received("ACK sip:1002@df7jal23ls0d.invalid;transport=ws;ob SIP/2.0"))
                .hasSize(1);
        alice.hangsUp();
        assertThat(browser.received("BYE sip:1002@df7jal23ls0d.invalid;transport=ws;ob SIP/2.0"))
                .hasSize(1);
        assertThat(home.exchange().figures().calls()).isZero();
    }

    @Test
    void it_calls_and_hangs_up() {
        ScriptedPhone alice = home.phone("1001").registers().answersAtOnce();
        browser.calls("1002", "sip:1001@switch.example");
        assertThat(browser.status()).isEqualTo(200);
        String answer = browser.last();
        assertThat(answer).containsPattern("Contact: <sip:[^>]*@192.0.2.1:5060;transport=ws>");
        browser.acknowledges(answer);
        assertThat(alice.isTalking()).isTrue();
        browser.hangsUp(answer);
        assertThat(browser.status()).isEqualTo(200);
        assertThat(alice.isTalking()).isFalse();
    }

    @Test
    void what_it_says_of_itself_is_not_followed_wherever_that_is() {
        ScriptedPhone alice = home.phone("1001").registers().answersAtOnce();
        RawHost elsewhere = new RawHost(home, "192.0.2.66");
        RawHost pretender = RawHost.browser(home, "192.0.2.202", "192.0.2.66");
        pretender.reacts(
                text -> text.startsWith("BYE ") ? Optional.of(RawHost.response(text, ANSWERED)) : Optional.empty());
        pretender.calls("1002", "sip:1001@switch.example");
        pretender.acknowledges(pretender.last());
        alice.hangsUp();
        assertThat(pretender.received("BYE ")).hasSize(1);
        assertThat(elsewhere.received()).isEmpty();
    }

    /** RFC 5626 §5.3: a flow that is gone takes its registrations with it. */
    @Test
    void its_registration_is_gone_with_its_connection() {
        registered().disconnects();
        assertThat(home.contacts("1002")).isEmpty();
        assertThat(home.events())
                .extracting(event -> event.what())
                .contains(new RegistrationEvent.Unregistered(
                        "1002", "sip:1002@df7jal23ls0d.invalid;transport=ws", "connection closed"));
        assertThat(home.phone("1001").registers().calls("1002").lastStatus()).isEqualTo(480);
        browser.registers("1002", CONTACT);
        assertThat(home.contacts("1002")).hasSize(1);
    }

    @Test
    void a_renewal_on_another_connection_outlives_the_first_one() {
        registered();
        RawHost again = RawHost.browser(home, "192.0.2.201", "other.invalid");
        again.registers("1002", CONTACT);
        browser.disconnects();
        assertThat(home.contacts("1002")).hasSize(1);
        again.disconnects();
        assertThat(home.contacts("1002")).isEmpty();
    }

    @Test
    void a_call_whose_connection_is_gone_ends_at_once_when_it_is_hung_up() {
        registered();
        answering();
        ScriptedPhone alice = home.phone("1001").registers().calls("1002");
        browser.disconnects();
        assertThat(alice.isTalking()).isTrue();
        alice.hangsUp();
        home.passes(Duration.ofSeconds(1));
        assertThat(home.exchange().figures().calls()).isZero();
    }

    /** A browser that has changed its network comes back, and its calls go on: RFC 5626 §5.3. */
    @Test
    void a_call_goes_on_where_its_browser_comes_back() {
        ScriptedPhone alice = home.phone("1001").registers().answersAtOnce();
        browser.calls("1002", "sip:1001@switch.example");
        String answer = browser.last();
        browser.acknowledges(answer).disconnects();
        assertThat(alice.isTalking()).isTrue();
        browser.forgets().within("OPTIONS", answer);
        assertThat(browser.status()).isEqualTo(200);
        browser.reacts(
                text -> text.startsWith("BYE ") ? Optional.of(RawHost.response(text, ANSWERED)) : Optional.empty());
        alice.hangsUp();
        assertThat(browser.received("BYE ")).hasSize(1);
        assertThat(home.exchange().figures().calls()).isZero();
    }

    @Test
    void a_uri_that_names_a_websocket_is_no_place_to_call() {
        VirtualSwitch other = new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings(),
                Programs.always(
                        call -> call.dial(new Destination.Uri("sip:x@192.0.2.200;transport=ws"), DialOptions.DEFAULT)));
        assertThat(other.phone("1001").registers().calls("1002").lastStatus()).isEqualTo(503);
        Leftovers.none(other);
        other.close();
    }
}
