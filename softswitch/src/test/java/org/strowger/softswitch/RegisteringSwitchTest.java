package org.strowger.softswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.Happening;
import org.strowger.call.event.TrunkEvent;

/** A switch that registers at another one, over real sockets. */
class RegisteringSwitchTest {

    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    Path provider;

    @TempDir
    Path office;

    private final BlockingQueue<Happening> told = new LinkedBlockingQueue<>();

    private Softswitch start(Path directory, String yaml) throws Exception {
        return start(directory, yaml, "route('1') { answer() }\n");
    }

    private Softswitch start(Path directory, String yaml, String plan) throws Exception {
        return SwitchInAFolder.start(directory, yaml, plan, event -> {
            if (event.what() instanceof TrunkEvent.TrunkRegistered
                    || event.what() instanceof TrunkEvent.TrunkUnregistered) told.add(event.what());
        });
    }

    private Happening next() throws InterruptedException {
        return Objects.requireNonNull(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing was told");
    }

    /** The final response to a call from this host, by TCP; its start line. */
    private static String callAt(int port, String number) throws Exception {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(PATIENCE_SECONDS * 1000);
            String sdp = String.join(
                    "\r\n",
                    "v=0",
                    "o=- 1 1 IN IP4 127.0.0.1",
                    "s=-",
                    "c=IN IP4 127.0.0.1",
                    "t=0 0",
                    "m=audio 9000 RTP/AVP 0",
                    "");
            socket.getOutputStream().write("""
                INVITE sip:%1$s@127.0.0.1:%2$d SIP/2.0
                Via: SIP/2.0/TCP 127.0.0.1:%3$d;branch=z9hG4bK%1$s
                From: <sip:4930@127.0.0.1>;tag=f
                To: <sip:%1$s@127.0.0.1>
                Call-ID: call-%1$s@127.0.0.1
                CSeq: 1 INVITE
                Max-Forwards: 70
                Contact: <sip:caller@127.0.0.1:%3$d;transport=tcp>
                Content-Type: application/sdp
                Content-Length: %4$d

                """.formatted(number, port, socket.getLocalPort(), sdp.length())
                    .replace("\n", "\r\n")
                    .concat(sdp)
                    .getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return lines.lines()
                    .filter(line -> line.matches("SIP/2.0 [2-6].*"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String status(Softswitch softswitch) throws Exception {
        URI page = URI.create("http://127.0.0.1:" + softswitch.adminAddress().getPort() + "/status");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** RFC 3261 §22.2, both sides our own: the provider asks for credentials in each call, and knows who has them. */
    @Test
    void it_calls_by_its_provider_with_the_credentials_that_it_registers_with() throws Exception {
        try (Softswitch there = start(provider, """
                domains: [provider.example]
                listen: [{transport: tcp, address: 127.0.0.1, port: 0}]
                admin: {port: 0}
                digest: {algorithms: [sha-256, md5]}
                accounts: {4930: {password: pw-4930}}
                """, "route(~/\\d+/) { answer() }\n")) {
            int port = there.listeners().getFirst().bind().getPort();
            String yaml = """
                listen: [{transport: tcp, address: 127.0.0.1, port: 0}]
                admin: {port: 0}
                trunks:
                  right: {host: 127.0.0.1, port: %1$d, transport: tcp, register: {user: 4930, domain: provider.example, password: pw-4930}}
                  wrong: {host: 127.0.0.1, port: %1$d, transport: tcp, auth: {user: 4930, password: guess}}
                """.formatted(port);
            String plan = """
                route('1') { dial trunk('right').to('4989') }
                route('2') { dial trunk('wrong').to('4989') }
                """;
            try (Softswitch here = start(office, yaml, plan)) {
                assertThat(next()).isInstanceOf(TrunkEvent.TrunkRegistered.class);
                int own = here.listeners().getFirst().bind().getPort();
                assertThat(callAt(own, "1")).startsWith("SIP/2.0 200");
                // a switch of ours says so of wrong ones at once
                assertThat(callAt(own, "2")).startsWith("SIP/2.0 403");
            }
        }
    }

    /** A provider, by raw bytes: whom it has registered over a connection calls over the same one. */
    @Test
    void its_calls_take_the_connection_that_it_has_registered_by() throws Exception {
        try (ServerSocket there = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            there.setSoTimeout(PATIENCE_SECONDS * 1000);
            String yaml = """
                listen: [{transport: tcp, address: 127.0.0.1, port: 0}]
                admin: {port: 0}
                trunks:
                  raw: {host: 127.0.0.1, port: %1$d, transport: tcp, probe: 1h, register: {user: 4930, domain: provider.example, password: pw-4930}}
                """.formatted(there.getLocalPort());
            try (Softswitch here = start(office, yaml, "route('1') { dial trunk('raw').to('4989') }\n");
                    Socket accepted = there.accept()) {
                accepted.setSoTimeout(PATIENCE_SECONDS * 1000);
                List<String> asked = new CopyOnWriteArrayList<>();
                Thread provides = Thread.ofVirtual().start(() -> answers(accepted, asked));
                assertThat(next()).isInstanceOf(TrunkEvent.TrunkRegistered.class);
                int own = here.listeners().getFirst().bind().getPort();
                assertThat(callAt(own, "1")).startsWith("SIP/2.0 486");
                assertThat(asked).contains("REGISTER", "OPTIONS", "INVITE");
                there.setSoTimeout(200);
                assertThatThrownBy(there::accept).isInstanceOf(SocketTimeoutException.class);
                assertThat(status(here))
                        .contains("\"trunks_up\":1", "\"trunks_down\":0", "\"probes\":[{\"trunk\":\"raw\"");
                accepted.shutdownInput();
                provides.join();
            }
        }
    }

    /** 200 to all but INVITE, which is busy; until the connection is closed. */
    private static void answers(Socket socket, List<String> asked) {
        try {
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            List<String> message = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) message.add(line);
                else if (!message.isEmpty()) {
                    answer(socket, message, asked);
                    lines.skip(length(message));
                    message.clear();
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static long length(List<String> message) {
        return message.stream()
                .filter(line -> line.startsWith("Content-Length:"))
                .mapToLong(line -> Long.parseLong(line.substring(15).strip()))
                .sum();
    }

    private static void answer(Socket socket, List<String> request, List<String> asked) throws IOException {
        String method = request.getFirst().substring(0, request.getFirst().indexOf(' '));
        asked.add(method);
        if (method.equals("ACK")) return;
        StringBuilder answer =
                new StringBuilder(method.equals("INVITE") ? "SIP/2.0 486 Busy\r\n" : "SIP/2.0 200 OK\r\n");
        for (String line : request.subList(1, request.size()))
            if (line.matches("(Via|From|To|Call-ID|CSeq):.*"))
                answer.append(line).append("\r\n");
        socket.getOutputStream().write((answer + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
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
                                TrunkEvent.TrunkRegistered.class,
                                event -> assertThat(event.aor()).isEqualTo("sip:4930@provider.example"));
                assertThat(registrar.bindings().get("4930"))
                        .hasSize(1)
                        .allMatch(binding -> binding.contact().startsWith("sip:trunk-"));
                assertThat(status(registered))
                        .contains("\"trunks_registered\":1", "\"trunks_unregistered\":0")
                        .contains("\"trunk\":\"right\"", "\"state\":\"registered\"", "\"expires_in\":")
                        .doesNotContain("pw-4930");
                registered.drain().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assertThat(next()).isInstanceOf(TrunkEvent.TrunkUnregistered.class);
                assertThat(registrar.bindings()).doesNotContainKey("4930");
            }
        }
    }
}
