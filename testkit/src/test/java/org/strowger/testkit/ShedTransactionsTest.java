package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.strowger.call.Call;
import org.strowger.call.Destination;
import org.strowger.call.DialOptions;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.transaction.TransactionSettings;

/** Where a loop has as many transactions as it may, what is shed is told by a figure. */
class ShedTransactionsTest {

    private static final int MOST = 8;

    private static void route(Call call) {
        call.dial(new Destination.User("1002"), DialOptions.DEFAULT.timeout(Duration.ofSeconds(20)));
    }

    private static ExchangeSettings settings() {
        var usual = VirtualSwitch.usualSettings();
        return new ExchangeSettings(
                        usual.product(),
                        new TransactionSettings(
                                Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5), MOST),
                        usual.callers(),
                        usual.maxCalls(),
                        Duration.ofMillis(800),
                        usual.retryAfter(),
                        usual.registrar(),
                        usual.nonceLife(),
                        List.<Path>of())
                .limits(usual.limits());
    }

    @Test
    void requests_that_find_no_transaction_free_are_told_503_and_counted() {
        try (VirtualSwitch home = new VirtualSwitch(1, settings(), Programs.always(ShedTransactionsTest::route))) {
            home.phone("1001");
            home.phone("1002");
            new RawHost(home, "192.0.2.99")
                    .registers("1002", "Contact: <sip:1002@192.0.2.99>")
                    .answers("180 Ringing");
            assertThat(home.figures().transactionsShed()).isZero();
            RawHost caller = new RawHost(home, "192.0.2.50");
            for (int i = 0; i < 4 * MOST; i++) caller.calls("1001", "sip:1002@switch.example");
            assertThat(caller.received("SIP/2.0 503"))
                    .as(String.join("\n", home.trace()))
                    .isNotEmpty();
            assertThat(home.figures().transactionsShed())
                    .as("each of them")
                    .isEqualTo(caller.received("SIP/2.0 503").size());
            home.exchange().hangUpAll();
            home.passes(Duration.ofMinutes(2));
            assertThat(home.figures().transactions()).isZero();
        }
    }
}
