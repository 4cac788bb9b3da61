package org.strowger.softswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.strowger.administration.Figure;
import org.strowger.call.event.EventBus;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.configuration.Problem;
import org.strowger.configuration.Version;
import org.strowger.directory.Binding;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;
import org.strowger.sip.transport.Addresses;

/** The switch as a whole, on real sockets of loopback. */
@Isolated("it looks at all threads of the process")
class SoftswitchTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final EventBus.Listener NOBODY = event -> {};

    @TempDir
    Path directory;

    @Test
    void it_answers_options_and_tells_its_status_in_every_form() throws Exception {
        try (Softswitch softswitch = Softswitch.start(configuration(0, 0), NOBODY)) {
            assertThat(options(softswitch.listeners().getFirst().bind())).startsWith("SIP/2.0 200 ");

            JsonNode status =
                    new ObjectMapper().readTree(get(softswitch, "/status").body());
            assertThat(status.path("version").asText())
                    .isEqualTo(Version.NUMBER)
                    .isNotEqualTo("${project.version}");
            assertThat(status.path("state").asText()).isEqualTo("ready");
            assertThat(status.path("listen")).hasSize(2);
            assertThat(status.path("messages_received").asInt()).isEqualTo(1);
            assertThat(status.path("running").isArray()).isTrue();
            assertThat(status.path("bindings").isArray()).isTrue();

            String metrics = get(softswitch, "/metrics").body();
            for (Figure figure : Figure.all(softswitch.figures())) {
                assertThat(status.path(figure.name()).isIntegralNumber())
                        .as(figure.name())
                        .isTrue();
                assertThat(metrics).contains("\n" + figure.metric() + " ");
            }
            assertThat(metrics).contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void it_is_healthy_until_it_drains() throws Exception {
        try (Softswitch softswitch = Softswitch.start(configuration(0, 0), NOBODY)) {
            assertThat(get(softswitch, "/health").statusCode()).isEqualTo(200);

            softswitch.drain().toCompletableFuture().get(5, TimeUnit.SECONDS);

            assertThat(get(softswitch, "/health").statusCode()).isEqualTo(503);
            assertThat(get(softswitch, "/health").body()).isEqualTo("draining\n");
        }
    }

    @Test
    void a_dialplan_that_does_not_load_is_told_and_the_old_one_stays() throws Exception {
        try (Softswitch softswitch = Softswitch.start(configuration(0, 0), NOBODY)) {
            Files.writeString(directory.resolve("dialplan.groovy"), "route('1XXX') { anser() }");
            HttpResponse<String> refused = post(softswitch, "/reload");
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("dialplan.groovy:1:").contains("anser");
            assertThat(softswitch.routes()).singleElement().asString().contains("100");

            Files.writeString(directory.resolve("dialplan.groovy"), "route('200') { answer() }");
            assertThat(post(softswitch, "/reload").statusCode()).isEqualTo(200);
            assertThat(softswitch.routes()).singleElement().asString().contains("200");
        }
    }

    @Test
    void a_page_in_a_browser_can_not_ask_it() throws Exception {
        try (Softswitch softswitch = Softswitch.start(configuration(0, 0), NOBODY)) {
            URI reload = URI.create("http://" + Addresses.text(softswitch.adminAddress()) + "/reload");
            HttpRequest form = HttpRequest.newBuilder(reload)
                    .header("Origin", "https://evil.example")
                    .POST(BodyPublishers.noBody())
                    .build();
            assertThat(send(form).statusCode()).isEqualTo(403);
            assertThat(get(softswitch, "/reload").statusCode()).isEqualTo(405);
            assertThat(get(softswitch, "/nowhere").statusCode()).isEqualTo(404);
        }
    }

    /**
     * What a browser sends by itself, whatever page is in it: {@code Sec-Fetch-Site} (Fetch Metadata) says whose page
     * asks.
     */
    @Test
    void requests_of_other_sites_are_refused_and_answers_are_neither_guessed_at_nor_kept() throws Exception {
        try (Softswitch softswitch = Softswitch.start(configuration(0, 0), NOBODY)) {
            for (String site : List.of("cross-site", "same-site", "same-origin"))
                assertThat(raw(softswitch, "GET /status", "Host: 127.0.0.1\r\nSec-Fetch-Site: " + site))
                        .startsWith("HTTP/1.1 403 ");
            assertThat(raw(softswitch, "GET /status", "Host: evil.example")).startsWith("HTTP/1.1 403 ");
            assertThat(raw(softswitch, "POST /unban?source=192.0.2.1", "Host: 127.0.0.1\r\nOrigin: null"))
                    .startsWith("HTTP/1.1 403 ");
            String typed = raw(softswitch, "GET /status", "Host: localhost\r\nSec-Fetch-Site: none");
            assertThat(typed)
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n")
                    .containsIgnoringCase("\r\nCache-Control: no-store\r\n");
        }
    }

    @Test
    void a_status_of_millions_is_no_more_than_it_may_be() throws Exception {
        try (Softswitch softswitch = Softswitch.start(configuration(0, 0), NOBODY)) {
            for (int i = 0; i < 10_001; i++) register(softswitch, "sip:" + i + "@office.example");
            assertThat(listed(softswitch, "9999999")).isEqualTo(10_000);
            assertThat(listed(softswitch, "10001")).isEqualTo(10_000);
            assertThat(listed(softswitch, "9999")).isEqualTo(9_999);
            for (String nonsense : List.of("99999999999999999999", "-1", "", "1e6"))
                assertThat(listed(softswitch, nonsense)).as(nonsense).isEqualTo(100);
        }
    }

    private static void register(Softswitch softswitch, String aor) {
        var flow = new Flow(
                Transport.UDP, new InetSocketAddress(LOOPBACK, 5060), new InetSocketAddress(LOOPBACK, 6000), 0);
        var binding = new Binding(
                "<sip:a@127.0.0.1:6000>",
                1000,
                "",
                Instant.now().plusSeconds(600),
                "call-id",
                1,
                List.of(),
                flow,
                Optional.empty());
        softswitch.locations().update(aor, _ -> List.of(binding));
    }

    /** How many registrations are in the answer to a question for so many. */
    private static int listed(Softswitch softswitch, String limit) throws IOException {
        String answer = raw(softswitch, "GET /status?limit=" + limit, "Host: 127.0.0.1");
        assertThat(answer).startsWith("HTTP/1.1 200 ");
        return new ObjectMapper()
                .readTree(answer.substring(answer.indexOf("\r\n\r\n")))
                .path("bindings")
                .size();
    }

    /** The answer to these bytes, whole. */
    private static String raw(Softswitch softswitch, String line, String headers) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(softswitch.adminAddress(), 5_000);
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((line + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_taken_sip_port_is_one_line_with_key_and_remedy() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(0, LOOPBACK)) {
            StartFailure failure = failure(configuration(taken.getLocalPort(), 0));

            assertThat(failure.kind()).isEqualTo(StartFailure.Kind.HOST);
            assertThat(failure.lines())
                    .singleElement()
                    .asString()
                    .matches(".*strowger.yaml:2: listen\\[0]\\.port: cannot listen on udp 127\\.0\\.0\\.1 port "
                            + taken.getLocalPort() + ": Address already in use; stop what uses it .*");
        }
    }

    @Test
    void so_is_a_taken_admin_port() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            assertThat(failure(configuration(0, taken.getLocalPort())).lines())
                    .singleElement()
                    .asString()
                    .contains(
                            "strowger.yaml:4: admin.port: cannot listen on tcp 127.0.0.1 port " + taken.getLocalPort())
                    .contains("another strowger may run already");
        }
    }

    @Test
    void a_dialplan_with_problems_keeps_it_from_starting() throws Exception {
        Configuration configuration = configuration(0, 0);
        Files.writeString(directory.resolve("dialplan.groovy"), "route('1XXX') { anser() }\nroute('2XXX') { anser() }");

        StartFailure failure = failure(configuration);

        assertThat(failure.kind()).isEqualTo(StartFailure.Kind.DIALPLAN);
        assertThat(failure.lines()).hasSize(2);
    }

    @Test
    void nothing_stays_open_behind_a_failed_start_or_a_stop() throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(0, LOOPBACK)) {
            port = free.getLocalPort();
        }
        Configuration configuration = configuration(port, 0);
        Files.writeString(directory.resolve("dialplan.groovy"), "nonsense");
        assertThat(failure(configuration).kind()).isEqualTo(StartFailure.Kind.DIALPLAN);
        Files.writeString(directory.resolve("dialplan.groovy"), "route('100') { answer() }");

        for (int i = 0; i < 2; i++) Softswitch.start(configuration, NOBODY).close();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(Thread::isAlive)
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("sip-loop") || name.startsWith("media-loop"));
    }

    private StartFailure failure(Configuration configuration) {
        StartFailure failure = catchThrowableOfType(
                StartFailure.class,
                () -> Softswitch.start(configuration, NOBODY).close());
        assertThat(failure).isNotNull();
        return failure;
    }

    private Configuration configuration(int sip, int admin) throws IOException {
        Files.writeString(directory.resolve("dialplan.groovy"), "route('100') { answer() }");
        Files.writeString(directory.resolve("strowger.yaml"), """
            listen:
              - {transport: udp, address: 127.0.0.1, port: %d}
              - {transport: tcp, address: 127.0.0.1, port: 0}
            admin: {port: %d}
            """.formatted(sip, admin));
        return switch (ConfigurationReader.read(directory)) {
            case Reading.Good(Configuration configuration) -> configuration;
            case Reading.Bad(List<Problem> problems) -> throw new AssertionError(problems.toString());
        };
    }

    private static String options(InetSocketAddress sip) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
            socket.setSoTimeout(10_000);
            byte[] request = String.join(
                            "\r\n",
                            "OPTIONS sip:" + Addresses.text(sip) + " SIP/2.0",
                            "Via: SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=z9hG4bKtest1;rport",
                            "From: <sip:tester@127.0.0.1>;tag=1",
                            "To: <sip:" + Addresses.text(sip) + ">",
                            "Call-ID: test-1",
                            "CSeq: 1 OPTIONS",
                            "Max-Forwards: 70",
                            "Content-Length: 0",
                            "",
                            "")
                    .getBytes(StandardCharsets.US_ASCII);
            socket.send(new DatagramPacket(request, request.length, sip));
            DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
        }
    }

    private static HttpResponse<String> get(Softswitch softswitch, String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(softswitch, path)).build());
    }

    private static HttpResponse<String> post(Softswitch softswitch, String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(softswitch, path))
                .POST(BodyPublishers.noBody())
                .build());
    }

    private static URI uri(Softswitch softswitch, String path) {
        return URI.create("http://" + Addresses.text(softswitch.adminAddress()) + path);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
