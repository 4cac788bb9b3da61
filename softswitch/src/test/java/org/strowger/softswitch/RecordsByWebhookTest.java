package org.strowger.softswitch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.RecordEvent;

/** The record of a call at the whole switch, as a receiver of webhooks gets it. */
class RecordsByWebhookTest {

    private static final int PATIENCE_SECONDS = 20;
    private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private record Post(String id, String time, String signature, String body) {}

    @TempDir
    Path folder;

    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private final BlockingQueue<RecordEvent> told = new LinkedBlockingQueue<>();
    private final AtomicInteger refusals = new AtomicInteger(1);
    private HttpServer receiver;

    @BeforeEach
    void a_receiver_that_says_no_at_first() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        receiver.createContext("/calls", exchange -> {
            var headers = exchange.getRequestHeaders();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posts.add(new Post(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    body));
            exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 503 : 204, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void close_the_receiver() {
        receiver.stop(0);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        return Objects.requireNonNull(queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing came");
    }

    @Test
    void a_call_is_sent_once_it_is_over_signed_and_until_it_is_taken() throws Exception {
        String yaml = """
            domains: [127.0.0.1]
            listen: [{transport: ws, port: 0}]
            admin: {port: 0}
            accounts: {1001: {password: '1001'}}
            records:
              directory: records
              webhook: {url: 'http://127.0.0.1:%d/calls?token=t', secret: whsec_%s}
            """.formatted(receiver.getAddress().getPort(), KEY);
        String plan = "route('1') { record.customer = 'acme'; answer(); wait 1.minute }\n";
        try (Softswitch home = SwitchInAFolder.start(folder, yaml, plan, event -> {
                    if (event.what() instanceof RecordEvent record) told.add(record);
                });
                HttpClient client = HttpClient.newHttpClient();
                BrowserPhone ada = BrowserPhone.open(
                                "1001",
                                client,
                                "ws://127.0.0.1:"
                                        + home.listeners().getFirst().bind().getPort() + "/")
                        .registers("127.0.0.1")) {
            String answer = ada.asks("INVITE", "sip:1@127.0.0.1", "<sip:1@127.0.0.1>");
            ada.asksWithin("ACK", answer).asksWithin("BYE", answer).hears("SIP/2.0 200");
            Post refused = next(posts);
            Post taken = next(posts);
            assertThat(taken.id()).isEqualTo(refused.id());
            assertThat(taken.body()).isEqualTo(refused.body());
            assertThat(taken.signature()).isEqualTo(signature(taken));
            JsonNode said = new ObjectMapper().readTree(taken.body());
            JsonNode record = said.path("data");
            assertThat(said.path("type").asText()).isEqualTo("call.ended");
            assertThat(said.path("timestamp")).isEqualTo(record.path("ended"));
            assertThat(record.path("cdr_id").asText()).isEqualTo(taken.id());
            assertThat(record.path("hung_up_by").asText()).isEqualTo("caller");
            assertThat(record.path("account").asText()).isEqualTo("1001");
            assertThat(record.path("fields").path("customer").asText()).isEqualTo("acme");
            assertThat(next(told))
                    .isInstanceOfSatisfying(
                            RecordEvent.RecordsDelayed.class,
                            delayed -> assertThat(delayed.place()).isEqualTo("webhook"));
            assertThat(next(told)).isEqualTo(new RecordEvent.RecordsResumed("webhook"));
            assertThat(home.figures().records().behind()).isZero();
        }
        assertThat(posts).isEmpty();
    }

    private static String signature(Post post) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        String signed = post.id() + "." + post.time() + "." + post.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
