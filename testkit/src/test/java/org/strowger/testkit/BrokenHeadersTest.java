package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.dialog.ReliableProvisionals;

/** Messages with a header that can't be read, from their octets: they count wherever that header isn't needed. */
class BrokenHeadersTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings().provisionals(ReliableProvisionals.SUPPORTED),
            Programs.always(call -> call.dial(
                    new Destination.User(call.number()), DialOptions.DEFAULT.timeout(Duration.ofMinutes(2)))));
    private final ReliablePhone alice = new ReliablePhone(home, "1001", "192.0.2.61");
    private final ReliablePhone bob = new ReliablePhone(home, "1002", "192.0.2.62");

    /** A header of each kind that somebody looks at, and values that no grammar has. */
    private static Stream<String> broken() {
        return Stream.of(
                "Retry-After: soon",
                "Retry-After: 99999999999999999999",
                "Retry-After: 5 (unfinished",
                "Session-Expires: often;refresher=nobody",
                "Min-SE: -1",
                "Min-Expires: x",
                "Expires: 1e99",
                "RSeq: one",
                "RSeq:",
                "RAck: 1 INVITE",
                "WWW-Authenticate: Digest realm=\"unfinished",
                "Proxy-Authenticate: Digest",
                "Authentication-Info: ,,",
                "Refer-To: <sip:nobody",
                "Referred-By: <",
                "Event: ;id=1",
                "Subscription-State: ;expires=x",
                "Reason: ;cause=",
                "Warning: 399 \"unfinished",
                "Contact: <sip:bob@",
                "Record-Route: <sip:[::1>",
                "Route: <",
                "Path: ,",
                "Service-Route: >",
                "Replaces: ;to-tag",
                "Content-Encoding: \"",
                "Content-Disposition: ;",
                "Content-Type: sdp",
                "Require: \"100rel",
                "Proxy-Require: ;",
                "Unsupported: \"",
                "Supported: \"",
                "Allow: ,",
                "Accept: ;",
                "P-Asserted-Identity: \"",
                "Timestamp: noon",
                "Date: yesterday",
                "Max-Forwards: many",
                "User-Agent: (",
                "a line without a colon");
    }

    @AfterEach
    void nothing_is_left_behind() {
        home.exchange().hangUpAll();
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    // RFC 3261 §17.1.3: "A response matches a client transaction under two conditions", of which both are met
    @ParameterizedTest
    @MethodSource("broken")
    void a_response_counts_whatever_else_it_says(String line) {
        bob.saysBesides(line);
        alice.calls("1002");
        bob.ringsOnce("180 Ringing", "");
        assertThat(alice.heard()).as(trace()).endsWith("180 INVITE");
        bob.answers(bob.sdp("0"));
        if (line.startsWith("Content-")) return; // it may spoil what is described: seen below
        assertThat(alice.heard()).as(trace()).endsWith("200 INVITE sdp");
        assertThat(bob.requests()).contains("ACK");
        alice.hangsUp();
        assertThat(bob.isOver()).isTrue();
        home.passes(SECOND);
        assertThat(home.figures().calls()).as(trace()).isZero();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void a_refusal_counts_whatever_else_it_says(String line) {
        bob.saysBesides(line);
        for (String status : List.of("486 Busy Here", "503 Service Unavailable", "604 Does Not Exist Anywhere")) {
            alice.calls("1002");
            bob.refuses(status);
            assertThat(alice.heard()).as(trace()).endsWith(status.substring(0, 3) + " INVITE");
            assertThat(bob.requests()).endsWith("INVITE sdp", "ACK");
        }
    }

    // RFC 3262 §4: without an RSeq that can be read it is no reliable one
    @Test
    void a_reliable_response_without_a_readable_number_is_one_that_nobody_acknowledges() {
        alice.calls("1002");
        bob.saysBesides("Require: 100rel\r\nRSeq: many").ringsOnce("183 Session Progress", bob.sdp());
        assertThat(alice.heard()).as(trace()).endsWith("183 INVITE sdp");
        assertThat(bob.requests()).doesNotContain("PRACK");
    }

    @Test
    void an_answer_whose_type_cannot_be_read_ends_the_call_at_once() {
        alice.calls("1002");
        bob.ringsOnce("180 Ringing", "");
        bob.answersAs("no type at all");
        assertThat(bob.requests()).as(trace()).contains("ACK", "BYE");
        home.passes(SECOND);
        assertThat(alice.isOver()).as(trace()).isTrue();
        assertThat(home.figures().calls()).isZero();
    }

    // RFC 3261 §8.2.2: "a UAS SHOULD ignore any malformed header fields that are not necessary for processing
    // requests"
    @ParameterizedTest
    @MethodSource("broken")
    void a_call_is_confirmed_and_ended_whatever_else_ack_and_bye_say(String line) {
        alice.calls("1002");
        bob.ringsOnce("180 Ringing", "");
        if (!line.contains("a line") && !line.startsWith("Max-")) alice.saysBesides(line); // framing stays strict
        bob.answers(bob.sdp());
        home.passes(Duration.ofSeconds(40));
        assertThat(home.figures().calls()).as(trace()).isEqualTo(1);
        if (line.contains("Require")) alice.saysBesides("X-Demand: none"); // a BYE may demand something
        alice.hangsUp();
        assertThat(alice.heard()).as(trace()).endsWith("200 BYE");
        assertThat(bob.isOver()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void an_invitation_is_taken_back_whatever_else_its_cancel_says(String line) {
        alice.calls("1002");
        bob.ringsOnce("180 Ringing", "");
        if (!line.contains("a line")) alice.saysBesides(line);
        if (line.startsWith("Max-")) alice.saysBesides("X-Hops: none"); // framing stays strict
        alice.cancels();
        assertThat(alice.heard()).as(trace()).contains("200 CANCEL", "487 INVITE");
        assertThat(bob.isOver()).isTrue();
    }

    /** What an INVITE needs is told apart from what it only happens to say. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RSeq: one                  | 180",
                "RAck: 1                    | 180",
                "Event: ;id=1               | 180",
                "Subscription-State: ;      | 180",
                "Retry-After: soon          | 180",
                "Min-Expires: x             | 180",
                "Reason: ;cause=            | 180",
                "Warning: 399               | 180",
                "Date: yesterday            | 180",
                "Contact: <sip:bob@         | 400",
                "Record-Route: <            | 400",
                "Session-Expires: often     | 400",
                "Min-SE: x                  | 400",
                "Require: \"                | 400",
                "Content-Encoding: \"       | 400",
            })
    void an_invite_is_refused_only_for_what_it_needs(String line, int status) {
        alice.saysBesides(line).calls("1002");
        if (status == 180) bob.ringsOnce("180 Ringing", "");
        if (status == 400) assertThat(alice.lastResponse()).startsWith("SIP/2.0 400 Bad " + line.split(":", -1)[0]);
        else assertThat(alice.heard()).as(trace()).endsWith(status + " INVITE");
    }
}
