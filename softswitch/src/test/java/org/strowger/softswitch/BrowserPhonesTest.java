package org.strowger.softswitch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.RegistrationEvent;
import org.strowger.sip.Transport;

/** Phones in browsers at the whole switch, on real sockets: one by {@code ws}, one by {@code wss} (RFC 7118 §8). */
@Timeout(90)
class BrowserPhonesTest {

    private static final String DOMAIN = "127.0.0.1";

    @TempDir
    Path directory;

    private final BlockingQueue<RegistrationEvent.Unregistered> unregistered = new LinkedBlockingQueue<>();
    private Softswitch softswitch;
    private HttpClient client;
    /** Of the latest call, to its caller. */
    private String answer = "";
    /** Of the latest call, to its callee. */
    private String invite = "";

    private BrowserPhone ada;
    private BrowserPhone bertrand;

    @BeforeEach
    void start() throws Exception {
        String yaml = """
            domains: [127.0.0.1]
            listen:
              - {transport: ws, port: 0, path: /sip, origins: 'http://phone.example'}
              - {transport: wss, port: 0}
            admin: {port: 0}
            accounts:
              1001: {password: '1001'}
              1002: {password: '1002'}
            """;
        softswitch = SwitchInAFolder.start(directory, yaml, "route('100X') { dial user(number) }", event -> {
            if (event.what() instanceof RegistrationEvent.Unregistered gone) unregistered.add(gone);
        });
        client = HttpClient.newBuilder().sslContext(trusting()).build();
        ada = BrowserPhone.open("1001", client, "ws://127.0.0.1:" + port(Transport.WS) + "/sip")
                .registers(DOMAIN);
        bertrand = BrowserPhone.open("1002", client, "wss://127.0.0.1:" + port(Transport.WSS) + "/")
                .registers(DOMAIN);
    }

    @AfterEach
    void stop() {
        ada.close();
        bertrand.close();
        client.shutdownNow();
        softswitch.close();
    }

    private int port(Transport transport) {
        return softswitch.listeners().stream()
                .filter(listener -> listener.transport() == transport)
                .findFirst()
                .orElseThrow()
                .bind()
                .getPort();
    }

    /** The certificate that the switch has made of itself. */
    private SSLContext trusting() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var bytes = Files.newInputStream(directory.resolve("tls/self-signed.crt"))) {
            store.setCertificateEntry(
                    "own", CertificateFactory.getInstance("X.509").generateCertificate(bytes));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private void call(BrowserPhone caller, BrowserPhone callee, String number) throws Exception {
        var invited = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try {
                String invite =
                        callee.hears("INVITE sip:" + number + "@" + number + "df7jal23ls0d.invalid;transport=ws ");
                callee.agrees(invite);
                invited.complete(invite);
            } catch (Exception | AssertionError e) {
                invited.completeExceptionally(e);
            }
        });
        answer = caller.asks("INVITE", "sip:" + number + "@" + DOMAIN, "<sip:" + number + "@" + DOMAIN + ">");
        caller.asksWithin("ACK", answer);
        invite = invited.get(20, TimeUnit.SECONDS);
        callee.hears("ACK ");
    }

    /** RFC 7118 §5.2.2: URIs call both {@code ws}. */
    @Test
    void one_by_ws_calls_one_by_wss_and_hangs_up() throws Exception {
        call(ada, bertrand, "1002");
        assertThat(BrowserPhone.header(invite, "Via")).startsWith("SIP/2.0/WSS 127.0.0.1:" + port(Transport.WSS));
        assertThat(BrowserPhone.header(invite, "Contact")).contains(port(Transport.WSS) + ";transport=ws>");
        assertThat(BrowserPhone.header(answer, "Contact")).contains(port(Transport.WS) + ";transport=ws>");
        ada.asksWithin("BYE", answer).hears("SIP/2.0 200");
        bertrand.agrees(bertrand.hears("BYE sip:1002@1002df7jal23ls0d.invalid;transport=ws "));
    }

    @Test
    void one_by_wss_calls_one_by_ws_and_is_hung_up() throws Exception {
        call(bertrand, ada, "1001");
        bertrand.asksWithin("OPTIONS", answer).hears("SIP/2.0 200");
        ada.asksBack("BYE", invite).hears("SIP/2.0 200");
        bertrand.agrees(bertrand.hears("BYE sip:1002@1002df7jal23ls0d.invalid;transport=ws "));
    }

    @Test
    void a_tab_that_is_closed_in_mid_call_leaves_a_call_that_can_be_hung_up() throws Exception {
        call(bertrand, ada, "1001");
        ada.dies();
        RegistrationEvent.Unregistered gone = unregistered.poll(20, TimeUnit.SECONDS);
        assertThat(gone).isNotNull();
        assertThat(gone.aor()).isEqualTo("1001");
        assertThat(gone.why()).isEqualTo("connection closed");
        bertrand.asksWithin("BYE", answer).hears("SIP/2.0 200");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (softswitch.figures().exchange().calls() > 0 && System.nanoTime() < end) Thread.sleep(10);
        assertThat(softswitch.figures().exchange().calls()).isZero();
    }

    @Test
    void pages_of_other_sites_are_kept_out_where_sites_are_named() {
        String url = "ws://127.0.0.1:" + port(Transport.WS) + "/sip";
        assertThat(client.newWebSocketBuilder()
                        .header("Origin", "http://phone.example")
                        .subprotocols("sip")
                        .buildAsync(URI.create(url), new WebSocket.Listener() {}))
                .succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(client.newWebSocketBuilder()
                        .header("Origin", "http://evil.example")
                        .subprotocols("sip")
                        .buildAsync(URI.create(url), new WebSocket.Listener() {}))
                .failsWithin(20, TimeUnit.SECONDS);
    }
}
