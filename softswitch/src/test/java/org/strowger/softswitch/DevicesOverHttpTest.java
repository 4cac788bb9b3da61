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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.DeviceEvent.DeviceChanged;
import org.strowger.call.event.DeviceState;

/** What phones do, asked over real sockets: the phone is another switch that registers. */
class DevicesOverHttpTest {

    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    Path registrars;

    @TempDir
    Path office;

    private final BlockingQueue<DeviceChanged> told = new LinkedBlockingQueue<>();

    private Softswitch start(Path directory, String yaml) throws Exception {
        return SwitchInAFolder.start(directory, yaml, event -> {
            if (event.what() instanceof DeviceChanged changed) told.add(changed);
        });
    }

    private DeviceChanged next() throws InterruptedException {
        return Objects.requireNonNull(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing was told");
    }

    private static HttpResponse<String> answer(Softswitch softswitch, String method, String path) throws Exception {
        URI page = URI.create("http://127.0.0.1:" + softswitch.adminAddress().getPort() + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(page)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String body(Softswitch softswitch, String path) throws Exception {
        return answer(softswitch, "GET", path).body();
    }

    @Test
    void one_is_asked_for_by_its_name_and_all_are_in_the_status() throws Exception {
        try (Softswitch registrar = start(registrars, """
                domains: [office.example]
                listen: [{transport: udp, address: 127.0.0.1, port: 0}]
                admin: {port: 0}
                accounts: {1001: {password: pw-1001}, 1002: {password: pw-1002}}
                """)) {
            int port = registrar.listeners().getFirst().bind().getPort();
            assertThat(body(registrar, "/devices/1001")).contains("\"device\":\"1001\"", "\"state\":\"offline\"");
            assertThat(body(registrar, "/devices")).contains("\"devices\":[]");
            try (Softswitch phone = start(office, """
                    listen: [{transport: udp, address: 127.0.0.1, port: 0}]
                    admin: {port: 0}
                    trunks:
                      line: {host: 127.0.0.1, port: %d, register: {user: 1001, domain: office.example, password: pw-1001}}
                    """.formatted(port))) {
                assertThat(phone.listeners()).hasSize(1);
                assertThat(next()).isEqualTo(new DeviceChanged("1001", DeviceState.IDLE, DeviceState.OFFLINE));
                assertThat(body(registrar, "/devices/1001")).contains("\"state\":\"idle\"");
                String one = "\"devices\":[{\"device\":\"1001\",\"state\":\"idle\"}]";
                assertThat(body(registrar, "/devices")).contains(one);
                assertThat(body(registrar, "/status")).contains(one);
                assertThat(body(registrar, "/status?limit=0")).contains("\"devices\":[]");
                phone.drain().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            assertThat(next()).isEqualTo(new DeviceChanged("1001", DeviceState.OFFLINE, DeviceState.IDLE));
            assertThat(answer(registrar, "GET", "/devices/1999"))
                    .satisfies(nobody -> assertThat(nobody.statusCode()).isEqualTo(404))
                    .satisfies(nobody -> assertThat(nobody.body()).contains("there is no account '1999'"));
            assertThat(answer(registrar, "POST", "/devices/1001").statusCode()).isEqualTo(405);
            assertThat(answer(registrar, "POST", "/devices").statusCode()).isEqualTo(405);
            assertThat(body(registrar, "/nothing")).contains("/devices");
        }
    }
}
