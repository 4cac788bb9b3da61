package org.strowger.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.sip.Frames;
import org.strowger.sip.digest.DigestServer.Role;
import org.strowger.sip.digest.DigestServer.Verdict;
import org.strowger.sip.digest.DigestServer.Verifier;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.sip.message.Uri;
import org.strowger.statemachine.Secret;
import org.strowger.statemachine.VirtualTime;

class DigestTest {

    private static final String REALM = "example.com";
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final VirtualTime time = new VirtualTime();
    private final DigestServer server = new DigestServer(REALM, DigestTest::verifier, LIFE, time);
    private final DigestClient alice = client("alice", "secret");

    private static Optional<Verifier> verifier(String user, String realm) {
        return switch (user) {
            case "alice" -> Optional.of(Verifier.Password.of("secret"));
            case "stored" ->
                Optional.of(new Verifier.Ha1(
                        Secret.of(DigestAlgorithm.MD5.ha1(user, realm, "secret")),
                        Secret.of(DigestAlgorithm.SHA_256.ha1(user, realm, "secret"))));
            case "old" ->
                Optional.of(new Verifier.Ha1(Secret.of(DigestAlgorithm.MD5.ha1(user, realm, "secret")), Secret.of("")));
            default -> Optional.empty();
        };
    }

    private static DigestClient client(String user, String password) {
        return new DigestClient(user, Secret.of(password), new SplittableRandom(1));
    }

    private static SipRequest request() {
        return read("");
    }

    private static SipResponse challenge(DigestServer server, Role role, boolean stale) {
        SipResponse response = SipResponse.of(role == Role.REGISTRAR ? 401 : 407, request());
        if (stale) server.challengeStale(response, role);
        else server.challenge(response, role);
        return response;
    }

    private SipRequest authorized(DigestClient client, Role role) {
        SipRequest request = request();
        assertThat(client.authorize(request, challenge(server, role, false))).isTrue();
        return request;
    }

    private static void rewrite(SipRequest request, String from, String to) {
        String value = value(request, "Authorization");
        if (!value.contains(from)) throw new IllegalArgumentException(from + " is not in " + value);
        request.remove("Authorization");
        request.add(SipHeader.of("Authorization", value.replace(from, to)));
    }

    private static String value(SipRequest request, String name) {
        return request.header(name).orElseThrow().value();
    }

    /** RFC 7616 §3.9.1. */
    @Test
    void the_examples_of_rfc_7616_come_out() {
        String nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
        String cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        String user = "Mufasa";
        String realm = "http-auth@example.org";
        for (DigestAlgorithm hash : DigestAlgorithm.values()) {
            DigestResponse digest =
                    new DigestResponse(hash.token(), "GET", "/dir/index.html", nonce, "00000001", cnonce, "auth");
            assertThat(digest.of(hash, hash.ha1(user, realm, "Circle of Life")))
                    .isEqualTo(
                            hash == DigestAlgorithm.MD5
                                    ? "8ca523f5e9506fed4657c9700eebdbec"
                                    : "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
        }
    }

    /** RFC 2617 §3.5. */
    @Test
    void the_example_of_rfc_2617_comes_out() {
        DigestResponse digest = new DigestResponse(
                "", "GET", "/dir/index.html", "dcd98b7102dd2f0e8b11d0f600bfb0c093", "00000001", "0a4f113b", "auth");
        String ha1 = DigestAlgorithm.MD5.ha1("Mufasa", "testrealm@host.com", "Circle Of Life");
        assertThat(digest.of(DigestAlgorithm.MD5, ha1)).isEqualTo("6629fae49393a05397450978507c4ef1");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_challenge_can_be_answered(Role role) {
        assertThat(server.verify(request(), role)).isEqualTo(new Verdict.Missing(false));
        assertThat(server.verify(authorized(alice, role), role)).isEqualTo(new Verdict.Authenticated("alice"));
        assertThat(server.verify(authorized(client("stored", "secret"), role), role))
                .isEqualTo(new Verdict.Authenticated("stored"));
    }

    @Test
    void a_challenge_offers_sha_256_first_and_then_md5() {
        String text = new String(challenge(server, Role.REGISTRAR, true).print(), StandardCharsets.UTF_8);
        assertThat(text)
                .containsPattern(
                        "WWW-Authenticate: Digest realm=\"example.com\".*algorithm=SHA-256.*qop=\"auth\".*stale=true")
                .containsPattern("WWW-Authenticate: Digest realm=\"example.com\".*algorithm=MD5,");
        assertThat(text.indexOf("SHA-256")).isLessThan(text.indexOf("MD5"));
        assertThat(value(authorized(alice, Role.REGISTRAR), "Authorization")).contains("SHA-256");
    }

    @Test
    void an_account_that_has_only_an_md5_ha1_gets_in_where_only_that_is_offered() {
        DigestServer md5 = new DigestServer(REALM, DigestTest::verifier, LIFE, time, List.of(DigestAlgorithm.MD5));
        SipRequest request = request();
        client("old", "secret").authorize(request, challenge(md5, Role.REGISTRAR, false));
        assertThat(md5.verify(request, Role.REGISTRAR)).isEqualTo(new Verdict.Authenticated("old"));
        assertThat(server.verify(authorized(client("old", "secret"), Role.REGISTRAR), Role.REGISTRAR))
                .isEqualTo(new Verdict.Wrong("old"));
    }

    @Test
    void a_wrong_password_and_an_unknown_user_look_alike() {
        assertThat(server.verify(authorized(client("alice", "guess"), Role.PROXY), Role.PROXY))
                .isEqualTo(new Verdict.Wrong("alice"));
        assertThat(server.verify(authorized(client("nobody", ""), Role.PROXY), Role.PROXY))
                .isEqualTo(new Verdict.Wrong("nobody"));
    }

    @Test
    void credentials_for_another_role_realm_scheme_or_algorithm_are_none() {
        assertThat(server.verify(authorized(alice, Role.PROXY), Role.REGISTRAR)).isEqualTo(new Verdict.Missing(false));
        SipRequest realm = authorized(alice, Role.REGISTRAR);
        rewrite(realm, "realm=\"example.com\"", "realm=\"example.net\"");
        assertThat(server.verify(realm, Role.REGISTRAR)).isEqualTo(new Verdict.Missing(false));
        SipRequest algorithm = authorized(alice, Role.REGISTRAR);
        rewrite(algorithm, "SHA-256", "SHA-1024");
        assertThat(server.verify(algorithm, Role.REGISTRAR)).isEqualTo(new Verdict.Missing(false));
        SipRequest scheme = request();
        scheme.add(SipHeader.of("Authorization", "NoOneKnowsThisScheme opaque-data=here"));
        assertThat(server.verify(scheme, Role.REGISTRAR)).isEqualTo(new Verdict.Missing(false));
    }

    /**
     * §22.3, RFC 8760 §2.4: a phone behind two proxies, or one that answers several challenges, sends several lines.
     */
    @ParameterizedTest
    @EnumSource(Role.class)
    void right_credentials_count_among_others(Role role) {
        String right = line(authorized(alice, role), role);
        String wrong = line(authorized(client("alice", "guess"), role), role);
        String foreign = line(authorized(alice, role), role).replace(REALM, "elsewhere.example");
        Verdict alices = new Verdict.Authenticated("alice");
        assertThat(server.verify(read(foreign + right), role)).isEqualTo(alices);
        right = line(authorized(alice, role), role);
        assertThat(server.verify(read(right + foreign), role)).isEqualTo(alices);
        right = line(authorized(alice, role), role);
        assertThat(server.verify(read(wrong + foreign + right), role)).isEqualTo(alices);
    }

    private static String line(SipRequest request, Role role) {
        String name = role == Role.REGISTRAR ? "Authorization" : "Proxy-Authorization";
        return name + ": " + value(request, name) + "\n";
    }

    private static SipRequest read(String moreHeaders) {
        return SipRequest.read(Frames.wire(Frames.options(moreHeaders))).orElseThrow();
    }

    /**
     * RFC 8760 §2.4: who asks for SHA-256 alone takes no MD5; nor SHA-256 without the qop that RFC 7616 §3.4 makes a
     * must.
     */
    @Test
    void an_algorithm_that_was_not_offered_is_asked_for_again() {
        DigestServer strict =
                new DigestServer(REALM, DigestTest::verifier, LIFE, time, List.of(DigestAlgorithm.SHA_256));
        SipRequest weak = request();
        alice.authorize(weak, challenge(server(DigestAlgorithm.MD5), Role.REGISTRAR, false));
        SipRequest strong = request();
        alice.authorize(strong, challenge(strict, Role.REGISTRAR, false));
        assertThat(strict.verify(read(line(weak, Role.REGISTRAR)), Role.REGISTRAR))
                .isEqualTo(new Verdict.Missing(false));
        String withoutQop = line(strong, Role.REGISTRAR).replaceAll(",qop=[^,]*", "");
        assertThat(strict.verify(read(withoutQop), Role.REGISTRAR)).isEqualTo(new Verdict.Missing(false));
        assertThat(strict.verify(read(line(strong, Role.REGISTRAR)), Role.REGISTRAR))
                .isEqualTo(new Verdict.Authenticated("alice"));
    }

    private DigestServer server(DigestAlgorithm only) {
        return new DigestServer(REALM, DigestTest::verifier, LIFE, time, List.of(only));
    }

    @Test
    void a_nonce_expires_and_says_so_only_to_who_knows_the_password() {
        SipRequest right = authorized(alice, Role.REGISTRAR);
        SipRequest wrong = authorized(client("alice", "guess"), Role.REGISTRAR);
        time.advance(LIFE.plusSeconds(1));
        assertThat(server.verify(right, Role.REGISTRAR)).isEqualTo(new Verdict.Missing(true));
        assertThat(server.verify(wrong, Role.REGISTRAR)).isEqualTo(new Verdict.Missing(false));
    }

    @Test
    void a_nonce_of_another_process_is_stale() {
        DigestServer before = new DigestServer(REALM, DigestTest::verifier, LIFE, time);
        SipRequest request = request();
        alice.authorize(request, challenge(before, Role.REGISTRAR, false));
        assertThat(server.verify(request, Role.REGISTRAR)).isEqualTo(new Verdict.Missing(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "%%%"})
    void a_made_up_nonce_is_none_of_ours(String nonce) {
        assertThat(new Nonces(LIFE, time).use(nonce, 1)).isFalse();
    }

    @Test
    void a_replay_is_refused_but_the_next_count_is_welcome() {
        SipRequest first = authorized(alice, Role.REGISTRAR);
        assertThat(server.verify(first, Role.REGISTRAR)).isEqualTo(new Verdict.Authenticated("alice"));
        assertThat(server.verify(first, Role.REGISTRAR)).isEqualTo(new Verdict.Missing(true));
        SipRequest second = request();
        alice.authorize(second);
        assertThat(value(second, "Authorization")).contains("nc=00000002");
        assertThat(server.verify(second, Role.REGISTRAR)).isEqualTo(new Verdict.Authenticated("alice"));
    }

    @Test
    void counts_may_overtake_one_another_but_never_repeat() {
        Nonces nonces = new Nonces(LIFE, time);
        String nonce = nonces.next();
        assertThat(nonces.use(nonce, 3)).isTrue();
        assertThat(nonces.use(nonce, 1)).isTrue();
        assertThat(nonces.use(nonce, 2)).isTrue();
        assertThat(nonces.use(nonce, 1)).isFalse();
        assertThat(nonces.use(nonce, 0)).isFalse();
        assertThat(nonces.use(nonce, 200)).isTrue();
        assertThat(nonces.use(nonce, 100)).isFalse();
        assertThat(nonces.use(nonce, 137)).isTrue();
    }

    @Test
    void memory_for_nonces_is_bounded_and_what_is_forgotten_cannot_be_replayed() {
        Nonces nonces = new Nonces(LIFE, time);
        String first = nonces.next();
        assertThat(nonces.use(first, 1)).isTrue();
        for (int i = 0; i < 66_000; i++) {
            time.advance(Duration.ofMillis(1));
            nonces.use(nonces.next(), 1);
        }
        assertThat(nonces.use(first, 1)).isFalse();
        assertThat(nonces.use(nonces.next(), 1)).isTrue();
    }

    @Test
    void a_phone_that_is_heard_late_is_not_asked_again_while_a_town_registers() {
        Nonces nonces = new Nonces(LIFE, time);
        String late = nonces.next();
        for (int i = 0; i < 60_000; i++) {
            if (i % 2 == 0) time.advance(Duration.ofMillis(1));
            nonces.use(nonces.next(), 1);
        }
        assertThat(nonces.use(late, 1)).isTrue();
    }

    @Test
    void credentials_made_for_another_user_are_wrong_but_hosts_ports_and_parameters_do_not_matter() {
        SipRequest other = authorized(alice, Role.REGISTRAR);
        Jain.unwrap(other).setRequestURI(uri("sip:carol@example.com"));
        assertThat(server.verify(other, Role.REGISTRAR)).isEqualTo(new Verdict.Wrong("alice"));
        SipRequest same = authorized(alice, Role.REGISTRAR);
        Jain.unwrap(same).setRequestURI(uri("sip:bob@192.0.2.7:5060;transport=tcp"));
        assertThat(server.verify(same, Role.REGISTRAR)).isEqualTo(new Verdict.Authenticated("alice"));
    }

    private static javax.sip.address.URI uri(String text) {
        return Jain.unwrap(Uri.of(text));
    }

    /** RFC 2069's clients know no qop; the session variant hashes nonce and cnonce into A1. */
    @ParameterizedTest
    @ValueSource(strings = {"legacy", "MD5-sess", "SHA-256-sess"})
    void old_and_session_variants_are_understood(String variant) {
        boolean legacy = variant.equals("legacy");
        String algorithm = legacy ? "MD5" : variant;
        DigestAlgorithm hash = DigestAlgorithm.of(algorithm).orElseThrow();
        String nonce = challenge(server, Role.REGISTRAR, false)
                .header("WWW-Authenticate")
                .orElseThrow()
                .parameter("nonce");
        DigestResponse digest = new DigestResponse(
                algorithm,
                "OPTIONS",
                "sip:bob@example.com",
                nonce,
                legacy ? "" : "00000001",
                legacy ? "" : "cn",
                legacy ? "" : "auth");
        SipRequest request = request();
        request.add(SipHeader.of(
                "Authorization",
                "Digest username=\"alice\",realm=\"example.com\",nonce=\"" + nonce
                        + "\",uri=\"sip:bob@example.com\",response=\""
                        + digest.of(hash, hash.ha1("alice", REALM, "secret")) + "\",algorithm=" + algorithm
                        + (legacy ? "" : ",cnonce=\"cn\",qop=auth,nc=00000001")));
        assertThat(server.verify(request, Role.REGISTRAR)).isEqualTo(new Verdict.Authenticated("alice"));
        assertThat(server.verify(request, Role.REGISTRAR)).isEqualTo(new Verdict.Missing(true));
    }

    @Test
    void secrets_do_not_print_and_a_realm_cannot_break_out_of_its_quotes() {
        assertThat(Verifier.Password.of("x1y2").toString()).doesNotContain("x1y2");
        assertThatThrownBy(() -> new DigestServer("a\"b", DigestTest::verifier, LIFE, time))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
