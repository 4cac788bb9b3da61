package org.strowger.softswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;

/** The tables of a running switch, as {@code strowger table} and other programs see and change them. */
@Isolated("it starts a whole switch")
class TablesOverHttpTest {

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void rows_are_seen_changed_and_removed_and_are_there_after_a_restart() throws Exception {
        plan("""
            table('forwards', key: 'account', columns: [always: 'text', rings: 'duration', calls: 'number'], lasts: 1.day)
            route('100') { answer() }
            """);
        try (Softswitch softswitch = start()) {
            assertThat(ask(softswitch, "GET", "/tables").body())
                    .isEqualTo(
                            "[{\"table\":\"forwards\",\"key\":\"account\",\"columns\":{\"always\":\"text\",\"rings\":"
                                    + "\"duration\",\"calls\":\"number\"},\"lasts\":86400,\"rows\":0}]\n");
            assertThat(ask(softswitch, "GET", "/table?name=forwards&key=1001").statusCode())
                    .isEqualTo(404);
            assertThat(ask(
                                    softswitch,
                                    "POST",
                                    "/table?name=forwards&key=a%26b%3D%C3%A9&column.always=%2B49%20%26&column.rings=20s")
                            .body())
                    .isEqualTo("[{\"account\":\"a&b=é\",\"always\":\"+49 &\",\"rings\":\"PT20S\"}]\n");
            assertThat(ask(softswitch, "POST", "/table?name=forwards&key=1001&column.calls=3")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(ask(softswitch, "POST", "/table?name=forwards&key=1001&column.calls=&column.always=x")
                            .body())
                    .isEqualTo("[{\"account\":\"1001\",\"always\":\"x\"}]\n");
        }
        try (Softswitch softswitch = start()) {
            assertThat(ask(softswitch, "GET", "/table?name=forwards").body())
                    .isEqualTo("[{\"account\":\"1001\",\"always\":\"x\"},"
                            + "{\"account\":\"a&b=é\",\"always\":\"+49 &\",\"rings\":\"PT20S\"}]\n");
            assertThat(ask(softswitch, "GET", "/table?name=forwards&limit=1").body())
                    .isEqualTo("[{\"account\":\"1001\",\"always\":\"x\"}]\n");
            assertThat(ask(softswitch, "DELETE", "/table?name=forwards&key=1001")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(ask(softswitch, "DELETE", "/table?name=forwards&key=1001")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void what_can_not_be_done_is_told() throws Exception {
        plan("table('forwards', key: 'account', columns: [calls: 'number'])\nroute('100') { answer() }\n");
        try (Softswitch softswitch = start()) {
            told(
                    softswitch,
                    "GET",
                    "/table?name=forward",
                    404,
                    "the plan in force declares no table 'forward'; it declares forwards");
            told(softswitch, "POST", "/table?name=forwards", 400, "name a row: key=…, its 'account'");
            told(softswitch, "PUT", "/table?name=forwards&key=1", 405, "use GET, POST or DELETE");
            told(
                    softswitch,
                    "POST",
                    "/table?name=forwards&key=1&column.calls=x",
                    400,
                    "table 'forwards': column 'calls' is a number, and that is none: 'x'");
            told(
                    softswitch,
                    "POST",
                    "/table?name=forwards&key=1&column.call=1",
                    400,
                    "table 'forwards' has no column 'call'; did you mean 'calls'?");
            told(
                    softswitch,
                    "POST",
                    "/table?name=forwards&key=1&column.calls=1",
                    200,
                    "[{\"account\":\"1\",\"calls\":\"1\"}]");
            told(
                    softswitch,
                    "POST",
                    "/table?name=forwards&key=2&column.calls=1",
                    507,
                    "table 'forwards' is full: it has 1 rows (tables.rows in the configuration)");
        }
    }

    @Test
    void a_switch_whose_store_can_not_be_opened_takes_calls_and_says_what_is_wrong() throws Exception {
        plan("table('forwards', key: 'account')\nroute('100') { answer() }\n");
        Files.writeString(directory.resolve("tables"), "a file where a directory should be");
        try (Softswitch softswitch = start()) {
            assertThat(ask(softswitch, "GET", "/health").body()).isEqualTo("ready\n");
            HttpResponse<String> failed = ask(softswitch, "GET", "/tables");
            assertThat(failed.statusCode()).isEqualTo(503);
            assertThat(failed.body()).startsWith("the store of tables: ").contains("NotDirectory");
        }
    }

    private void plan(String text) throws IOException {
        Files.writeString(directory.resolve("dialplan.groovy"), text);
    }

    private Softswitch start() throws Exception {
        Path file = Files.writeString(directory.resolve("strowger.yaml"), """
            listen: [{port: 0}]
            admin: {port: 0}
            tables: {rows: ROWS}
            """.replace(
                "ROWS", Files.readString(directory.resolve("dialplan.groovy")).contains("lasts") ? "9" : "1"));
        Configuration configuration = ((Reading.Good) ConfigurationReader.read(file)).configuration();
        return Softswitch.start(configuration, _ -> {});
    }

    private void told(Softswitch softswitch, String method, String path, int status, String body) throws Exception {
        HttpResponse<String> answer = ask(softswitch, method, path);
        assertThat(answer.body().strip()).as(path).isEqualTo(body);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
    }

    private HttpResponse<String> ask(Softswitch softswitch, String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + softswitch.adminAddress().getPort() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }
}
