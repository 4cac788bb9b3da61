package org.strowger.softswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.Happening;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;

/** A switch that registers at another one, over real sockets. */
class RegisteringSwitchTest {

    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    Path provider;

    @TempDir
    Path office;

    private final BlockingQueue<Happening> told = new LinkedBlockingQueue<>();

    private Softswitch start(Path directory, String yaml) throws Exception {
        Files.writeString(directory.resolve("dialplan.groovy"), "route('1') { answer() }\n");
        Path file = Files.writeString(directory.resolve("strowger.yaml"), yaml);
        if (!(ConfigurationReader.read(file) instanceof Reading.Good good))
            throw new AssertionError(ConfigurationReader.read(file));
        return Softswitch.start(good.configuration(), event -> {
            if (event.what() instanceof Happening.TrunkRegistered
                    || event.what() instanceof Happening.TrunkUnregistered) told.add(event.what());
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

    @Test
    void it_is_a_contact_there_until_it_stops() throws Exception {
        try (Softswitch registrar = start(provider, """
                domains: [provider.example]
                listen: [{transport: tcp, address: 127.0.0.1, port: 0}]
                admin: {port: 0}
                accounts: {4930: {password: pw-4930}}
                """)) {
            int port = registrar.listeners().getFirst().bind().getPort();
            String yaml = """
                listen: [{transport: tcp, address: 127.0.0.1, port: 0}]
                admin: {port: 0}
                trunks:
                  right: {host: 127.0.0.1, port: %1$d, transport: tcp, register: {user: 4930, domain: provider.example, password: pw-4930}}
                """.formatted(port);
            try (Softswitch registered = start(office, yaml)) {
                assertThat(next())
                        .isInstanceOfSatisfying(
                                Happening.TrunkRegistered.class,
                                event -> assertThat(event.aor()).isEqualTo("sip:4930@provider.example"));
                assertThat(registrar.bindings().get("4930"))
                        .hasSize(1)
                        .allMatch(binding -> binding.contact().startsWith("sip:trunk-"));
                assertThat(status(registered))
                        .contains("\"trunks_registered\":1", "\"trunks_unregistered\":0")
                        .contains("\"trunk\":\"right\"", "\"state\":\"registered\"", "\"expires_in\":")
                        .doesNotContain("pw-4930");
                registered.drain().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(next()).isInstanceOf(Happening.TrunkUnregistered.class);
                assertThat(registrar.bindings()).doesNotContainKey("4930");
            }
        }
    }
}
