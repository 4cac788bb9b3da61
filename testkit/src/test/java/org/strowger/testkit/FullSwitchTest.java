package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.call.Call;
import org.strowger.call.CallProgram;
import org.strowger.call.CallRouter;
import org.strowger.call.Caller;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.event.RefusalCause;
import org.strowger.call.setup.CallLimits;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.directory.Quota;
import org.strowger.media.MediaSettings;

/** A switch that has nothing left for ordinary calls connects who calls for help, and both hear each other. */
class FullSwitchTest {

    private static final int FIRST_PORT = 20_000;

    /** What there is none left of, and what the next ordinary call is told. */
    enum Want {
        PORTS(503, RefusalCause.PORTS),
        CALLS(503, RefusalCause.CALLS),
        CALLS_OF_THE_ACCOUNT(486, RefusalCause.ACCOUNT_CALLS),
        CALLS_OF_THE_ADDRESS(503, RefusalCause.SOURCE_CALLS),
        CALLS_OF_THE_TRUNK(503, RefusalCause.TRUNK_CALLS),
        TIME(503, RefusalCause.LOAD),
        DAYS_OF_THE_SWITCH(503, RefusalCause.STOPPING);

        private final int status;
        private final RefusalCause cause;

        Want(int status, RefusalCause cause) {
            this.status = status;
            this.cause = cause;
        }
    }

    @TempDir
    Path folder;

    private VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private Optional<WirePhone> center = Optional.empty();

    @AfterEach
    void nothing_is_left_behind() {
        home.exchange().hangUpAll();
        Leftovers.ofCalls(home);
        home.close();
    }

    private String trace() {
        return String.join("\n", home.trace());
    }

    /**
     * Two pairs for ordinary calls, and as many for emergencies, where ports are what is scarce; one call where calls
     * are.
     */
    private void begin(Optional<Want> scarce) throws IOException {
        home.close();
        boolean ports = scarce.filter(Want.PORTS::equals).isPresent();
        MediaSettings media = MediaSettings.defaults().withQuarantine(Duration.ZERO);
        home = new VirtualSwitch(
                1,
                settings(scarce),
                (_, _, _) -> Programs.program(_ -> {}),
                LooseDirectory.NOBODY,
                ports ? media.withPorts(FIRST_PORT, FIRST_PORT + 7).withReserve(2) : media);
        for (String number : new String[] {"1001", "1002", "1003"}) home.phone(number);
        home.trunkTo("psap", new InetSocketAddress("192.0.2.70", 5060));
        center = Optional.of(new WirePhone(home, "psap", "192.0.2.70"));
        home.dialplan(Files.writeString(folder.resolve("plan.groovy"), """
            emergency('112') { dial trunk('psap'), timeout: unlimited }
            emergency('113') { dial user('1002') }
            route('1XXX') { dial user(number), timeout: 1.minute }
            """));
    }

    private static ExchangeSettings settings(Optional<Want> scarce) {
        ExchangeSettings usual = VirtualSwitch.usualSettings();
        Quota one = new Quota(1, 100);
        return new ExchangeSettings(
                        usual.product(),
                        usual.transactions(),
                        usual.callers(),
                        scarce.filter(Want.CALLS::equals).isPresent() ? 1 : usual.maxCalls(),
                        usual.stall(),
                        usual.retryAfter(),
                        usual.registrar(),
                        usual.nonceLife(),
                        usual.sounds())
                .limits(CallLimits.DEFAULT.quotas(
                        scarce.filter(Want.CALLS_OF_THE_ACCOUNT::equals).isPresent() ? one : Quota.UNLIMITED,
                        scarce.filter(Want.CALLS_OF_THE_TRUNK::equals).isPresent() ? one : Quota.UNLIMITED,
                        scarce.filter(Want.CALLS_OF_THE_ADDRESS::equals).isPresent() ? one : Quota.UNLIMITED));
    }

    private WirePhone caller(Want scarce) {
        if (scarce != Want.CALLS_OF_THE_TRUNK) return new WirePhone(home, "1001", "192.0.2.61").registers();
        home.trunkTo("carrier", new InetSocketAddress("192.0.2.61", 5060));
        return new WirePhone(home, "carrier", "192.0.2.61");
    }

    private void assertConnected(WirePhone one, WirePhone other) {
        assertThat(one.status()).as(trace()).isEqualTo("INVITE 200");
        long before = one.media().packetsHeard();
        long beforeThere = other.media().packetsHeard();
        one.says(440);
        other.says(660);
        home.passes(Duration.ofSeconds(1));
        assertThat(one.media().packetsHeard() - before).isGreaterThan(45);
        assertThat(other.media().packetsHeard() - beforeThere).isGreaterThan(45);
    }

    @ParameterizedTest
    @EnumSource
    void an_emergency_call_is_connected_where_no_other_is(Want scarce) throws IOException {
        begin(Optional.of(scarce));
        WirePhone alice = caller(scarce);
        WirePhone bob = new WirePhone(home, "1002", "192.0.2.62").registers();
        WirePhone carol = new WirePhone(home, "1003", "192.0.2.63").registers();
        bob.answersWith(bob.usual());
        assertConnected(alice.calls("1002", alice.usual()), bob);
        if (scarce == Want.TIME) isLateForLong(alice);
        if (scarce == Want.DAYS_OF_THE_SWITCH) home.exchange().drain();

        alice.calls("1003", alice.usual());
        assertThat(alice.status()).as(trace()).isEqualTo("INVITE " + scarce.status);
        if (scarce.status == 503) assertThat(alice.host().last()).contains("Retry-After: ");
        assertThat(carol.isRinging()).isFalse();
        assertThat(home.figures().refusals()).containsEntry(scarce.cause, 1L);

        WirePhone help = center.orElseThrow();
        help.answersWith(help.usual());
        assertConnected(alice.calls("112", alice.usual()), help);
        assertThat(help.heard()).as("whom the center is connected with").isNotEmpty();
    }

    private void isLateForLong(WirePhone alice) throws IOException {
        home.lagsBy(Duration.ofSeconds(5));
        alice.calls("9999", alice.usual());
        home.passes(Duration.ofMillis(600));
    }

    /**
     * The reserve is what it is: who comes when that is taken too gets 503, and it is there again when somebody is
     * helped.
     */
    @Test
    void ports_that_are_kept_for_emergencies_go_to_nobody_else() throws IOException {
        begin(Optional.of(Want.PORTS));
        WirePhone alice = caller(Want.PORTS);
        WirePhone bob = new WirePhone(home, "1002", "192.0.2.62").registers();
        WirePhone carol = new WirePhone(home, "1003", "192.0.2.63").registers();
        WirePhone help = center.orElseThrow();
        bob.answersWith(bob.usual());
        alice.calls("1002", alice.usual());
        help.answersWith(help.usual());
        carol.calls("112", carol.usual());
        assertConnected(carol, help);
        WirePhone dave = new WirePhone(home, "1002", "192.0.2.64").registers();
        dave.calls("112", dave.usual());
        assertThat(dave.status()).as(trace()).isEqualTo("INVITE 503");
        assertThat(dave.host().last()).contains("Retry-After: ");
        assertThat(home.figures().refusals()).containsEntry(RefusalCause.PORTS, 1L);
        carol.hangsUp();
        home.passes(Duration.ofSeconds(1));
        dave.calls("1001", dave.usual());
        assertThat(dave.status()).as("an ordinary call").isEqualTo("INVITE 503");
        dave.calls("112", dave.usual());
        assertConnected(dave, help);
    }

    @Test
    void an_emergency_call_that_is_sent_on_stays_one() throws IOException {
        begin(Optional.empty());
        WirePhone alice = new WirePhone(home, "1001", "192.0.2.61").registers();
        WirePhone carol = new WirePhone(home, "1003", "192.0.2.63").registers();
        carol.answersWith(carol.usual());
        new RawHost(home, "192.0.2.62")
                .registers("1002", "Contact: <sip:1002@192.0.2.62>")
                .answers("302 Moved Temporarily", "Contact: <sip:1003@switch.example>");
        home.exchange().drain();
        alice.calls("1002", alice.usual());
        assertThat(alice.status()).as("an ordinary call").isEqualTo("INVITE 503");
        assertConnected(alice.calls("113", alice.usual()), carol);
    }

    /**
     * Scripts that compute while memory is short are cut, since one of them may be what fills it; no emergency call's
     * is.
     */
    @Test
    void where_memory_is_short_the_program_of_an_emergency_call_goes_on() throws InterruptedException {
        home.close();
        CountDownLatch computed = new CountDownLatch(1);
        Semaphore resumed = new Semaphore(0);
        home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), new CallRouter() {
            @Override
            public CallProgram route(Call.CallRequest request, String number, Caller caller) {
                return Programs.program(call -> {
                    computes(computed, resumed);
                    call.dial(new Destination.User("1003"), DialOptions.DEFAULT.timeout(Duration.ofMinutes(1)));
                });
            }

            @Override
            public boolean isEmergency(String number) {
                return number.equals("112");
            }
        });
        for (String number : new String[] {"1001", "1002", "1003"}) home.phone(number);
        WirePhone alice = new WirePhone(home, "1001", "192.0.2.61").registers();
        WirePhone bob = new WirePhone(home, "1002", "192.0.2.62").registers();
        WirePhone help = new WirePhone(home, "1003", "192.0.2.63").registers();
        help.answersWith(help.usual());
        alice.calls("112", alice.usual());
        bob.calls("1001", bob.usual());
        TimeUnit.MILLISECONDS.sleep(60); // programs' time is real: they are looked at when they have computed for 50 ms
        home.runsOutOfMemory();
        home.passes(Duration.ofMillis(300));
        assertThat(bob.status()).as(trace()).isEqualTo("INVITE 500");
        assertThat(alice.status()).isEmpty();
        computed.countDown();
        resumed.acquire(2);
        home.passes(Duration.ofMillis(300));
        assertConnected(alice, help);
        alice.hangsUp();
        help.hangsUp();
        // A call that comes in now is taken as well.
        alice.calls("112", alice.usual());
        home.passes(Duration.ofMillis(300));
        assertConnected(alice, help);
        assertThat(home.figures().programFaults()).isEqualTo(1);
    }

    /** Beside virtual time, which goes on. */
    private void computes(CountDownLatch until, Semaphore resumed) {
        if (until.getCount() == 0) return;
        home.time().parking();
        try {
            until.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        } finally {
            home.time().waking();
            resumed.release();
        }
    }
}
