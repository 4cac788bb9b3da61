package org.strowger.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.sip.Frames.UDP;
import static org.strowger.sip.Frames.bytes;
import static org.strowger.sip.Frames.options;
import static org.strowger.sip.Frames.wire;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.sip.Flow;
import org.strowger.sip.Frames;
import org.strowger.sip.Hop;
import org.strowger.sip.Transport;
import org.strowger.sip.WireMessage;
import org.strowger.sip.message.SipCodec.Parsed;

class SipCodecTest {

    private static Request good(WireMessage message) {
        return switch (SipCodec.parse(message)) {
            case Parsed.GoodRequest(Request request) -> request;
            case Parsed other -> throw new AssertionError(other.toString());
        };
    }

    private static Parsed.BadRequest bad(WireMessage message) {
        return switch (SipCodec.parse(message)) {
            case Parsed.BadRequest refused -> refused;
            case Parsed other -> throw new AssertionError(other.toString());
        };
    }

    private static String print(javax.sip.message.Message message) {
        return new String(SipCodec.print(message), StandardCharsets.UTF_8);
    }

    private static ViaHeader top(Request request) {
        return (ViaHeader) request.getHeader(ViaHeader.NAME);
    }

    /** RFC 3261 §18.2.1: received where the host is a name or another address. RFC 3581 §4: with rport, always. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.9, , ",
        "192.0.2.9:5070, , ",
        "phone.example.com, 192.0.2.9, ",
        "10.0.0.1, 192.0.2.9, ",
        "192.0.2.9;rport, 192.0.2.9, 4444",
        "10.0.0.1;rport=1, 192.0.2.9, 4444",
        "10.0.0.1;received=1.2.3.4, 192.0.2.9, ",
    })
    void the_topmost_via_says_where_the_request_came_from(String sentBy, String received, Integer rport) {
        Request request = good(wire(options("").replace("UDP 192.0.2.9", "UDP " + sentBy)));
        assertThat(top(request).getReceived()).isEqualTo(received);
        assertThat(top(request).getRPort()).isEqualTo(rport == null ? -1 : rport);
    }

    @Test
    void ipv6_addresses_are_compared_as_addresses() {
        Flow six = new Flow(
                Transport.UDP,
                new InetSocketAddress("2001:db8::1", 5060),
                new InetSocketAddress("2001:db8::9", 5060),
                0);
        byte[] same = bytes(options("").replace("UDP 192.0.2.9", "UDP [2001:0db8:0::9]:5060"));
        assertThat(top(good(WireMessage.of(same, six))).getReceived()).isNull();
        byte[] other = bytes(options("").replace("UDP 192.0.2.9", "UDP [2001:db8::7]"));
        Request marked = good(WireMessage.of(other, six));
        assertThat(print(marked)).contains("received=2001:db8::9\r\n");
    }

    @Test
    void unknown_headers_keep_name_value_and_order() {
        // Those of one name are gathered where the first stood: only their own order means anything (§7.3.1).
        String unknown = "X-First: a  b;;,;\nX-First: again\nx-SECOND: <>\nX-Umlaut: Müller ü\n";
        assertThat(print(good(wire(options(unknown))))).contains(unknown.replace("\n", "\r\n"));
    }

    @Test
    void known_headers_that_cannot_be_read_and_do_not_matter_are_passed_on() {
        assertThat(print(good(wire(options("Date: yesterday\nExpires: 1e99\nSubject: a\nSubject: b\n")))))
                .contains("Date: yesterday\r\n", "Expires: 1e99\r\n", "Subject: a\r\n", "Subject: b\r\n");
    }

    @Test
    void latin_1_is_understood_and_sent_on_as_utf_8() {
        byte[] latin = options("Subject: M\u00fcller\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(print(good(WireMessage.of(latin, UDP)))).contains("Subject: Müller\r\n");
    }

    @Test
    void folds_become_one_space() {
        assertThat(print(good(wire(options("X-Fold: a\n\t  b\n c\n"))))).contains("X-Fold: a b c\r\n");
    }

    @Test
    void a_nul_in_a_quoted_string_survives() {
        String to = "To: \"nul \\\0 here\" <sip:bob@example.com>\r\n";
        Request request = good(wire(options("").replace("To: <sip:bob@example.com>\n", to)));
        assertThat(print(request)).contains(to);
    }

    @Test
    void methods_keep_their_case() {
        Request request = good(wire(options("").replace("OPTIONS", "Options")));
        assertThat(request.getMethod()).isEqualTo("Options");
        assertThat(print(request)).contains("CSeq: 1 Options\r\n");
        assertThat(print(Sip.response(501, request))).contains("CSeq: 1 Options\r\n");
    }

    @Test
    void bodies_are_bytes() {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(bytes(options("Content-Type: multipart/mixed;boundary=x\nContent-Length: 256\n")));
        byte[] body = new byte[256];
        for (int i = 0; i < body.length; i++) body[i] = (byte) i;
        frame.writeBytes(body);
        frame.writeBytes(bytes("what follows in the datagram"));
        Request request = good(WireMessage.of(frame.toByteArray(), UDP));
        assertThat(request.getRawContent()).isEqualTo(body);
        assertThat(SipCodec.print(request)).endsWith(body);
        assertThat(print(request)).contains("Content-Length: 256\r\n\r\n");
    }

    @Test
    void without_content_length_a_datagram_is_body_to_its_end() {
        assertThat(good(wire(options("Content-Type: text/plain\n") + "hello")).getRawContent())
                .isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void the_answer_to_a_bad_request_copies_what_there_is() {
        Parsed.BadRequest refused = bad(wire(options("Via: SIP/2.0/UDP second;;;\n")
                .replace("CSeq: 1 OPTIONS", "CSeq: 99999999999 OPTIONS")
                .replace("To: <sip:bob@example.com>", "To: \"Bob <sip:bob@example.com>")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(print(refused.answer()))
                .startsWith("SIP/2.0 400 Bad CSeq\r\nVia: SIP/2.0/UDP 192.0.2.9;branch=z9hG4bK1\r\n")
                .contains("From: <sip:alice@example.com>;tag=a\r\n", "Call-ID: c1\r\n", "CSeq: 99999999999 OPTIONS\r\n")
                .contains("\r\nTo: \"Bob <sip:bob@example.com>;tag=", "\r\nVia: SIP/2.0/UDP second;;;\r\n")
                .endsWith("Content-Length: 0\r\n\r\n");
    }

    @Test
    void a_retransmitted_bad_request_gets_the_same_answer() {
        String request = options("Max-Forwards: 1\n");
        assertThat(print(bad(wire(request)).answer()))
                .isEqualTo(print(bad(wire(request)).answer()));
    }

    @Test
    void a_topmost_via_with_garbage_behind_it_is_mended_for_the_answer() {
        Parsed.BadRequest refused = bad(wire(options("").replace(";branch=z9hG4bK1", ";;,;,,")));
        assertThat(refused.answer().getHeader(ViaHeader.NAME)).isNotNull();
        assertThat(print(refused.answer())).contains("\r\nVia: SIP/2.0/UDP 192.0.2.9\r\n");
    }

    /** JAIN-SIP's parser of Via would run until memory is full. */
    @Test
    @Timeout(10)
    void an_unfinished_comment_in_a_via_is_bad_syntax() {
        assertThat(bad(wire(options("Via: SIP/2.0/UDP host (unfinished\\\n"))).status())
                .isEqualTo(400);
        WireMessage unfinished = wire(options("").replace("UDP 192.0.2.9", "UDP host(unfinished"));
        assertThat(SipCodec.parse(unfinished)).isInstanceOf(Parsed.Junk.class);
    }

    @Test
    void a_display_name_cannot_break_out_of_its_quotes() {
        String from = "From: a\" <sip:evil@example.com>;tag=b, \"b <sip:alice@example.com>;tag=a";
        assertThat(bad(wire(options("").replace("From: <sip:alice@example.com>;tag=a", from)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void uris_of_other_schemes_keep_their_escapes() {
        String headers = "Alert-Info: <http://example.com/a%20b>\r\nX-Next: 1\r\n";
        assertThat(print(good(wire(options(headers))))).contains(headers);
        Request request = good(wire(options("").replace("sip:bob@example.com SIP", "http://example.com/a%20b SIP")));
        assertThat(request.getRequestURI()).hasToString("http://example.com/a%20b");
    }

    @Test
    void an_ack_is_never_answered() {
        WireMessage ack =
                wire(options("").replace("OPTIONS", "ACK").replace("sip:bob@example.com SIP", "sip:@example.com SIP"));
        assertThat(SipCodec.parse(ack)).isInstanceOf(Parsed.Junk.class);
    }

    @Test
    void a_line_break_in_a_value_cannot_make_a_header() {
        Request request = good(wire(options("")));
        Response response = Sip.response(200, request);
        try {
            response.setReasonPhrase("OK\r\nX-Evil: yes");
        } catch (java.text.ParseException e) {
            throw new AssertionError(e);
        }
        assertThat(print(response)).startsWith("SIP/2.0 200 OK  X-Evil: yes\r\n");
    }

    @Test
    void vias_and_routes_are_printed_one_to_a_line_and_tokens_as_a_list() {
        String printed = print(good(wire(options("""
            Via: SIP/2.0/UDP b, SIP/2.0/UDP c
            Route: <sip:r1;lr>, <sip:r2;lr>
            Allow: INVITE, ACK
            Allow: BYE
            """))));
        assertThat(printed)
                .contains("Via: SIP/2.0/UDP b\r\n", "Via: SIP/2.0/UDP c\r\n")
                .contains("Route: <sip:r1;lr>\r\nRoute: <sip:r2;lr>\r\n")
                .containsPattern("Allow: INVITE, ?ACK, ?BYE\r\n");
    }

    /** §18.2.2, RFC 3581 §4. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.9, 5060",
        "phone.example.com:5070, 5070",
        "[2001:db8::1], 5060",
        "[2001:db8::1]:5071, 5071",
        "192.0.2.9;rport, 4444",
        "192.0.2.9:99999, 4444",
        "192.0.2.9;maddr=224.0.0.1, 5060",
    })
    void a_response_goes_to_the_source_address_at_the_port_that_via_asks_for(String sentBy, int port) {
        Hop hop = Hop.forResponseTo(wire(options("").replace("UDP 192.0.2.9", "UDP " + sentBy)));
        assertThat(hop.address().getAddress()).isEqualTo(Frames.THERE.getAddress());
        assertThat(hop.address().getPort()).isEqualTo(port);
    }
}
