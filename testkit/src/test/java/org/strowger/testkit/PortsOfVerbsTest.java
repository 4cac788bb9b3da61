package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.call.event.RefusalCause;
import org.strowger.directory.CallGroup;
import org.strowger.directory.CallQueue;
import org.strowger.media.MediaSettings;

/** Whatever a plan does with a call, nobody is rung, and nobody answered, for whom there is no port. */
class PortsOfVerbsTest {

    private static final int FIRST = 20_000;
    private static final List<String> NUMBERS = List.of("1001", "1002", "1003", "1004", "1005");

    @TempDir
    Path folder;

    /** Of three pairs. */
    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings(),
            (_, _, _) -> Programs.program(_ -> {}),
            LooseDirectory.NOBODY,
            MediaSettings.defaults().withPorts(FIRST, FIRST + 5).withQuarantine(Duration.ZERO));

    private WirePhone alice;
    private WirePhone bob;
    private WirePhone carol;
    private WirePhone dave;
    private WirePhone erin;

    @BeforeEach
    void they_register() throws IOException {
        NUMBERS.forEach(home::phone);
        alice = new WirePhone(home, "1001", "192.0.2.61").registers();
        bob = new WirePhone(home, "1002", "192.0.2.62").registers();
        carol = new WirePhone(home, "1003", "192.0.2.63").registers();
        dave = new WirePhone(home, "1004", "192.0.2.64").registers();
        erin = new WirePhone(home, "1005", "192.0.2.65").registers();
        CallGroup team = new CallGroup(
                "team",
                List.of(new CallGroup.Member("1003", 1), new CallGroup.Member("1004", 1)),
                CallGroup.Strategy.RING_ALL,
                Duration.ofSeconds(20));
        home.group(team);
        home.queue(new CallQueue(
                team, Duration.ZERO, Optional.empty(), Optional.empty(), 10, List.of(), List.of(), Optional.empty()));
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            route('1XXX') { dial user(number), timeout: 20.seconds }
            route('20') { dial queue('team') }
            route('21') { dial group('team') }
            route('22') { conference 'room' }
            route('23') { park '701' }
            route('24') { pickup '701' }
            route('25') { call(user('1003')).hangup() }
            route('26') { answer(); echo() }
            """));
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

    /** Leaves so many pairs. */
    private void leaves(int pairs) {
        alice.calls("26", alice.usual());
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE 200");
        if (pairs > 1) return;
        bob.calls("26", bob.usual());
        if (pairs == 0) erin.calls("26", erin.usual());
    }

    @ParameterizedTest
    @CsvSource({"1003, 1", "21, 1", "25, 1", "20, 0", "21, 0", "22, 0", "23, 0", "25, 0"})
    void where_a_port_is_wanting_nobody_rings_and_the_caller_may_try_again(String number, int left) {
        leaves(left);
        WirePhone frank = new WirePhone(home, "1002", "192.0.2.66");
        frank.calls(number, frank.usual());
        assertThat(frank.status()).as(trace()).isEqualTo("INVITE 503");
        assertThat(frank.host().last()).contains("Retry-After: ");
        assertThat(carol.host().received("INVITE")).isEmpty();
        assertThat(dave.host().received("INVITE")).isEmpty();
        assertThat(refusals()).isBetween(1L, 2L);
    }

    /** Its offer comes with its answer, and so would the want of a port. */
    @Test
    void a_phone_that_is_called_without_an_offer_can_be_answered_too() {
        leaves(1);
        WirePhone frank = new WirePhone(home, "1002", "192.0.2.66");
        frank.calls("1003", "");
        assertThat(frank.status()).as(trace()).isEqualTo("INVITE 503");
        assertThat(frank.host().last()).contains("Retry-After: ");
        assertThat(carol.host().received("INVITE")).isEmpty();
        assertThat(refusals()).isEqualTo(1);
    }

    @Test
    void a_group_rings_as_many_as_could_answer() {
        leaves(2);
        bob.calls("21", bob.usual());
        assertThat(carol.isRinging()).as(trace()).isTrue();
        assertThat(dave.host().received("INVITE")).isEmpty();
        carol.answers(carol.usual());
        assertThat(bob.status()).isEqualTo("INVITE 200");
    }

    /**
     * Whoever waits goes on waiting, and is brought to somebody when there is a port again; members are asked at their
     * pace, and not in a circle.
     */
    @Test
    void who_waits_in_a_queue_waits_for_a_port_too() {
        leaves(1);
        dave.calls("20", dave.usual());
        assertThat(dave.status()).as(trace()).isEqualTo("INVITE 200");
        home.passes(Duration.ofSeconds(20));
        assertThat(carol.host().received("INVITE")).isEmpty();
        assertThat(refusals()).as("attempts").isLessThan(20);
        alice.hangsUp();
        home.passes(Duration.ofSeconds(15));
        assertThat(carol.isRinging()).as(trace()).isTrue();
    }

    /** Nobody is taken from where he waits by somebody with whom he couldn't speak. */
    @Test
    void who_is_parked_is_not_picked_up_without_a_port() {
        carol.calls("23", carol.usual());
        assertThat(carol.status()).as(trace()).isEqualTo("INVITE 200");
        leaves(2); // hers is one of them
        dave.calls("24", dave.usual());
        home.passes(Duration.ofSeconds(1));
        assertThat(carol.isOver()).as(trace()).isFalse();
        assertThat(refusals()).as(trace()).isEqualTo(1);
        alice.hangsUp();
        home.passes(Duration.ofSeconds(1));
        carol.takesChanges("200 OK", carol.usual());
        erin.takesChanges("200 OK", erin.usual());
        erin.calls("24", erin.usual());
        home.passes(Duration.ofSeconds(1));
        erin.says(440);
        long before = carol.media().packetsHeard();
        home.passes(Duration.ofSeconds(1));
        assertThat(carol.media().packetsHeard() - before).as(trace()).isGreaterThan(45);
    }
}
