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
import org.strowger.call.event.RefusalCause;
import org.strowger.call.setup.CallLimits;
import org.strowger.directory.Quota;
import org.strowger.media.MediaSettings;

/**
 * Accounts whose phones send each call on, to themselves and to each other: what they cost is theirs, and calls of
 * others go on.
 */
class RedirectedTest {

    private static final int FIRST = 20_000;
    private static final int PAIRS = 60;

    @TempDir
    Path folder;

    /** Ports rest for the usual five seconds, and nobody begins more than 20 calls a second. */
    private final VirtualSwitch home = new VirtualSwitch(
            1,
            VirtualSwitch.usualSettings()
                    .limits(CallLimits.DEFAULT.quotas(new Quota(100, 20), Quota.UNLIMITED, Quota.UNLIMITED)),
            (_, _, _) -> Programs.program(_ -> {}),
            LooseDirectory.NOBODY,
            MediaSettings.defaults().withPorts(FIRST, FIRST + 2 * PAIRS - 1));

    private final ScriptedPhone alice = home.phone("1001");
    private final List<ScriptedPhone> attackers = List.of(home.phone("1501"), home.phone("1502"), home.phone("1503"));
    private int redirections;

    @BeforeEach
    void plan() throws IOException {
        home.phone("1601");
        home.phone("1602");
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            route('43') { answer(); echo() }
            route('16XX') { dial user(number), timeout: 5.seconds }
            route('8XXX') { dial user('1601'), timeout: 5.seconds }
            """));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private long refused(RefusalCause cause) {
        return home.figures().refusals().getOrDefault(cause, 0L);
    }

    /** Several contacts, each of which sends the call on to this, written another way each time. */
    private RawHost sendsOn(String user, String address, String to) {
        RawHost host = new RawHost(home, address)
                .registers(user, "Contact: <sip:a@" + address + ">,<sip:b@" + address + ">,<sip:c@" + address + ">");
        return host.reacts(text -> text.startsWith("INVITE ")
                ? Optional.of(RawHost.response(
                        text,
                        "302 Moved",
                        "Contact: <sip:" + to.formatted(++redirections % 1000) + "@switch.example;x=" + redirections
                                + ">"))
                : Optional.empty());
    }

    /** For three seconds each attacker calls so often, while alice calls ten times a second. */
    private void attack(Duration pause) {
        for (Duration at = Duration.ZERO; at.toMillis() < 3_000; at = at.plus(pause)) {
            for (ScriptedPhone attacker : attackers) attacker.calls("1601");
            if (at.toMillis() % 100 == 0) {
                alice.calls("43");
                assertThat(alice.lastStatus()).as(trace()).isEqualTo(200);
                alice.hangsUp();
            }
            home.passes(pause);
        }
    }

    @Test
    void calls_that_phones_send_to_each_other_use_up_no_ports_of_others() {
        sendsOn("1601", "192.0.2.150", "1602");
        sendsOn("1602", "192.0.2.151", "1601");
        attack(Duration.ofMillis(50));
        assertThat(redirections).isGreaterThan(100);
        assertThat(refused(RefusalCause.PORTS)).isZero();
        assertThat(home.media().figures().portsHurried()).isPositive();
    }

    /** Whoever calls: what a phone sends on is begun by its account. */
    @Test
    void calls_that_an_account_sends_on_are_as_many_a_second_as_it_may_begin() {
        sendsOn("1601", "192.0.2.150", "8%03d");
        long before = home.figures().callsStarted();
        attack(Duration.ofMillis(50));
        long theirs = 3 * 60;
        long alices = 30;
        assertThat(home.figures().callsStarted() - before - theirs - alices)
                .as("20 at once, and 20 a second")
                .isBetween(60L, 80L);
        assertThat(refused(RefusalCause.ACCOUNT_RATE)).as(trace()).isGreaterThan(100);
        assertThat(attackers.getFirst().lastStatus()).isEqualTo(503);
    }
}
