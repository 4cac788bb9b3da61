package org.strowger.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.sip.Frames;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.statemachine.Secret;

/** What answers challenges; how they are made and judged is {@link DigestTest}. */
class DigestClientTest {

    private final DigestClient alice = client("alice", "secret");

    private static DigestClient client(String user, String password) {
        return new DigestClient(user, Secret.of(password), new SplittableRandom(1));
    }

    private static SipRequest request() {
        return SipRequest.read(Frames.wire(Frames.options(""))).orElseThrow();
    }

    private static String value(SipRequest request, String name) {
        return request.header(name).orElseThrow().value();
    }

    /** RFC 7616 §3.4.3: "A2 = Method ":" request-uri ":" H(entity-body)". */
    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void the_body_is_covered_where_nothing_else_is_offered(DigestAlgorithm hash) {
        for (String body : List.of("v=0\r\n", "")) {
            SipRequest request = withBody(body);
            assertThat(alice.authorize(request, asking("auth-int", hash, "nonce-" + body.length())))
                    .isTrue();
            SipHeader credentials = request.header("Authorization").orElseThrow();
            assertThat(credentials.value()).contains("qop=auth-int", "nc=00000001");
            String middle =
                    ":" + "nonce-" + body.length() + ":00000001:" + credentials.parameter("cnonce") + ":auth-int:";
            String expected = hash.hash(hash.ha1("alice", "r", "secret")
                    + middle
                    + hash.hash("OPTIONS:sip:bob@example.com:" + hash.hash(body)));
            assertThat(credentials.parameter("response")).isEqualTo(expected);
        }
    }

    /** What lies between may rewrite a body. */
    @Test
    void the_request_line_alone_is_covered_where_there_is_a_choice() {
        SipRequest request = withBody("v=0\r\n");
        alice.authorize(request, asking("auth-int, auth", DigestAlgorithm.MD5, "n"));
        assertThat(value(request, "Authorization")).contains("qop=auth,");
    }

    private static SipRequest withBody(String body) {
        String text = Frames.options("Content-Type: application/sdp\n")
                .replace("Content-Length: 0", "Content-Length: " + body.length());
        return SipRequest.read(Frames.wire(text + body)).orElseThrow();
    }

    private static SipResponse asking(String qop, DigestAlgorithm hash, String nonce) {
        SipResponse response = SipResponse.of(401, request());
        response.add(SipHeader.of(
                "WWW-Authenticate",
                "Digest realm=\"r\",nonce=\"" + nonce + "\",qop=\"" + qop + "\",algorithm=" + hash.token()));
        return response;
    }

    /** A nonce that a server goes on using is counted on, whoever asks again; another one begins anew. */
    @Test
    void uses_of_a_nonce_are_counted_however_often_it_is_asked_for() {
        SipRequest request = request();
        alice.authorize(request, asking("auth", DigestAlgorithm.MD5, "n"));
        alice.authorize(request, asking("auth", DigestAlgorithm.MD5, "n"));
        assertThat(value(request, "Authorization")).contains("nc=00000002");
        alice.authorize(request, asking("auth", DigestAlgorithm.MD5, "m"));
        assertThat(value(request, "Authorization")).contains("nc=00000001");
    }

    @Test
    void a_peer_that_names_another_realm_each_time_is_remembered_for_the_latest_few() {
        SipRequest request = request();
        for (int i = 0; i < 100; i++) {
            SipResponse response = SipResponse.of(407, request);
            response.add(SipHeader.of("Proxy-Authenticate", "Digest realm=\"r" + i + "\",nonce=\"n\""));
            alice.authorize(request, response);
        }
        assertThat(request.headers("Proxy-Authorization"))
                .hasSize(DigestClient.MOST_REALMS)
                .anyMatch(header -> header.parameter("realm").equals("r99"))
                .noneMatch(header -> header.parameter("realm").equals("r0"));
    }

    /** A realm that ends its own quotes would make a header that nobody can read, and the request fail for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"realm=\"a\\\"b\",nonce=\"n\"", "realm=\"a\\\\\",nonce=\"n\"", "realm=\"r\",nonce=\"n\\\",x=\""})
    void a_challenge_that_cannot_be_quoted_is_left_alone(String challenge) {
        SipResponse response = SipResponse.of(401, request());
        response.add(SipHeader.of("WWW-Authenticate", "Digest " + challenge));
        SipRequest request = request();
        assertThat(alice.authorize(request, response)).isFalse();
        assertThat(request.headers("Authorization")).isEmpty();
    }

    @Test
    void a_user_cannot_break_out_of_its_quotes() {
        SipRequest request = request();
        client("a\"b\\c", "secret").authorize(request, asking("auth", DigestAlgorithm.MD5, "n"));
        assertThat(value(request, "Authorization")).contains("username=\"a\\\"b\\\\c\",realm");
    }

    @Test
    void a_client_leaves_challenges_alone_that_it_cannot_answer() {
        SipResponse response = SipResponse.of(401, request());
        response.add(SipHeader.of("WWW-Authenticate", "Digest realm=\"r\",nonce=\"n\",algorithm=SHA-512-256"));
        assertThat(alice.authorize(request(), response)).isFalse();
    }
}
