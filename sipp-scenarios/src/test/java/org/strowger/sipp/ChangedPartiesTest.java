package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Accounts and trunks come and go in the file of a switch that is called fifty times a second. */
@Isolated("calls are shed where others take the switch's time")
class ChangedPartiesTest {

    private static final int RATE = 50;
    private static final Duration HELD = Duration.ofSeconds(5);
    private static final int CALLS = 1_600;
    /** Of a switch whose code has hardly run: what it carries then is judged elsewhere. */
    private static final int CALLS_AT_FIRST = 150;

    private static final int RATE_AT_FIRST = 15;
    private static final int CHANGES = 50;
    private static final Duration EVERY = Duration.ofMillis(500);

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch("reload: {watch: off}\n");

    @Test
    void fifty_changes_of_accounts_and_trunks_under_load_lose_no_call_and_a_bad_file_changes_nothing()
            throws Exception {
        Path file = LAB.theSwitch().directory().resolve("strowger.yaml");
        String first = Files.readString(file);
        Files.writeString(
                LAB.theSwitch().directory().resolve("routes.groovy"),
                "route('65XX') { dial trunk('carrier').to(number) }\n");
        assertThat(reload().statusCode()).isEqualTo(200);
        calls(CALLS_AT_FIRST, RATE_AT_FIRST);
        var callees = LAB.carrier("answers").times(CALLS, RATE, HELD).start();
        var callers =
                LAB.caller("hangs-up").dials("6500").times(CALLS, RATE, HELD).start();
        Processes.eventually(
                HELD.plusSeconds(5), () -> LAB.theSwitch().status().calls() >= RATE * HELD.toSeconds() * 9 / 10);
        Instant began = Instant.now();
        for (int change = 1; change <= CHANGES; change++) {
            boolean bad = change % 5 == 0;
            Files.writeString(file, bad ? first + "chicken: egg\n" : changed(first, change));
            HttpResponse<String> answer = reload();
            assertThat(answer.statusCode())
                    .as("change %d: %s", change, answer.body())
                    .isEqualTo(bad ? 422 : 200);
            if (bad) assertThat(answer.body()).contains("strowger.yaml:").contains("chicken");
            Processes.pause(Duration.between(Instant.now(), began.plus(EVERY.multipliedBy(change))));
        }
        assertThat(LAB.theSwitch().status().calls())
                .as("calls while it is changed")
                .isGreaterThan(0);
        callers.succeeds();
        callees.succeeds();
    }

    private static void calls(int count, int rate) {
        Duration held = Duration.ofSeconds(1);
        var callees = LAB.carrier("answers").times(count, rate, held).start();
        LAB.caller("hangs-up").dials("6500").times(count, rate, held).run();
        callees.succeeds();
    }

    /** Another account and another trunk each time, and those of the time before are gone. */
    private static String changed(String first, int change) throws IOException {
        return first.replace("accounts:\n", "accounts:\n  new-%d: {password: secret-of-%d}\n".formatted(change, change))
                .replace("trunks:\n", "trunks:\n  new-%d: {host: 127.0.3.%d}\n".formatted(change, change));
    }

    private static HttpResponse<String> reload() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + LAB.adminPort() + "/reload"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
