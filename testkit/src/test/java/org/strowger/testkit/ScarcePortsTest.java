package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.call.Call;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.event.RefusalCause;
import org.strowger.media.MediaSettings;

/**
 * What a call needs is taken before anybody rings: where there is no port, nobody is asked, and no answer is refused.
 */
class ScarcePortsTest {

    private static final int FIRST = 20_000;

    /** Of three pairs. */
    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings(),
            Programs.always(ScarcePortsTest::route),
            LooseDirectory.NOBODY,
            MediaSettings.defaults().withPorts(FIRST, FIRST + 5).withQuarantine(Duration.ZERO));

    private WirePhone alice;
    private WirePhone bob;
    private WirePhone carol;
    private WirePhone dave;

    private static void route(Call call) {
        switch (call.number()) {
            case "55" -> call.echo();
            case "56" -> {
                call.answer();
                call.dial(new Destination.User("1004"), DialOptions.DEFAULT);
                call.echo();
            }
            default ->
                call.dial(new Destination.User(call.number()), DialOptions.DEFAULT.timeout(Duration.ofSeconds(20)));
        }
    }

    @BeforeEach
    void they_register() {
        for (String number : List.of("1001", "1002", "1003", "1004")) home.phone(number);
        alice = new WirePhone(home, "1001", "192.0.2.61").registers();
        bob = new WirePhone(home, "1002", "192.0.2.62").registers();
        carol = new WirePhone(home, "1003", "192.0.2.63").registers();
        dave = new WirePhone(home, "1004", "192.0.2.64").registers();
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

    private long refusals() {
        return home.figures().refusals().getOrDefault(RefusalCause.PORTS, 0L);
    }

    @Test
    void whoever_rings_can_be_answered() {
        alice.calls("1002", alice.usual());
        assertThat(bob.isRinging()).as(trace()).isTrue();
        carol.calls("1004", carol.usual());
        assertThat(carol.status()).as(trace()).isEqualTo("INVITE 503");
        assertThat(carol.host().last()).contains("Retry-After: ");
        assertThat(dave.host().received("INVITE")).isEmpty();
        assertThat(refusals()).isEqualTo(1);
        bob.answers(bob.usual());
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 200");
    }

    @ParameterizedTest
    @CsvSource({"55", "1004"})
    void where_there_is_none_for_the_caller_it_is_told_so(String number) {
        alice.calls("1002", alice.usual());
        bob.answers(bob.usual());
        carol.calls("55", carol.usual());
        assertThat(carol.status()).isEqualTo("INVITE 200");
        dave.answersWith(dave.usual());
        WirePhone erin = new WirePhone(home, "1004", "192.0.2.65").registers();
        erin.calls(number, erin.usual());
        assertThat(erin.status()).as(trace()).isEqualTo("INVITE 503");
        assertThat(erin.host().last()).contains("Retry-After: ");
        assertThat(dave.host().received("INVITE")).isEmpty();
        assertThat(refusals()).isEqualTo(1);
    }

    /** The program learns of it, and what has been answered goes on. */
    @Test
    void who_has_been_answered_is_not_hung_up_on_for_want_of_a_port_for_somebody_else() {
        alice.calls("55", alice.usual());
        bob.calls("55", bob.usual());
        carol.calls("56", carol.usual());
        assertThat(carol.status()).as(trace()).isEqualTo("INVITE 200");
        assertThat(dave.host().received("INVITE")).isEmpty();
        assertThat(refusals()).isEqualTo(1);
        assertThat(carol.isOver()).isFalse();
    }

    @Test
    void a_change_that_needs_another_port_is_refused_and_the_call_goes_on() {
        alice.calls("1002", alice.usual());
        bob.answers(bob.usual());
        carol.calls("55", carol.usual());
        alice.changes("INVITE", alice.sdp("m=audio 4000 RTP/AVP 0 8", "m=video 4002 RTP/AVP 96"));
        // RFC 3261 §21.5.4: a 503 would keep her from all that she might ask for meanwhile, from hanging up too.
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 500");
        assertThat(alice.host().last()).containsPattern("Retry-After: \\d");
        alice.says(440);
        home.passes(Duration.ofSeconds(1));
        assertThat(bob.media().packetsHeard()).isGreaterThan(45);
        assertThat(refusals()).isEqualTo(1);
    }
}
