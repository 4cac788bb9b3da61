package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.LegEvent;
import org.strowger.media.MediaSettings;

/** Legs take time to begin: whoever's calls have many keeps nobody waiting but himself. */
class LegTurnsTest {

    private static final Duration COST = Duration.ofNanos(500_000);
    /** What the others have the loop for, after each leg that had to wait. */
    private static final Duration REST = COST.multipliedBy(3);

    private static final Duration LITTLE = Duration.ofNanos(1_000);

    @TempDir
    Path folder;

    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings(),
            (_, _, _) -> Programs.program(_ -> {}),
            LooseDirectory.NOBODY,
            MediaSettings.defaults(),
            environment -> {
                environment.events().subscribe("cost", this::takesTime);
                return environment;
            });
    private final RawHost caller = new RawHost(home, "192.0.2.50");
    private final RawHost another = new RawHost(home, "192.0.2.51");
    private final RawHost phones = new RawHost(home, "192.0.2.60");

    private void takesTime(EventBus.Event event) {
        if (event.what() instanceof LegEvent.LegCalled) home.time().takes(COST);
    }

    @BeforeEach
    void plan() throws IOException {
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            def everybody = firstToAnswer((2000..2007).collect { user(it.toString()) })
            route('8000') { dial everybody, timeout: 20.seconds }
            route('8005') { dial firstToAnswer((2000..2004).collect { user(it.toString()) }), timeout: 20.seconds }
            route('8001') { dial everybody, timeout: 1.milliseconds }
            route('20XX') { dial user(number), timeout: 20.seconds }
            emergency('112') { dial everybody, timeout: 20.seconds }
            """));
        home.phone("1042");
        home.phone("1043");
        for (int user = 2000; user <= 2007; user++) home.phone(Integer.toString(user));
        for (int user = 2000; user <= 2007; user++)
            phones.registers(Integer.toString(user), "Contact: <sip:" + user + "@192.0.2.60>");
        home.settle();
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private List<SentInvite> invitedBy(String caller) {
        return home.invites().stream()
                .filter(invite -> invite.getFrom().equals(caller))
                .toList();
    }

    @Test
    void legs_beyond_a_calls_first_leave_three_quarters_of_the_loop_to_others() {
        caller.calls("1042", "sip:8000@switch.example");
        assertThat(home.invites())
                .as("the first, four that were spared their turn, and one whose turn it was")
                .hasSize(6);
        for (int more = 7; more <= 8; more++) {
            home.passes(REST.minus(LITTLE));
            assertThat(home.invites()).hasSize(more - 1);
            home.passes(LITTLE);
            assertThat(home.invites()).hasSize(more);
        }
        home.passes(Duration.ofSeconds(1));
        assertThat(home.invites()).hasSize(8);
    }

    /** Before the one that answers at once has. */
    @Test
    void a_small_ring_group_rings_at_once_however_long_a_leg_takes_to_begin() {
        phones.answers("200 OK", "");
        caller.calls("1042", "sip:8005@switch.example");
        assertThat(invitedBy("1042")).hasSize(5);
    }

    @Test
    void the_call_of_another_begins_at_once_and_its_other_legs_after_one_of_the_first() {
        caller.calls("1042", "sip:8000@switch.example");
        another.calls("1043", "sip:8000@switch.example");
        assertThat(invitedBy("1042")).hasSize(6);
        assertThat(invitedBy("1043")).hasSize(1);
        home.passes(REST.multipliedBy(2).plus(COST));
        assertThat(invitedBy("1042")).hasSize(7);
        assertThat(invitedBy("1043")).hasSize(2);
    }

    @Test
    void legs_that_wait_when_their_call_is_over_are_called_no_more_and_count_no_more() {
        caller.calls("1042", "sip:8001@switch.example");
        home.passes(Duration.ofMillis(60));
        assertThat(caller.status()).isEqualTo(480);
        assertThat(home.figures().legs()).isZero();
        home.passes(Duration.ofSeconds(1));
        assertThat(home.invites()).hasSize(6);
    }

    /** Eight phones, each of which sends the call on to the number of the first. */
    @Test
    void where_redirections_lead_waits_too() {
        phones.answers("302 Moved", "Contact: <sip:2000@switch.example>");
        caller.calls("1042", "sip:8000@switch.example");
        assertThat(home.invites()).as("as without redirections").hasSize(6);
        home.passes(REST);
        assertThat(home.invites()).hasSize(7);
        home.passes(Duration.ofSeconds(2));
        assertThat(home.invites()).hasSizeGreaterThan(16);
    }

    @Test
    void what_saves_lives_waits_for_nothing() {
        caller.calls("1042", "sip:112@switch.example");
        assertThat(home.invites()).hasSize(8);
    }
}
