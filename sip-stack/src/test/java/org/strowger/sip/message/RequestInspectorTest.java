package org.strowger.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.sip.Frames;

class RequestInspectorTest {

    private final RequestInspector inspector = new RequestInspector(new RequestInspector.Understood(
            Set.of("INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER"),
            Set.of("timer"),
            Set.of("application/sdp")));

    private static Request request(String method, String uri, String headers, String body) {
        String text = Frames.options(headers)
                        .replace("Max-Forwards: 70\n", headers.contains("Max-Forwards") ? "" : "Max-Forwards: 70\n")
                        .replace("OPTIONS", method)
                        .replace("sip:bob@example.com SIP", uri + " SIP")
                + body;
        return switch (SipCodec.parse(Frames.wire(text))) {
            case SipCodec.Parsed.GoodRequest(Request request) -> request;
            case SipCodec.Parsed other -> throw new AssertionError(other.toString());
        };
    }

    private int status(Request request) {
        return inspector.refusal(request).map(Response::getStatusCode).orElse(0);
    }

    private String refusal(Request request) {
        return new String(SipCodec.print(inspector.refusal(request).orElseThrow()), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INVITE   | sip:bob@example.com  |                          | 0",
                "INVITE   | tel:+4930123         |                          | 0",
                "INVITE   | http://example.com   |                          | 416",
                "SUBSCRIBE| sip:bob@example.com  |                          | 405",
                "invite   | sip:bob@example.com  |                          | 501",
                "NEW      | http://example.com   |                          | 501",
                "INVITE   | sip:bob@example.com  | Max-Forwards: 0          | 483",
                "INVITE   | sip:bob@example.com  | Max-Forwards: 1          | 0",
                "OPTIONS  | sip:example.com      | Max-Forwards: 0          | 0",
                "REGISTER | sip:example.com      | Max-Forwards: 0          | 0",
                "INVITE   | sip:bob@example.com  | Require: timer           | 0",
                "INVITE   | sip:bob@example.com  | Require: timer, foo      | 420",
                "BYE      | sip:bob@example.com  | Proxy-Require: foo       | 420",
                "ACK      | http://example.com   | Require: foo             | 0",
                "CANCEL   | sip:bob@example.com  | Require: foo             | 0",
                "INVITE   | sip:bob@example.com  | Accept: application/sdp  | 0",
                "INVITE   | sip:bob@example.com  | Accept: text/x, */*      | 0",
                "INVITE   | sip:bob@example.com  | Accept: application/*    | 0",
                "INVITE   | sip:bob@example.com  | Accept: text/plain       | 406",
                "OPTIONS  | sip:bob@example.com  | Accept: text/plain       | 0",
            })
    void the_checks_come_in_the_order_of_the_rfc(String method, String uri, String header, int status) {
        assertThat(status(request(method, uri, header == null ? "" : header + "\n", "")))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type: application/sdp                                       | 0",
                "Content-Type: Application/SDP                                       | 0",
                "Content-Type: text/plain                                            | 415",
                "Content-Type: application/sdp#Content-Encoding: gzip                | 415",
                "Content-Type: text/plain#Content-Disposition: icon;handling=optional| 0",
                "Content-Type: multipart/mixed;boundary=b                            | 0",
                "Content-Type: multipart/signed;boundary=b                           | 415",
                "X-None: of it                                                       | 415",
            })
    void a_body_is_of_a_type_that_we_know_or_may_be_passed_by(String headers, int status) {
        String body = "--b\nContent-Type: application/sdp\n\nv=0\n--b--\n";
        assertThat(status(request("INVITE", "sip:bob@example.com", headers.replace("#", "\n") + "\n", body)))
                .isEqualTo(status);
    }

    @Test
    void refusals_say_what_would_do() {
        assertThat(refusal(request("PUBLISH", "sip:a@b", "", "")))
                .contains("Allow: ACK")
                .contains("REGISTER\r\n");
        assertThat(refusal(request("INVITE", "sip:a@b", "Require: x, timer, y\nProxy-Require: z\n", "")))
                .containsPattern("Unsupported: x, ?y, ?z\r\n");
        assertThat(refusal(request("INVITE", "sip:a@b", "Content-Type: a/b\nContent-Encoding: gzip\n", "x")))
                .contains("Accept: application/sdp\r\n", "Accept-Encoding: identity\r\n");
    }

    @Test
    void an_answer_describes_us_in_the_same_order_each_time() {
        Response response = Sip.response(200, request("OPTIONS", "sip:a@b", "", ""));
        inspector.describe(response);
        assertThat(new String(SipCodec.print(response), StandardCharsets.UTF_8))
                .containsPattern("Allow: ACK, ?BYE, ?CANCEL, ?INVITE, ?OPTIONS, ?REGISTER\r\n")
                .contains("Supported: timer\r\n", "Accept: application/sdp\r\n");
    }
}
