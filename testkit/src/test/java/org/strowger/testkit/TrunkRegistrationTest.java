package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.testkit.Provider.challenges;
import static org.strowger.testkit.Provider.grants;
import static org.strowger.testkit.Provider.silence;
import static org.strowger.testkit.Provider.status;
import static org.strowger.testkit.Provider.trunk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.event.TrunkEvent;
import org.strowger.directory.Trunk;
import org.strowger.directory.registration.RegistrationState;
import org.strowger.directory.registration.RegistrationState.Standing;
import org.strowger.sip.Transport;

/**
 * How a trunk registers at its provider (RFC 3261 §10.2), in virtual time, against a registrar that says what the test
 * wants.
 */
class TrunkRegistrationTest extends RegisteringSwitch {

    // ------------------------------------------------------------------ registered

    // §10.2: "Request-URI: … names the domain of the location service"; "To: … the address of record"
    @Test
    void it_registers_the_address_of_its_account_with_a_contact_of_ours_that_nobody_guesses() {
        provider.answers(grants(3600));
        registers(trunk("a", FIRST), trunk("b", FIRST));
        assertThat(provider.registers()).as(trace()).hasSize(2);
        String register = provider.register(0);
        assertThat(SipText.startLine(register)).isEqualTo("REGISTER sip:provider.example SIP/2.0");
        assertThat(SipText.header(register, "To")).contains("<sip:4930123456@provider.example>");
        assertThat(SipText.header(register, "From").orElseThrow()).startsWith("<sip:4930123456@provider.example>;tag=");
        assertThat(Provider.contact(register)).matches("sip:trunk-[0-9a-f]{32}@192\\.0\\.2\\.1:5060");
        assertThat(Provider.contact(register)).isNotEqualTo(Provider.contact(provider.register(1)));
        assertThat(SipText.header(register, "Expires")).contains("3600");
        assertThat(home.exchange().registrations())
                .allMatch(RegistrationState::isRegistered)
                .hasSize(2);
        assertThat(told())
                .contains(new TrunkEvent.TrunkRegistered(
                        "a", "sip:4930123456@provider.example", "udp 198.51.100.1:5060", Duration.ofHours(1)));
    }

    // §10.3 step 8: each contact has the time that it was granted; ours counts, not that of others, nor what was asked.
    @ParameterizedTest
    @CsvSource({"60, 30", "120, 60", "600, 510", "3600, 3240"})
    void it_is_refreshed_well_before_the_end_of_what_was_granted(long granted, long refresh) {
        provider.answers(grants(granted));
        registers(trunk("a", FIRST));
        home.passes(Duration.ofSeconds(refresh).minusMillis(1));
        assertThat(provider.registers()).as(trace()).hasSize(1);
        home.passes(Duration.ofMillis(1));
        assertThat(provider.registers()).as(trace()).hasSize(2);
        assertThat(told()).hasSize(1);
    }

    // §10.2: "all registrations from a UAC SHOULD use the same Call-ID"; "MUST increment the CSeq value by one"
    @Test
    void its_registers_have_one_call_id_and_rising_numbers() {
        provider.answers(grants(60));
        registers(trunk("a", FIRST));
        home.passes(Duration.ofMinutes(5));
        List<String> all = provider.registers();
        assertThat(all).hasSize(11);
        assertThat(all.stream().map(one -> SipText.header(one, "Call-ID")).distinct())
                .hasSize(1);
        assertThat(all.stream().map(Provider::contact).distinct()).hasSize(1);
        for (int i = 1; i < all.size(); i++) assertThat(cseq(all.get(i))).isEqualTo(cseq(all.get(i - 1)) + 1);
    }

    @Test
    void a_month_of_refreshes_leaves_one_registration_and_one_timer() {
        provider.answers(grants(3600));
        registers(trunk("a", FIRST));
        home.passes(Duration.ofDays(30));
        assertThat(provider.registers()).hasSize(1 + (int) (Duration.ofDays(30).toSeconds() / 3240));
        assertThat(home.figures().transactions()).isLessThanOrEqualTo(1);
        assertThat(provider.state().isRegistered()).isTrue();
        assertThat(told()).hasSize(1);
    }

    @Test
    void a_registrar_that_lists_no_contact_has_granted_what_it_says_or_what_was_asked_for() {
        provider.answers(status("200 OK", "Expires: 600"));
        registers(trunk("a", FIRST));
        assertThat(told())
                .containsExactly(new TrunkEvent.TrunkRegistered(
                        "a", "sip:4930123456@provider.example", "udp 198.51.100.1:5060", Duration.ofMinutes(10)));
    }

    @Test
    void a_2xx_that_lists_others_alone_has_not_registered_us() {
        provider.answers(status("200 OK", "Contact: <sip:somebody@203.0.113.4>;expires=3600"));
        registers(trunk("a", FIRST));
        assertThat(provider.state().standing()).as(trace()).isEqualTo(Standing.RESTING);
        assertThat(lastSetback().why()).contains("does not list our contact");
    }

    /** A process that was killed has told nobody: its calls would still be sent to a contact that is nobody's. */
    @Test
    void a_contact_of_an_earlier_life_of_ours_is_removed() {
        String stray = "sip:trunk-00112233445566778899aabbccddeeff@192.0.2.1:5060";
        provider.answers(
                request -> Optional.of(RawHost.response(
                        request,
                        "200 OK",
                        "Contact: <" + stray + ">;expires=1800",
                        "Contact: <sip:trunk-00112233445566778899aabbccddeeff@203.0.113.4:5060>;expires=1800",
                        "Contact: <" + Provider.contact(request) + ">;expires=3600")),
                grants(3600));
        registers(trunk("a", FIRST));
        assertThat(provider.registers()).as(trace()).hasSize(2);
        assertThat(SipText.headers(provider.register(1), "Contact"))
                .containsExactly(
                        "<" + Provider.contact(provider.register(0)) + ">;expires=3600", "<" + stray + ">;expires=0");
        assertThat(provider.state().isRegistered()).isTrue();
    }

    // ------------------------------------------------------------------ asked for more

    @Test
    void a_challenge_is_answered_with_the_account_s_credentials_and_the_next_one_is_spared() {
        provider.answers(challenges("n1", ""), grants(60));
        registers(trunk("a", FIRST));
        home.passes(Duration.ofSeconds(30));
        assertThat(provider.registers()).as(trace()).hasSize(3);
        assertThat(SipText.header(provider.register(0), "Authorization")).isEmpty();
        assertThat(SipText.header(provider.register(1), "Authorization").orElseThrow())
                .contains(
                        "username=\"auth-4930123456\"", "uri=\"sip:provider.example\"", "nonce=\"n1\"", "nc=00000001");
        assertThat(SipText.header(provider.register(2), "Authorization").orElseThrow())
                .contains("nonce=\"n1\"", "nc=00000002");
    }

    @Test
    void a_nonce_that_went_stale_is_no_refusal() {
        provider.answers(
                challenges("n1", ""),
                grants(60),
                challenges("n2", ",stale=true"),
                grants(60),
                challenges("n3", ""),
                grants(60));
        registers(trunk("a", FIRST));
        home.passes(Duration.ofSeconds(61));
        assertThat(provider.registers()).as(trace()).hasSize(6);
        assertThat(provider.state().standing()).isEqualTo(Standing.REGISTERED);
        assertThat(told()).hasSize(1);
    }

    @Test
    void a_proxy_and_the_registrar_may_both_ask() {
        provider.answers(
                status(
                        "407 Proxy Authentication Required",
                        "Proxy-Authenticate: Digest realm=\"edge\",nonce=\"p\",qop=\"auth\""),
                challenges("n1", ""),
                grants(60));
        registers(trunk("a", FIRST));
        assertThat(SipText.header(provider.register(2), "Authorization"))
                .as(trace())
                .isPresent();
        assertThat(SipText.header(provider.register(2), "Proxy-Authorization")).isPresent();
        assertThat(provider.state().isRegistered()).isTrue();
    }

    // §22.2: credentials that were refused are not sent again and again; providers lock accounts for less.
    @Test
    void wrong_credentials_are_tried_once_an_hour() {
        provider.answers(challenges("n", ""));
        registers(trunk("a", FIRST));
        assertThat(provider.registers()).as(trace()).hasSize(2);
        assertThat(provider.state().standing()).isEqualTo(Standing.REFUSED);
        assertThat(lastSetback().why()).contains("does not take our credentials (401 Unauthorized)", "'password'");
        home.passes(Duration.ofMinutes(59));
        assertThat(provider.registers()).hasSize(2);
        provider.answers(grants(3600));
        home.passes(Duration.ofMinutes(1));
        assertThat(provider.state().isRegistered()).as(trace()).isTrue();
    }

    @Test
    void whoever_calls_each_nonce_stale_is_not_followed_for_ever() {
        provider.answers(challenges("n", ",stale=true"));
        registers(trunk("a", FIRST));
        assertThat(provider.registers()).as(trace()).hasSize(7);
        assertThat(provider.state().standing()).isEqualTo(Standing.REFUSED);
    }

    @Test
    void a_challenge_that_we_cannot_answer_is_a_refusal() {
        provider.answers(status("401 Unauthorized", "WWW-Authenticate: Bearer realm=\"x\""));
        registers(trunk("a", FIRST));
        assertThat(lastSetback().why()).as(trace()).contains("asks for nothing that we can answer");
    }

    // §10.2.8: "the UA MAY retry the registration after making the expiration interval … equal to or greater"
    @Test
    void the_least_that_a_423_names_is_asked_for() {
        provider.answers(status("423 Interval Too Brief", "Min-Expires: 7200"), grants(7200));
        registers(trunk("a", FIRST));
        assertThat(SipText.header(provider.register(1), "Expires")).as(trace()).contains("7200");
        assertThat(Duration.between(
                        home.time().instant(), provider.state().expires().orElseThrow()))
                .isEqualTo(Duration.ofHours(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Min-Expires: 60", "Min-Expires: x", "Min-Expires: 9999999", "X-Nothing: 1"})
    void a_423_that_makes_no_sense_is_a_refusal(String header) {
        provider.answers(status("423 Interval Too Brief", header));
        registers(trunk("a", FIRST));
        assertThat(provider.registers()).as(trace()).hasSize(1);
        assertThat(provider.state().standing()).isEqualTo(Standing.REFUSED);
    }

    // §8.1.3.4
    @Test
    void a_redirection_is_followed_and_the_next_refresh_begins_where_it_was_told_to() {
        Provider other = new Provider(home, SECOND).answers(grants(60));
        provider.answers(status("302 Moved Temporarily", "Contact: <sip:198.51.100.2:5060>"));
        registers(trunk("a", FIRST));
        assertThat(other.registers()).as(trace()).hasSize(1);
        assertThat(SipText.startLine(other.register(0))).isEqualTo("REGISTER sip:198.51.100.2:5060 SIP/2.0");
        assertThat(provider.state().registrar()).isEqualTo("udp 198.51.100.2:5060");
        home.passes(Duration.ofSeconds(30));
        assertThat(provider.registers()).hasSize(2);
        assertThat(other.registers()).hasSize(2);
    }

    @Test
    void a_redirection_in_circles_is_left() {
        provider.answers(status("302 Moved Temporarily", "Contact: <sip:198.51.100.1:5060>"));
        registers(trunk("a", FIRST));
        assertThat(provider.registers()).as(trace()).hasSize(7);
        assertThat(provider.state().standing()).isEqualTo(Standing.REFUSED);
    }

    // ------------------------------------------------------------------ leaving, and changes

    // §10.2.2
    @Test
    void a_switch_that_stops_removes_its_registration_and_is_gone_when_that_is_answered() {
        provider.answers(challenges("n1", ""), grants(3600));
        registers(trunk("a", FIRST));
        CompletableFuture<Void> gone = home.exchange().drain().toCompletableFuture();
        home.settle();
        assertThat(gone).as(trace()).isDone();
        String last = provider.registers().getLast();
        assertThat(SipText.header(last, "Expires")).contains("0");
        assertThat(SipText.header(last, "Contact").orElseThrow())
                .isEqualTo("<" + Provider.contact(provider.register(0)) + ">;expires=0");
        assertThat(home.exchange().registrations()).isEmpty();
        assertThat(lastSetback().why()).isEmpty();
        Leftovers.none(home);
    }

    @Test
    void a_challenge_to_the_removal_is_answered() {
        provider.answers(grants(3600), challenges("n1", ""), grants(3600));
        registers(trunk("a", FIRST));
        home.exchange().drain();
        home.settle();
        assertThat(provider.registers()).as(trace()).hasSize(3);
        assertThat(SipText.header(provider.register(2), "Expires")).contains("0");
        assertThat(SipText.header(provider.register(2), "Authorization")).isPresent();
        Leftovers.none(home);
    }

    @Test
    void nobody_waits_for_long_for_a_registrar_that_is_silent() {
        provider.answers(grants(3600), silence());
        registers(trunk("a", FIRST));
        CompletableFuture<Void> gone = home.exchange().hangUpAll().toCompletableFuture();
        home.passes(Duration.ofMillis(3_999));
        assertThat(gone).as(trace()).isNotDone();
        home.passes(Duration.ofMillis(1));
        assertThat(gone).as(trace()).isDone();
        Leftovers.none(home);
    }

    @Test
    void what_may_have_been_granted_is_removed_and_what_was_not_asked_for_is_not() {
        provider.answers(silence());
        registers(trunk("a", FIRST));
        home.exchange().drain();
        home.settle();
        assertThat(SipText.header(provider.registers().getLast(), "Expires"))
                .as(trace())
                .contains("0");
        Provider other = new Provider(home, SECOND).answers(status("403 Forbidden"));
        home.passes(Duration.ofMinutes(1));
        registers(trunk("b", SECOND));
        home.exchange().drain();
        home.settle();
        assertThat(other.registers()).hasSize(1);
        Leftovers.none(home);
    }

    @Test
    void a_change_of_trunks_touches_nobody_else() {
        Provider other = new Provider(home, SECOND).answers(grants(3600));
        provider.answers(grants(3600));
        registers(trunk("stays", FIRST), trunk("goes", FIRST), trunk("moves", FIRST));
        assertThat(provider.registers()).hasSize(3);
        Instant before = provider.state().since();
        home.passes(Duration.ofMinutes(1));
        registers(trunk("stays", FIRST), trunk("moves", SECOND), trunk("comes", SECOND));
        assertThat(provider.registers().subList(3, provider.registers().size()))
                .as(trace())
                .hasSize(2)
                .allMatch(register -> SipText.header(register, "Expires").equals(Optional.of("0")));
        assertThat(other.registers()).hasSize(2);
        assertThat(home.exchange().registrations())
                .extracting(RegistrationState::trunk)
                .containsExactly("comes", "moves", "stays");
        assertThat(home.exchange().registrations().getLast().since()).isEqualTo(before);
    }

    @Test
    void one_that_changes_while_its_registrar_is_silent_registers_anew_all_the_same() {
        provider.answers(silence());
        registers(trunk("a", FIRST));
        Provider other = new Provider(home, SECOND).answers(grants(3600));
        registers(trunk("a", SECOND));
        home.passes(Duration.ofSeconds(4));
        assertThat(other.registers()).as(trace()).hasSize(1);
        assertThat(home.exchange().registrations().getFirst().isRegistered()).isTrue();
    }

    @Test
    void nobody_registers_who_has_no_account() {
        registers(new Trunk("a", FIRST, 5060, Transport.UDP, "default"));
        home.passes(Duration.ofHours(1));
        assertThat(provider.registers()).isEmpty();
        assertThat(home.exchange().registrations()).isEmpty();
    }

    @Test
    void by_tcp_its_contact_says_so_and_a_connection_that_is_refused_is_tried_again() {
        provider.answers(grants(3600));
        registers(trunk("a", FIRST, Transport.TCP), trunk("b", "198.51.100.99", Transport.TCP));
        assertThat(Provider.contact(provider.register(0))).as(trace()).endsWith(":5060;transport=tcp");
        home.passes(Duration.ofSeconds(33));
        assertThat(home.exchange().registrations().getFirst().isRegistered()).isTrue();
        assertThat(home.exchange().registrations().getLast().standing()).isEqualTo(Standing.RESTING);
        assertThat(lastSetback().trunk()).isEqualTo("b");
    }
}
