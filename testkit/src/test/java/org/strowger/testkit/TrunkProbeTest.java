package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.event.Happening;
import org.strowger.call.event.TrunkEvent;
import org.strowger.directory.Trunk;
import org.strowger.directory.probe.TrunkStanding;
import org.strowger.directory.probe.TrunkStanding.Reach;
import org.strowger.sip.Transport;

/** Trunks that are asked by OPTIONS whether they are there (RFC 3261 §11), in virtual time. */
class TrunkProbeTest extends RegisteringSwitch {

    private static final Duration EACH = Duration.ofSeconds(30);
    private static final String THIRD = "198.51.100.3";

    private final RawHost one = provider.host();
    private final RawHost two = new RawHost(home, SECOND);

    @AfterEach
    void nothing_is_left_behind() {
        home.exchange().hangUpAll();
        home.settle();
        assertThat(home.exchange().standings()).isEmpty();
        Leftovers.none(home);
        home.close();
    }

    private static Function<String, Optional<String>> says(String status) {
        return text -> text.startsWith("ACK ") ? Optional.empty() : Optional.of(RawHost.response(text, status));
    }

    private static Optional<String> nothing(String text) {
        return Optional.empty();
    }

    private static Trunk trunk(String name, String host) {
        return new Trunk(name, host, host.equals(BOTH) ? 0 : 5060, Transport.UDP, "default").probedEach(EACH);
    }

    private void probes(Trunk... trunks) {
        for (Trunk trunk : trunks) home.knows(trunk);
        registers(trunks);
    }

    private Reach reach() {
        return home.exchange().standings().getFirst().reach();
    }

    private List<Happening> heard() {
        return home.events().stream()
                .<Happening>map(event -> event.what())
                .filter(what -> what instanceof TrunkEvent.TrunkUp || what instanceof TrunkEvent.TrunkDown)
                .toList();
    }

    private static List<String> asked(RawHost host) {
        return host.received("OPTIONS ").stream().distinct().toList();
    }

    @Test
    void it_is_asked_again_and_again_and_told_of_once() {
        one.reacts(says("200 OK"));
        probes(trunk("a", FIRST));
        home.passes(Duration.ofMinutes(10));
        assertThat(asked(one)).as(trace()).hasSize(21);
        assertThat(heard()).containsExactly(new TrunkEvent.TrunkUp("a", "udp 198.51.100.1:5060"));
        assertThat(reach()).isEqualTo(Reach.UP);
        String options = asked(one).getFirst();
        assertThat(SipText.startLine(options)).startsWith("OPTIONS sip:198.51.100.1:5060");
        assertThat(SipText.header(options, "Accept")).contains("application/sdp");
        assertThat(asked(one).stream()
                        .map(text -> SipText.header(text, "Call-ID"))
                        .distinct())
                .hasSize(1);
    }

    // §11.2: whoever answers is there, whatever it thinks of OPTIONS
    @ParameterizedTest
    @ValueSource(
            strings = {"401 Unauthorized", "403 Forbidden", "404 Not Found", "405 Method Not Allowed", "483 X", "500 X"
            })
    void any_answer_will_do(String status) {
        one.reacts(says(status));
        probes(trunk("a", FIRST));
        assertThat(reach()).as(trace()).isEqualTo(Reach.UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"408 X", "502 X", "503 X", "504 X", ""})
    void so_many_questions_without_one_make_it_down_and_one_answer_up(String status) {
        one.reacts(says("200 OK"));
        probes(trunk("a", FIRST));
        one.reacts(status.isEmpty() ? TrunkProbeTest::nothing : says(status)).forgets();
        home.passes(EACH.plusSeconds(9));
        assertThat(reach()).as(trace()).isEqualTo(status.isEmpty() ? Reach.UP : Reach.DOWN);
        home.passes(Duration.ofSeconds(20));
        assertThat(reach()).as(trace()).isEqualTo(Reach.DOWN);
        assertThat(heard()).hasSize(2).last().isInstanceOfSatisfying(TrunkEvent.TrunkDown.class, down -> {
            assertThat(down.trunk()).isEqualTo("a");
            assertThat(down.why()).contains("udp 198.51.100.1:5060");
        });
        TrunkStanding standing = home.exchange().standings().getFirst();
        assertThat(standing.why()).isNotEmpty();
        home.passes(Duration.ofMinutes(5));
        assertThat(heard()).hasSize(2);
        one.reacts(says("200 OK"));
        home.passes(EACH.plusSeconds(5));
        assertThat(reach()).as(trace()).isEqualTo(Reach.UP);
        assertThat(home.exchange().standings().getFirst().why()).isEmpty();
        assertThat(heard()).hasSize(3);
    }

    /** A datagram is lost, or a carrier starts again: nothing is told, and calls go on. */
    @Test
    void two_questions_without_an_answer_are_not_enough() {
        Set<String> questions = new HashSet<>();
        one.reacts(text -> {
            questions.add(SipText.header(text, "CSeq").orElseThrow());
            return questions.size() % 3 == 1 ? says("200 OK").apply(text) : Optional.empty();
        });
        probes(trunk("a", FIRST));
        home.passes(Duration.ofMinutes(10));
        assertThat(questions.size()).isGreaterThan(30);
        assertThat(reach()).as(trace()).isEqualTo(Reach.UP);
        assertThat(heard()).hasSize(1);
    }

    @Test
    void it_is_unknown_before_anything_is_known() {
        probes(trunk("a", FIRST));
        assertThat(reach()).isEqualTo(Reach.UNKNOWN);
        home.passes(Duration.ofSeconds(20));
        assertThat(reach()).as(trace()).isEqualTo(Reach.DOWN);
        assertThat(heard()).hasSize(1);
    }

    /** A name that means two hosts is up while one of them answers. */
    @Test
    void the_hosts_of_a_name_are_asked_in_turn_once_the_one_that_answers_does_so_no_more() {
        one.reacts(TrunkProbeTest::nothing);
        two.reacts(says("200 OK"));
        probes(trunk("a", BOTH));
        home.passes(Duration.ofMinutes(5));
        assertThat(reach()).as(trace()).isEqualTo(Reach.UP);
        assertThat(asked(one)).hasSize(1);
        assertThat(heard()).containsExactly(new TrunkEvent.TrunkUp("a", "udp 198.51.100.2:5060"));
    }

    /** However often it has changed which of them answers. */
    @Test
    void each_host_of_a_name_is_asked_before_the_trunk_counts_as_down() {
        named = List.of(FIRST, SECOND, THIRD);
        List<RawHost> hosts = List.of(one, two, new RawHost(home, THIRD));
        probes(trunk("a", BOTH));
        for (int answers : new int[] {0, 1, 2, 0, 1, 2, 0, 2}) {
            for (int i = 0; i < hosts.size(); i++)
                hosts.get(i).reacts(i == answers ? says("200 OK") : TrunkProbeTest::nothing);
            home.passes(Duration.ofMinutes(2));
            assertThat(reach()).as(trace()).isEqualTo(Reach.UP);
        }
        assertThat(heard()).as(trace()).containsExactly(new TrunkEvent.TrunkUp("a", "udp 198.51.100.1:5060"));
    }

    @Test
    void a_name_that_means_nothing_is_down_and_says_so() {
        named = List.of();
        probes(trunk("a", BOTH));
        home.passes(Duration.ofSeconds(10));
        assertThat(reach()).as(trace()).isEqualTo(Reach.DOWN);
        assertThat(heard().toString()).contains("sip.provider.example can't be looked up");
    }

    // ------------------------------------------------------------------ calls

    /** At once, without an INVITE and its 32 seconds; and it is called again once it answers. */
    @Test
    void a_dial_passes_over_who_is_down() {
        ScriptedPhone alice = home.phone("1001").registers();
        home.routes(Programs.always(call -> call.dial(
                new Destination.OneByOne(
                        List.of(new Destination.Trunk("a", call.number()), new Destination.Trunk("b", call.number()))),
                DialOptions.DEFAULT)));
        two.reacts(says("486 Busy Here"));
        probes(trunk("a", FIRST), new Trunk("b", SECOND, 5060, Transport.UDP, "default"));
        home.passes(Duration.ofSeconds(30));
        assertThat(reach()).isEqualTo(Reach.DOWN);
        alice.calls("4989777");
        assertThat(one.received("INVITE ")).as(trace()).isEmpty();
        assertThat(two.received("INVITE ")).hasSize(1);
        assertThat(alice.lastStatus()).isEqualTo(486);
        one.reacts(says("486 Busy Here"));
        home.passes(EACH);
        alice.calls("4989777");
        assertThat(one.received("INVITE ")).as(trace()).hasSize(1);
    }

    @Test
    void the_only_trunk_that_is_down_is_said_to_be() {
        ScriptedPhone alice = home.phone("1001").registers();
        home.routes(Programs.always(call -> call.dial(new Destination.Trunk("a", call.number()), DialOptions.DEFAULT)));
        probes(trunk("a", FIRST));
        home.passes(Duration.ofSeconds(30));
        alice.calls("4989777");
        assertThat(alice.lastStatus()).as(trace()).isEqualTo(480);
        assertThat(one.received("INVITE ")).isEmpty();
    }

    // ------------------------------------------------------------------ who is asked

    @Test
    void a_trunk_that_is_not_to_be_probed_is_not() {
        one.reacts(says("200 OK"));
        home.exchange().register(List.of(new Trunk("a", FIRST, 5060, Transport.UDP, "default")));
        home.passes(Duration.ofMinutes(5));
        assertThat(asked(one)).isEmpty();
        assertThat(home.exchange().standings()).isEmpty();
    }

    @Test
    void who_stays_the_same_is_not_asked_anew_and_who_changes_is() {
        one.reacts(says("200 OK"));
        two.reacts(says("200 OK"));
        probes(trunk("a", FIRST), trunk("b", SECOND));
        probes(trunk("a", FIRST), trunk("b", SECOND).probedEach(EACH.multipliedBy(2)));
        assertThat(asked(one)).as(trace()).hasSize(1);
        assertThat(asked(two)).hasSize(2);
        home.passes(Duration.ofMinutes(10));
        assertThat(asked(one)).hasSize(21);
        assertThat(asked(two)).hasSize(12);
    }

    @Test
    void nobody_is_asked_after_the_end_and_a_late_answer_is_nobody_s() {
        probes(trunk("a", FIRST));
        String options = asked(one).getFirst();
        registers();
        one.sends(RawHost.response(options, "200 OK"));
        home.passes(Duration.ofMinutes(2));
        assertThat(asked(one)).as(trace()).hasSize(1);
        assertThat(heard()).isEmpty();
    }
}
