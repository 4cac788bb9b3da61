package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.RefusalCause;
import org.strowger.call.setup.CallLimits;
import org.strowger.dialplan.DialplanReloader;
import org.strowger.directory.Quota;
import org.strowger.directory.TrunkTrust;
import org.strowger.directory.TrunkTrust.Proof;

/** What one account, one trunk and one address may have of the switch, and what makes a trunk's call its own. */
class CallLimitsTest {

    @TempDir
    Path folder;

    private VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());

    private DialplanReloader limits(Quota account, Quota trunk, Quota source) throws IOException {
        return limits(CallLimits.DEFAULT.quotas(account, trunk, source));
    }

    private DialplanReloader limits(CallLimits limits) throws IOException {
        var settings = VirtualSwitch.usualSettings().limits(limits);
        home = new VirtualSwitch(1, settings, (_, _, _) -> Programs.program(_ -> {}));
        home.phone("1001");
        // It rings for as many as call it.
        new RawHost(home, "192.0.2.99")
                .registers("1001", "Contact: <sip:1001@192.0.2.99>")
                .answers("180 Ringing");
        home.phone("1002");
        home.phone("1003");
        return home.reloadable(Files.writeString(
                folder.resolve("plan.groovy"), "route('1001') { dial user('1001'), timeout: 30.seconds }"));
    }

    @AfterEach
    void nothing_is_left_behind() {
        Leftovers.none(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    private int call(RawHost host, String as) {
        host.forgets().calls(as, "sip:1001@switch.example");
        home.passes(Duration.ofSeconds(1));
        return host.status();
    }

    private int trunkCall(RawHost host) {
        host.forgets()
                .asks("INVITE", "sip:1001@switch.example", "<sip:+4930@carrier.example>", "<sip:1001@switch.example>");
        return host.status();
    }

    // A call may have a hundred legs, and an account a hundred calls.
    @Test
    void the_calls_of_an_account_have_as_many_legs_at_once_as_they_may() throws IOException {
        limits(CallLimits.DEFAULT.accountLegs(2));
        RawHost host = new RawHost(home, "192.0.2.50");
        call(host, "1002");
        call(host, "1002");
        assertThat(home.figures().legs()).as("two callers, two callees").isEqualTo(4);
        call(host, "1002");
        assertThat(host.received("SIP/2.0 503"))
                .as(trace())
                .isNotEmpty()
                .first()
                .asString()
                .contains("Retry-After: ");
        assertThat(home.figures().refusals()).containsEntry(RefusalCause.ACCOUNT_LEGS, 1L);
        call(host, "1003");
        assertThat(host.received("SIP/2.0 180"))
                .as("another account has its own")
                .isNotEmpty();
        home.passes(Duration.ofSeconds(31));
        call(host, "1002");
        assertThat(host.received("SIP/2.0 180")).as("when they are over").isNotEmpty();
    }

    @Test
    void an_account_has_so_many_calls_and_another_beside_it_as_many() throws IOException {
        DialplanReloader reloader = limits(new Quota(2, 100), Quota.UNLIMITED, Quota.UNLIMITED);
        RawHost host = new RawHost(home, "192.0.2.50");
        assertThat(call(host, "1002")).as("407, then it rings").isEqualTo(407);
        assertThat(host.received("SIP/2.0 180")).as(trace()).isNotEmpty();
        call(host, "1002");
        assertThat(call(host, "1002")).isEqualTo(486);
        assertThat(reloader.reload()).isNotNull();
        assertThat(call(host, "1002")).as("a reload forgets no call").isEqualTo(486);
        assertThat(call(host, "1003")).isEqualTo(407);
        assertThat(home.figures().refusals()).containsEntry(RefusalCause.ACCOUNT_CALLS, 2L);
        home.passes(Duration.ofSeconds(31));
        assertThat(call(host, "1002")).as("when they are over").isEqualTo(407);
    }

    @Test
    void an_account_begins_so_many_calls_a_second() throws IOException {
        limits(new Quota(1000, 2), Quota.UNLIMITED, Quota.UNLIMITED);
        RawHost host = new RawHost(home, "192.0.2.50");
        for (int i = 0; i < 20; i++) {
            host.calls("1002", "sip:1001@switch.example");
            home.passes(Duration.ofMillis(100));
        }
        assertThat(home.figures().refusals()).as(trace()).containsEntry(RefusalCause.ACCOUNT_RATE, 15L);
        assertThat(host.received("SIP/2.0 503")).isNotEmpty().allMatch(text -> text.contains("Retry-After: 5"));
    }

    @Test
    void an_address_has_so_many_calls_whoever_calls_from_it() throws IOException {
        limits(Quota.UNLIMITED, Quota.UNLIMITED, new Quota(2, 100));
        RawHost host = new RawHost(home, "192.0.2.50");
        call(host, "1002");
        call(host, "1003");
        assertThat(call(host, "1001")).isEqualTo(503);
        assertThat(call(new RawHost(home, "192.0.2.51"), "1001")).isEqualTo(407);
        assertThat(home.figures().refusals()).containsEntry(RefusalCause.SOURCE_CALLS, 1L);
    }

    @Test
    void a_trunk_has_so_many_calls_and_may_have_a_quota_of_its_own() throws IOException {
        limits(Quota.UNLIMITED, new Quota(1, 100), Quota.UNLIMITED);
        RawHost carrier = new RawHost(home, "192.0.2.60");
        home.trunkTo("carrier", new java.net.InetSocketAddress("192.0.2.60", 5060));
        assertThat(trunkCall(carrier)).as(trace()).isZero();
        assertThat(trunkCall(carrier)).isEqualTo(503);
        home.trust("carrier", new TrunkTrust(Proof.ADDRESS, Set.of(), Optional.of(new Quota(2, 100))));
        home.passes(Duration.ofMinutes(1));
        assertThat(trunkCall(carrier)).isZero();
        assertThat(trunkCall(carrier)).isZero();
        assertThat(trunkCall(carrier)).isEqualTo(503);
        assertThat(home.figures().refusals()).containsEntry(RefusalCause.TRUNK_CALLS, 2L);
    }

    // RFC 3261 §26.3.2.1: who writes a source address over UDP is not thereby known.
    @Test
    void a_trunk_may_be_asked_for_more_than_its_address() throws IOException {
        limits(Quota.UNLIMITED, Quota.UNLIMITED, Quota.UNLIMITED);
        home.phone("carrier"); // the account that the trunk proves itself by
        home.trunkTo("carrier", new java.net.InetSocketAddress("192.0.2.60", 5070));
        RawHost other = new RawHost(home, "192.0.2.60", 46291);
        RawHost right = new RawHost(home, "192.0.2.60", 5070);
        assertThat(trunkCall(other)).as("by its address").isZero();
        home.trust("carrier", new TrunkTrust(Proof.ADDRESS_AND_PORT, Set.of(), Optional.empty()));
        assertThat(trunkCall(other)).as("from another port").isEqualTo(407);
        assertThat(trunkCall(right)).as("from its port").isZero();
        home.trust("carrier", new TrunkTrust(Proof.TCP, Set.of(), Optional.empty()));
        assertThat(trunkCall(right)).as("by UDP").isEqualTo(407);
        home.trust("carrier", new TrunkTrust(Proof.DIGEST, Set.of(), Optional.empty()));
        assertThat(trunkCall(right)).as("without a password").isEqualTo(407);
        String[] numbers = {"sip:1001@switch.example", "<sip:+4930@carrier.example>", "<sip:1001@switch.example>"};
        right.forgets().asksAs("carrier", "wrong", "INVITE", numbers[0], numbers[1], numbers[2]);
        assertThat(right.status()).isEqualTo(403);
        right.forgets().asksAs("1002", "1002", "INVITE", numbers[0], numbers[1], numbers[2]);
        assertThat(right.status()).as("another account").isEqualTo(403);
        right.forgets().asksAs("carrier", "carrier", "INVITE", numbers[0], numbers[1], numbers[2]);
        assertThat(right.received("SIP/2.0 180")).as(trace()).isNotEmpty();
    }
}
