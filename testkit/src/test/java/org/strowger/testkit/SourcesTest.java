package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.call.event.RefusalCause;
import org.strowger.call.event.SourceEvent;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.directory.Networks;
import org.strowger.directory.TrunkTrust;
import org.strowger.directory.TrunkTrust.Proof;
import org.strowger.sip.source.SourceCause;
import org.strowger.sip.source.SourceSettings;

/** What an address may ask of the switch, from bytes on the wire. */
class SourcesTest {

    private static final String SWITCH = "sip:switch.example";

    private VirtualSwitch home = home(SourceSettings.DEFAULT.withoutTurns());

    private static VirtualSwitch home(SourceSettings sources) {
        return new VirtualSwitch(1, VirtualSwitch.usualSettings().sources(sources), Programs.dialUsers());
    }

    private static SourceSettings small(Networks.Network... allowed) {
        return new SourceSettings(
                10,
                1000,
                50,
                20,
                100,
                10,
                20,
                Duration.ofMinutes(10),
                new Networks(List.of(allowed))::contains,
                SourceSettings.KNOWN_SCANNERS);
    }

    private long dropped(SourceCause cause) {
        return home.exchange().sources().figures().of(cause);
    }

    private static String options(RawPeer peer) {
        return peer.request("OPTIONS", "sip:switch.example", "<sip:switch.example>");
    }

    // Wrong credentials (RFC 7616 §5.8).

    private String guess(RawPeer peer, String user, String password) {
        peer.sends(peer.request("REGISTER", SWITCH, "<sip:" + user + "@switch.example>"));
        if (!peer.last().startsWith("SIP/2.0 401")) return "no challenge";
        Matcher nonce = Pattern.compile("nonce=\"([^\"]+)\"").matcher(peer.last());
        assertThat(nonce.find()).isTrue();
        String ha1 = md5(user + ":switch.example:" + password);
        String response = md5(ha1 + ":" + nonce.group(1) + ":00000001:c:auth:" + md5("REGISTER:" + SWITCH));
        int before = peer.heard().size();
        peer.sends(peer.request(
                "REGISTER",
                SWITCH,
                "<sip:" + user + "@switch.example>",
                "Authorization: Digest username=\"" + user + "\",realm=\"switch.example\",nonce=\"" + nonce.group(1)
                        + "\",uri=\"" + SWITCH + "\",response=\"" + response
                        + "\",algorithm=MD5,qop=auth,nc=00000001,cnonce=\"c\""));
        return peer.heard().size() == before ? "" : SipText.startLine(peer.last());
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_address_that_guesses_is_banned_for_a_time() {
        home.phone("1001");
        RawPeer guesser = new RawPeer(home, "198.51.100.7");
        for (int i = 0; i < 10; i++)
            assertThat(guess(guesser, "1001", "wrong" + i)).contains("403");
        int heard = guesser.heard().size();
        guesser.sends(options(guesser));
        assertThat(guesser.heard()).hasSize(heard);
        assertThat(dropped(SourceCause.BANNED)).isEqualTo(1);
        assertThat(home.events())
                .anyMatch(event -> event.what() instanceof SourceEvent.SourceBanned(String source, Duration _)
                        && source.equals("198.51.100.7"));
        home.passes(Duration.ofMinutes(11));
        assertThat(guess(guesser, "1001", "1001")).contains("200");
    }

    @Test
    void a_ban_can_be_lifted() {
        home.phone("1001");
        RawPeer guesser = new RawPeer(home, "198.51.100.7");
        for (int i = 0; i < 10; i++) guess(guesser, "1001", "wrong" + i);
        assertThat(home.exchange().sources().unban(InetAddress.ofLiteral("198.51.100.7")))
                .isTrue();
        assertThat(guess(guesser, "1001", "1001")).contains("200");
        assertThat(home.exchange().sources().unban(InetAddress.ofLiteral("198.51.100.7")))
                .isFalse();
    }

    @Test
    void unknown_accounts_are_answered_and_counted_as_known_ones() {
        home.phone("1001");
        RawPeer one = new RawPeer(home, "198.51.100.7");
        RawPeer other = new RawPeer(home, "198.51.100.8");
        for (int i = 0; i < 12; i++)
            assertThat(guess(one, "nobody", "wrong" + i)).isEqualTo(guess(other, "1001", "wrong" + i));
    }

    @Test
    void what_has_proved_itself_is_not_banned_with_its_neighbours_behind_the_same_nat() {
        home.phone("1001");
        RawPeer phone = new RawPeer(home, "198.51.100.7", 5060);
        assertThat(guess(phone, "1001", "1001")).contains("200");
        RawPeer guesser = new RawPeer(home, "198.51.100.7", 40_000);
        for (int i = 0; i < 12; i++) guess(guesser, "1001", "wrong" + i);
        int heard = guesser.heard().size();
        guesser.sends(options(guesser));
        assertThat(guesser.heard()).as("the one that guesses").hasSize(heard);
        phone.sends(options(phone));
        assertThat(phone.last()).startsWith("SIP/2.0 200");
        assertThat(guess(phone, "1001", "1001")).contains("200");
    }

    @Test
    void a_registered_flow_that_guesses_others_is_not_believed_even_when_it_is_right() {
        home.phone("1001");
        home.phone("1002");
        RawPeer phone = new RawPeer(home, "198.51.100.7");
        assertThat(guess(phone, "1001", "1001")).contains("200");
        for (int i = 0; i < 11; i++)
            assertThat(guess(phone, "1002", "wrong" + i)).contains("403");
        assertThat(guess(phone, "1002", "1002")).contains("403");
        assertThat(guess(phone, "1001", "1001")).contains("200");
    }

    @Test
    void an_account_that_many_addresses_guess_at_is_still_open_where_it_has_proved_itself() {
        home = home(small());
        home.phone("1001");
        RawPeer phone = new RawPeer(home, "198.51.100.7");
        assertThat(guess(phone, "1001", "1001")).contains("200");
        for (int bot = 1; bot <= 7; bot++) {
            RawPeer guesser = new RawPeer(home, "203.0.113." + bot);
            for (int i = 0; i < 3; i++) guess(guesser, "1001", "wrong" + i);
        }
        assertThat(guess(new RawPeer(home, "203.0.113.99"), "1001", "1001")).contains("403");
        assertThat(guess(phone, "1001", "1001")).contains("200");
    }

    // Budgets of requests.

    @Test
    void a_flood_of_one_address_costs_no_more_than_its_budget_and_others_are_served() {
        home = home(small());
        RawPeer flooder = new RawPeer(home, "198.51.100.7");
        for (int i = 0; i < 1000; i++) flooder.posts(options(flooder));
        RawPeer honest = new RawPeer(home, "198.51.100.8");
        honest.sends(options(honest));
        assertThat(flooder.heard()).hasSize(20);
        assertThat(dropped(SourceCause.BUDGET)).isEqualTo(980);
        assertThat(honest.last()).startsWith("SIP/2.0 200");
        home.passes(Duration.ofSeconds(1));
        flooder.sends(options(flooder));
        assertThat(flooder.heard()).hasSize(21);
    }

    @Test
    void an_account_has_a_budget_for_all_its_phones_and_spends_nothing_of_its_neighbours() {
        home = home(small().withoutTurns());
        home.phone("1001");
        home.phone("1002");
        String at = "198.51.100.7";
        RawHost one = new RawHost(home, at, 5060).registers("1001");
        RawHost another = new RawHost(home, at, 5062).registers("1001").forgets();
        RawHost neighbour = new RawHost(home, at, 5064).registers("1002").forgets();
        one.forgets();
        for (int i = 0; i < 200; i++) {
            asks(one);
            asks(another);
        }
        int answered = one.received("SIP/2.0 200").size()
                + another.received("SIP/2.0 200").size();
        assertThat(answered).isBetween(96, 100); // of two seconds, but what registering took
        assertThat(dropped(SourceCause.BUDGET)).isEqualTo(400 - answered);
        for (int i = 0; i < 50; i++) asks(neighbour);
        assertThat(neighbour.received("SIP/2.0 200")).hasSize(50);
        home.passes(Duration.ofSeconds(2));
        asks(one);
        assertThat(one.last()).startsWith("SIP/2.0 200");
    }

    @Test
    void what_an_account_asks_at_once_is_worked_off_at_its_rate_in_order_and_between_what_others_ask() {
        home = home(small());
        home.phone("1001");
        home.phone("1002");
        RawHost many = new RawHost(home, "198.51.100.7").registers("1001").forgets();
        RawHost few = new RawHost(home, "198.51.100.8").registers("1002").forgets();
        home.passes(Duration.ofSeconds(2));
        for (int i = 0; i < 60; i++) asks(many);
        int atOnce = many.received("SIP/2.0 200").size();
        assertThat(atOnce).isEqualTo(20);
        asks(few);
        assertThat(few.received("SIP/2.0 200")).hasSize(1);
        home.passes(Duration.ofMillis(400));
        assertThat(many.received("SIP/2.0 200")).as("fifty a second").hasSize(atOnce + 20);
        home.passes(Duration.ofMillis(400));
        assertThat(many.received("SIP/2.0 200"))
                .hasSize(60)
                .extracting(answer -> Integer.valueOf(answer.replaceAll("(?s).*Call-ID: raw-(\\d+)@.*", "$1")))
                .isSorted();
        assertThat(dropped(SourceCause.BUDGET)).isZero();
    }

    /** Beyond that only what waits is lost: whoever asks little is read at once. */
    @Test
    void what_waits_for_its_accounts_turn_has_a_bound_of_octets() {
        home = home(SourceSettings.DEFAULT);
        home.phone("1002");
        RawHost few = new RawHost(home, "198.51.100.8").registers("1002").forgets();
        List<RawHost> many = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            home.phone("110" + i);
            many.add(new RawHost(home, "198.51.100.1" + i).registers("110" + i).forgets());
        }
        home.passes(Duration.ofSeconds(2));
        String long1 = "X-Long: " + "x".repeat(15_000);
        String long2 = "X-Longer: " + "x".repeat(15_000);
        int sent = 600;
        for (int i = 0; i < sent; i++) asks(many.get(i % 6), long1, long2);
        asks(few);
        assertThat(few.received("SIP/2.0 200")).hasSize(1);
        home.passes(Duration.ofSeconds(2));
        int answered = many.stream()
                .mapToInt(each -> each.received("SIP/2.0 200").size())
                .sum();
        // Each two at once, which count as sixteen, then 4 MiB of 30,000 octets and something each, on two loops.
        assertThat(answered).isBetween(6 * 2 + 2 * 130, 6 * 2 + 2 * 140);
        assertThat(dropped(SourceCause.BUDGET)).isZero();
        assertThat(home.exchange().figures().refusals().get(RefusalCause.QUEUE)).isEqualTo((long) sent - answered);
    }

    private static void asks(RawHost host, String... lines) {
        host.asks("OPTIONS", SWITCH, "<sip:1001@switch.example>", "<sip:switch.example>", lines);
    }

    @Test
    void ten_thousand_spoofed_addresses_cost_no_more_than_the_budget_of_strangers_and_those_who_are_known_are_served() {
        home = home(small());
        ScriptedPhone alice = home.phone("1001").registers();
        ScriptedPhone bob = home.phone("1002").registers();
        RawPeer any = new RawPeer(home, "198.51.100.7");
        var sources = home.exchange().sources();
        int let = 0;
        for (int i = 0; i < 10_000; i++) {
            InetAddress from = InetAddress.ofLiteral("10.0." + i / 250 + "." + i % 250);
            var flow = new org.strowger.sip.Flow(
                    org.strowger.sip.Transport.UDP, any.flow().local(), new java.net.InetSocketAddress(from, 5060), 0);
            var message = org.strowger.sip.WireMessage.of(options(any).getBytes(StandardCharsets.UTF_8), flow);
            if (sources.refusal(message, _ -> true).isEmpty()) let++;
        }
        assertThat(let).isBetween(190, 210);
        alice.calls("1002");
        assertThat(bob.isRinging()).isTrue();
        assertThat(sources.snapshot().size()).isLessThanOrEqualTo(16_384);
    }

    @Test
    void a_drop_is_told_once_a_minute_for_each_address_with_its_count() {
        home = home(small());
        RawPeer flooder = new RawPeer(home, "198.51.100.7");
        for (int i = 0; i < 200; i++) flooder.posts(options(flooder));
        home.passes(Duration.ofSeconds(61));
        for (int i = 0; i < 200; i++) flooder.posts(options(flooder));
        home.settle();
        assertThat(home.events().stream()
                        .map(event -> event.what())
                        .filter(SourceEvent.SourceDropped.class::isInstance))
                .containsExactly(
                        new SourceEvent.SourceDropped("198.51.100.7", SourceCause.BUDGET, 1),
                        new SourceEvent.SourceDropped("198.51.100.7", SourceCause.BUDGET, 180));
    }

    @Test
    void networks_that_are_allowed_have_the_budget_of_who_is_known() {
        home = home(small(Networks.Network.parse("198.51.100.0/24")));
        RawPeer office = new RawPeer(home, "198.51.100.7");
        for (int i = 0; i < 500; i++) office.posts(options(office));
        home.settle();
        assertThat(office.heard()).hasSize(500);
    }

    /** 20 is what a stranger has at once; the port is the one that the trunk is called at, and the flood's another. */
    @ParameterizedTest
    @CsvSource({
        "ADDRESS, 5060, 500",
        "ADDRESS, 5099, 500",
        "ADDRESS_AND_PORT, 5060, 500",
        "ADDRESS_AND_PORT, 5099, 20",
        "TCP, 5060, 20",
        "DIGEST, 5060, 20"
    })
    void a_trunk_that_has_to_prove_more_than_its_address_has_a_strangers_budget_until_it_has(
            Proof proof, int port, int served) {
        home = home(small());
        home.trunkTo("carrier", new InetSocketAddress("198.51.100.7", 5060));
        home.trust("carrier", new TrunkTrust(proof, Set.of(), Optional.empty()));
        RawPeer trunk = new RawPeer(home, "198.51.100.7", port);
        for (int i = 0; i < 500; i++) trunk.posts(options(trunk));
        home.settle();
        assertThat(trunk.heard()).hasSize(served);
    }

    /** What comes from the trunk's port doesn't make others known who write its address. */
    @Test
    void a_trunk_known_by_its_port_makes_no_other_port_known() {
        home = home(small());
        home.trunkTo("carrier", new InetSocketAddress("198.51.100.7", 5060));
        home.trust("carrier", new TrunkTrust(Proof.ADDRESS_AND_PORT, Set.of(), Optional.empty()));
        RawPeer trunk = new RawPeer(home, "198.51.100.7", 5060);
        RawPeer other = new RawPeer(home, "198.51.100.7", 5099);
        trunk.sends(options(trunk));
        other.sends(other.request("INVITE", "sip:100@elsewhere.example", "<sip:100@elsewhere.example>"));
        assertThat(trunk.last()).startsWith("SIP/2.0 200");
        assertThat(dropped(SourceCause.FOREIGN_DOMAIN)).isEqualTo(1);
    }

    @Test
    void a_trunk_that_has_proved_itself_by_digest_is_known() {
        home = home(small());
        home.phone("1001");
        home.trunkTo("1001", new InetSocketAddress("198.51.100.7", 5060));
        home.trust("1001", new TrunkTrust(Proof.DIGEST, Set.of(), Optional.empty()));
        RawPeer trunk = new RawPeer(home, "198.51.100.7");
        assertThat(guess(trunk, "1001", "1001")).contains("200");
        int heard = trunk.heard().size();
        for (int i = 0; i < 500; i++) trunk.posts(options(trunk));
        home.settle();
        assertThat(trunk.heard()).hasSize(heard + 500);
    }

    /** A load test against a switch that asks nobody for a password comes from one address, too. */
    @Test
    void where_nobody_is_asked_to_prove_anything_everybody_has_the_budget_of_who_is_known() {
        home = new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings().sources(small()).callers(ExchangeSettings.Callers.ANYONE),
                Programs.dialUsers());
        RawPeer load = new RawPeer(home, "198.51.100.7");
        for (int i = 0; i < 500; i++) load.posts(options(load));
        home.settle();
        assertThat(load.heard()).hasSize(500);
    }

    @Test
    void scanners_and_requests_for_other_domains_get_no_answer() {
        RawPeer scanner = new RawPeer(home, "198.51.100.7");
        scanner.sends(scanner.request(
                "OPTIONS", "sip:100@192.0.2.1", "<sip:100@192.0.2.1>", "User-Agent: Friendly-Scanner/1.8"));
        scanner.sends(scanner.request("INVITE", "sip:100@elsewhere.example", "<sip:100@elsewhere.example>"));
        assertThat(scanner.heard()).isEmpty();
        assertThat(dropped(SourceCause.SCANNER)).isEqualTo(1);
        assertThat(dropped(SourceCause.FOREIGN_DOMAIN)).isEqualTo(1);
        scanner.sends(options(scanner));
        assertThat(scanner.last()).startsWith("SIP/2.0 200");
    }
}
