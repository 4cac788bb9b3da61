package org.strowger.softswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.event.Happening;
import org.strowger.call.event.RegistrationEvent;
import org.strowger.call.event.TrunkEvent;

/**
 * A switch that asks who is registered whether he is there, over real sockets: another switch, which answers until it
 * is gone.
 */
class KeptAliveSwitchTest {

    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    Path registrars;

    @TempDir
    Path office;

    private final BlockingQueue<Happening> told = new LinkedBlockingQueue<>();

    private Softswitch start(Path directory, String yaml) throws Exception {
        return SwitchInAFolder.start(directory, yaml, event -> {
            if (event.what() instanceof TrunkEvent.TrunkRegistered
                    || event.what() instanceof RegistrationEvent.ContactUnreachable) told.add(event.what());
        });
    }

    private Happening next() throws InterruptedException {
        return Objects.requireNonNull(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing was told");
    }

    private static String status(Softswitch softswitch) throws Exception {
        URI page = URI.create("http://127.0.0.1:" + softswitch.adminAddress().getPort() + "/status");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void it_knows_how_far_away_a_phone_is_and_when_it_is_gone(String transport) throws Exception {
        try (Softswitch registrar = start(registrars, """
                domains: [office.example]
                listen: [{transport: %s, address: 127.0.0.1, port: 0}]
                admin: {port: 0}
                timers: {t1: 10ms}
                registrar: {keep-alive: all, keep-alive-every: 1s, keep-alive-unanswered: 1}
                accounts: {1001: {password: pw-1001}}
                """.formatted(transport))) {
            int port = registrar.listeners().getFirst().bind().getPort();
            try (Softswitch phone = start(office, """
                    listen: [{transport: %1$s, address: 127.0.0.1, port: 0}]
                    admin: {port: 0}
                    trunks:
                      line: {host: 127.0.0.1, port: %2$d, transport: %1$s, register: {user: 1001, domain: office.example, password: pw-1001}}
                    """.formatted(transport, port))) {
                assertThat(phone.listeners()).hasSize(1);
                assertThat(next()).isInstanceOf(TrunkEvent.TrunkRegistered.class);
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
                while (!status(registrar).contains("\"round_trip\":") && System.nanoTime() < deadline)
                    TimeUnit.MILLISECONDS.sleep(50);
                assertThat(status(registrar))
                        .contains("\"state\":\"reachable\"", "\"unanswered\":0", "\"round_trip\":")
                        .contains("\"registrations\":1", "\"registrations_unreachable\":0");
            }
            assertThat(next())
                    .isInstanceOfSatisfying(
                            RegistrationEvent.ContactUnreachable.class,
                            gone -> assertThat(gone.aor()).isEqualTo("1001"));
            assertThat(status(registrar))
                    .contains("\"state\":\"unreachable\"", "\"registrations\":1", "\"registrations_unreachable\":1");
        }
    }
}
