package org.strowger.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.strowger.sip.Frames.UDP;
import static org.strowger.sip.Frames.bytes;
import static org.strowger.sip.Frames.options;
import static org.strowger.sip.Frames.wire;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.sip.message.SipCodec;
import org.strowger.sip.wire.MessageLimits;

class WireMessageTest {

    @Test
    void compact_names_folds_and_odd_white_space_are_read() {
        WireMessage message = wire("""
                INVITE sip:bob@example.com SIP/2.0
                v:  SIP  / 2.0
                 / UDP   Host.Example.COM : 5070 ;
                  BRANCH  =   z9hG4bK9ikj8  , SIP/2.0/TCP b.example.com;branch=second
                f :"a;tag=no" <sip:a@b;tag=neither> ; x = "tag=y" ; tag	= from1
                T: <sip:b@c>
                i:   abc
                cSEQ: 0009
                  INVITE
                l: 0

                """);
        assertThat(message.isSound()).isTrue();
        assertThat(message.isRequest()).isTrue();
        assertThat(message.method()).isEqualTo("INVITE");
        assertThat(message.requestUri()).isEqualTo("sip:bob@example.com");
        assertThat(message.branch()).isEqualTo("z9hG4bK9ikj8");
        assertThat(message.sentBy()).isEqualTo("host.example.com:5070");
        assertThat(message.fromTag()).isEqualTo("from1");
        assertThat(message.toTag()).isEmpty();
        assertThat(message.callId()).isEqualTo("abc");
        assertThat(message.cseq()).isEqualTo(9);
        assertThat(message.cseqMethod()).isEqualTo("INVITE");
    }

    @Test
    void a_response_has_a_status_and_the_method_of_its_cseq() {
        WireMessage message = wire(options("").replace("OPTIONS sip:bob@example.com SIP/2.0", "SIP/2.0 486 Busy Here"));
        assertThat(message.isRequest()).isFalse();
        assertThat(message.status()).isEqualTo(486);
        assertThat(message.method()).isEqualTo("OPTIONS");
        assertThat(message.requestUri()).isEmpty();
    }

    @Test
    void empty_lines_before_the_start_line_are_skipped() {
        assertThat(wire("\n\n" + options("")).method()).isEqualTo("OPTIONS");
    }

    @Test
    void bare_line_feeds_end_lines() {
        assertThat(WireMessage.of(options("").getBytes(StandardCharsets.UTF_8), UDP)
                        .isSound())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Call-ID: c2",
                "i: c1",
                "CSeq: 2 OPTIONS",
                "From: <sip:x@example.com>;tag=b",
                "f: <sip:x@example.com>;tag=b",
                "t: <sip:x@example.com>",
                "Max-Forwards: 70",
                "Content-Length: 0\nContent-Length: 0",
                "Content-Length: -1",
                "Content-Length: 1",
                "Content-Length: 99999999999999999999",
                "Content-Length: abc",
                "Content-Length:",
                "no colon here",
                ": no name",
                "two words: x",
            })
    void a_header_that_jain_sip_would_let_pass_makes_a_request_unsound(String header) {
        WireMessage message = wire(options(header + "\n"));
        assertThat(message.isSound()).isFalse();
        assertThat(SipCodec.parse(message)).isInstanceOf(SipCodec.Parsed.BadRequest.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Call-ID: c1\n",
                "CSeq: 1 OPTIONS\n",
                "From: <sip:alice@example.com>;tag=a\n",
                "To: <sip:bob@example.com>\n",
            })
    void a_mandatory_header_that_is_missing_makes_a_request_unsound(String line) {
        assertThat(wire(Frames.without(options(""), line)).isSound()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CSeq: 2147483648 OPTIONS",
                "CSeq: 1",
                "CSeq: OPTIONS",
                "CSeq: -1 OPTIONS",
                "CSeq: 1 INVITE",
            })
    void a_bad_cseq_makes_a_request_unsound(String cseq) {
        assertThat(wire(options("").replace("CSeq: 1 OPTIONS", cseq)).isSound()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "-1", "", "7x", "99999999999999999999999"})
    void max_forwards_is_0_to_255(String value) {
        assertThat(wire(options("").replace("Max-Forwards: 70", "Max-Forwards: " + value))
                        .isSound())
                .isFalse();
        assertThat(wire(options("").replace("Max-Forwards: 70", "Max-Forwards: 255"))
                        .isSound())
                .isTrue();
    }

    @Test
    void what_breaks_the_rules_without_a_way_to_say_so_is_junk() {
        assertThat(junk("\n\n")).isEqualTo(Junk.KEEPALIVE);
        assertThat(junk("GET / HTTP/1.1\nHost: example.com\n\n")).isEqualTo(Junk.NO_VIA);
        assertThat(junk("\u0001\u0002\u0003 some binary protocol\n\n")).isEqualTo(Junk.NOT_SIP);
        assertThat(junk("no line end at all, just text")).isEqualTo(Junk.NOT_SIP);
        assertThat(junk("SIP/2.0 4294967301 better not break the receiver\nVia: SIP/2.0/UDP a\n\n"))
                .isEqualTo(Junk.BAD_RESPONSE);
        assertThat(junk(options("Max-Forwards: 1\n").replace("OPTIONS", "ACK"))).isEqualTo(Junk.BAD_ACK);
        assertThat(junk("x".repeat(WireMessage.MAX_BYTES + 1))).isEqualTo(Junk.TOO_LARGE);
        assertThatThrownBy(() -> wire("\n\n")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_response_with_two_vias_is_not_for_us() {
        String status = "SIP/2.0 200 OK";
        String response =
                options("Via: SIP/2.0/UDP 255.255.255.255\n").replace("OPTIONS sip:bob@example.com SIP/2.0", status);
        assertThat(junk(response)).isEqualTo(Junk.BAD_RESPONSE);
    }

    @Test
    void headers_are_counted_before_anything_is_parsed() {
        assertThat(wire(options("X: y\n".repeat(MessageLimits.HEADER_LINES))).isSound())
                .isFalse();
        assertThat(wire(options("Via: SIP/2.0/UDP a\n".repeat(MessageLimits.VIAS)))
                        .isSound())
                .isFalse();
        assertThat(wire(options("Via: " + "SIP/2.0/UDP a,".repeat(MessageLimits.VIAS) + "SIP/2.0/UDP a\n"))
                        .isSound())
                .isFalse();
        assertThat(wire(options("X: " + "y".repeat(MessageLimits.VALUE_BYTES + 1) + "\n"))
                        .isSound())
                .isFalse();
    }

    @Test
    void a_message_that_ends_within_its_headers_is_unsound() {
        byte[] whole = bytes(options(""));
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 4);
        assertThat(WireMessage.of(cut, UDP).isSound()).isFalse();
    }

    @Test
    void the_shape_of_any_prefix_is_survived() {
        byte[] whole = bytes(options("Content-Length: 5\n") + "12345");
        for (int length = 0; length < whole.length; length++) {
            Indexing indexing = WireMessage.index(java.util.Arrays.copyOf(whole, length), UDP);
            if (indexing instanceof Indexing.Indexed(WireMessage message))
                assertThat(message.isSound()).isFalse();
        }
    }

    /** A stranger's brackets are no address, and nothing is thrown for them. */
    @ParameterizedTest
    @ValueSource(strings = {"]", "]:4444", "x]:4444", "[:4444", "[]:4444", "[::1", "[x]:4444"})
    void a_sent_by_that_is_no_address_is_taken_for_a_name(String sentBy) {
        WireMessage message = wire(options("").replace("UDP 192.0.2.9", "UDP " + sentBy + ";rport"));
        assertThat(message.isTranslated()).isEqualTo(!sentBy.endsWith(":4444"));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.9:4444,   false",
        "10.0.0.1:4444,    true",
        "192.0.2.9,        true",
        "[::1]:4444,       true",
        "phone.local:4444, false"
    })
    void a_nat_is_between_where_the_source_is_not_what_sent_by_says(String sentBy, boolean translated) {
        WireMessage message = wire(options("").replace("UDP 192.0.2.9", "UDP " + sentBy + ";rport"));
        assertThat(message.isTranslated()).isEqualTo(translated);
    }

    private static Junk junk(String text) {
        return switch (WireMessage.index(bytes(text), UDP)) {
            case Indexing.Indexed(WireMessage message) -> throw new AssertionError("not junk: " + message);
            case Indexing.Rejected(Junk why) -> why;
        };
    }
}
