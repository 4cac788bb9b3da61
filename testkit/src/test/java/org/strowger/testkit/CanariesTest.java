package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.Happening;
import org.strowger.call.event.ProgramEvent;
import org.strowger.call.event.RegistrationEvent;
import org.strowger.call.setup.MessageSettings;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.dialplan.LoadResult;
import org.strowger.dialplan.explain.Explainer;
import org.strowger.dialplan.explain.Inquiry;
import org.strowger.softswitch.Softswitch;
import org.strowger.softswitch.log.Logging;
import org.strowger.statemachine.Secret;
import org.strowger.testkit.console.ConsolePhone;

/**
 * A value of its own stands in each kind of secret; calls go well and badly; then everything is read that anybody may
 * read, and none of the values is in it.
 */
@Isolated("it takes the log of the process, which is everybody's")
class CanariesTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    // Each in its own words, so that a failure says which one got out.
    private static final String PASSWORD = "canary-of-an-account";
    private static final String WRONG = "canary-of-a-wrong-password";
    private static final String DATABASE = "canary-of-a-database";
    private static final String DATABASE_URL = "canary-of-a-jdbc-url";
    private static final String ARGUMENT = "canary-of-an-sql-argument";
    private static final String LITERAL = "canary-of-an-sql-literal";
    private static final String QUERY = "canary-of-a-query";
    private static final String USER_INFO = "canary-of-a-user-info";
    private static final String HEADER = "canary-of-a-header";
    private static final String AGENT = "canary-of-an-agent";
    private static final String WEBHOOK = "canary-of-a-webhook";
    private static final String WEBHOOK_KEY = "canaryOfTheSecretOfAWebhookInBase64=";
    private static final String PIN = "58203914";
    private static final String AHEAD = "71639052";
    private static final List<String> ALL = List.of(
            PASSWORD,
            WRONG,
            DATABASE,
            DATABASE_URL,
            ARGUMENT,
            LITERAL,
            QUERY,
            USER_INFO,
            HEADER,
            AGENT,
            WEBHOOK,
            WEBHOOK_KEY,
            PIN,
            AHEAD);

    private final LinkedBlockingQueue<EventBus.Event> events = new LinkedBlockingQueue<>();
    private final List<String> readable = new ArrayList<>();

    @TempDir
    Path folder;

    private HttpServer web;

    @BeforeEach
    void a_web_service_that_says_no() throws IOException {
        web = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        web.createContext("/", exchange -> {
            int status = exchange.getRequestURI().getPath().startsWith("/found") ? 200 : 404;
            byte[] body =
                    (status == 200 ? "no json of " + exchange.getRequestURI() : "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        web.start();
    }

    @AfterEach
    void the_log_is_the_tests_again() throws Exception {
        web.stop(0);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    @Test
    void no_secret_is_in_events_log_status_metrics_records_or_explanations() throws Exception {
        Configuration configuration = configuration();
        try (Logging log = Logging.begin(configuration.log(), Logging.Output.FILE_OR_PIPE);
                Softswitch home = Softswitch.start(configuration, event -> {
                    log.events().on(event);
                    events.add(event);
                })) {
            try (ConsolePhone thief = phone(home, "1002", WRONG)) {
                thief.register();
                awaited(event -> event instanceof RegistrationEvent.RegistrationRefused);
                thief.call("2");
                awaited(event -> event instanceof CallEvent.CallRefused);
            }
            try (ConsolePhone alice = phone(home, "1001", PASSWORD)) {
                alice.register();
                awaited(event -> event instanceof RegistrationEvent.Registered);
                alice.call("2");
                awaited(event -> event instanceof ProgramEvent.ScriptEvent);
                alice.press(AHEAD + PIN);
                over();
                for (String number : List.of("31", "32", "33", "41", "42", "43", "51", "52", "61")) {
                    alice.call(number);
                    read(home);
                    over();
                }
            }
            read(home);
            explained(configuration);
        }
        readable.add(Files.readString(folder.resolve("switch.log")));
        try (Stream<Path> records = Files.list(folder.resolve("records"))) {
            for (Path file : records.toList()) readable.add(Files.readString(file));
        }
        assertThat(String.join("\n", readable))
                .contains(
                        "digit_pressed",
                        "program_fault",
                        "records_delayed",
                        "it answered 404",
                        "\"typed\":\"typed •••\"");
        assertThat(readable.stream()
                        .flatMap(String::lines)
                        .filter(line -> ALL.stream().anyMatch(line::contains))
                        .map(line -> line.length() > 400 ? line.substring(0, 400) : line)
                        .limit(12))
                .isEmpty();
        assertThat(pressed()).isNotEmpty().containsOnly("•");
    }

    @Test
    void nor_are_digits_of_bridged_calls_and_keys_of_encrypted_ones() throws Exception {
        Path plan = Files.writeString(folder.resolve("plan.groovy"), "route('1XXX') { dial user(number) }");
        try (VirtualSwitch home =
                new VirtualSwitch(1, VirtualSwitch.usualSettings(), (_, _, _) -> Programs.program(_ -> {}))) {
            home.phone("1042");
            home.phone("1043");
            WirePhone alice = new WirePhone(home, "1042", "192.0.2.42").registers();
            WirePhone bob = new WirePhone(home, "1043", "192.0.2.43").registers();
            home.dialplan(plan);
            String keyOfAlice = "Y2FuYXJ5LW9mLWFsaWNlLTEyMzQ1Njc4OTAxMjM0";
            String keyOfBob = "Y2FuYXJ5LW9mLWJvYi0uLTEyMzQ1Njc4OTAxMjM0";
            bob.answersWith(encrypted(bob, keyOfBob));
            alice.calls("1043", encrypted(alice, keyOfAlice));
            home.passes(Duration.ofSeconds(1));
            assertThat(alice.statuses()).endsWith("INVITE 200");
            alice.hangsUp();

            ScriptedPhone carol = home.phone("1044").registers();
            ScriptedPhone dave = home.phone("1045").registers();
            carol.calls("1045");
            dave.answers();
            carol.pressesByInfo(PIN);
            dave.presses(AHEAD);
            home.passes(Duration.ofSeconds(6));
            home.events().forEach(event -> readable.add(event.toString()));
            events.addAll(home.events());
            assertThat(String.join("\n", readable)).doesNotContain(PIN, AHEAD, keyOfAlice, keyOfBob);
            assertThat(pressed()).hasSize(PIN.length() + AHEAD.length()).containsOnly("•");
        }
    }

    @Test
    void nor_is_what_accounts_write_to_each_other() {
        try (VirtualSwitch home = new VirtualSwitch(
                1,
                VirtualSwitch.usualSettings().messages(MessageSettings.DEFAULT.keeping(5, Duration.ofHours(1))),
                Programs.dialUsers())) {
            home.phone("1001");
            home.phone("1002");
            String text = "canary-of-a-message";
            WritingPhone writer = new WritingPhone(home, "1001", "192.0.2.41");
            WritingPhone reader = new WritingPhone(home, "1002", "192.0.2.42");
            writer.writes("1002", text, "Subject: " + text);
            reader.answersWith("415 Unsupported Media Type").registers();
            writer.writes("1002", text, "Subject: " + text);
            reader.answersWith("200 OK");
            writer.writes("1002", text, "Subject: " + text);
            assertThat(reader.got()).hasSize(3);
            assertThat(home.events().toString())
                    .contains("MessageKept", "MessageUndelivered", "MessageRefused", "MessageDelivered")
                    .doesNotContain(text);
        }
    }

    private static String encrypted(WirePhone phone, String key) {
        return phone.sdp("m=audio 4000 RTP/SAVP 0", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + key);
    }

    private ConsolePhone phone(Softswitch home, String account, String password) throws IOException {
        InetSocketAddress at = home.listeners().getFirst().bind();
        return new ConsolePhone(
                new ConsolePhone.Account(account, Secret.of(password), "127.0.0.1", at),
                ConsolePhone.Pickup.BY_HAND,
                _ -> {});
    }

    private void over() throws InterruptedException {
        awaited(event -> event instanceof CallEvent.CallOver);
    }

    private void awaited(Predicate<Happening> wanted) throws InterruptedException {
        while (true) {
            EventBus.Event event = events.poll(20, TimeUnit.SECONDS);
            assertThat(event).as(String.join("\n", readable)).isNotNull();
            readable.add(event.toString());
            if (wanted.test(event.what())) return;
        }
    }

    private List<String> pressed() {
        List<String> digits = new ArrayList<>();
        for (String line : readable)
            if (line.contains("DigitPressed")) digits.add(line.replaceFirst(".*digit=(.).*", "$1"));
        return digits;
    }

    private void read(Softswitch home) throws Exception {
        String admin = "http://127.0.0.1:" + home.adminAddress().getPort();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String page : List.of("/status", "/metrics", "/sources", "/routes", "/versions"))
                readable.add(client.send(
                                HttpRequest.newBuilder(URI.create(admin + page)).build(), BodyHandlers.ofString())
                        .body());
        }
    }

    private void explained(Configuration configuration) {
        if (!(Softswitch.checkDialplan(configuration) instanceof LoadResult.Loaded loaded))
            throw new AssertionError("the plan loads");
        for (String number : List.of("2", "31", "32", "33", "41", "42", "51", "61"))
            readable.addAll(Explainer.explain(
                            loaded.dialplan(),
                            new Inquiry(
                                    "1001",
                                    number,
                                    "127.0.0.1",
                                    "default",
                                    Instant.EPOCH,
                                    Map.of(),
                                    LOOPBACK,
                                    Optional.empty(),
                                    Optional.of("1001"),
                                    List.of()))
                    .lines());
        readable.add(configuration.toString());
        configuration.accounts().values().forEach(account -> readable.add(account.toString()));
    }

    private Configuration configuration() throws IOException {
        Files.write(
                Files.createDirectories(folder.resolve("sounds")).resolve("tape.wav"), Wav.of(new short[2 * Wav.RATE]));
        String at = "127.0.0.1:" + web.getAddress().getPort();
        Files.writeString(folder.resolve("dialplan.groovy"), """
            route('2') {
                answer()
                event 'answered'
                play 'tape.wav'
                def first = ask([], digits: 8, timeout: 5.seconds, mask: true)
                def second = ask([], digits: 8, timeout: 5.seconds, mask: true)
                log.info "typed ${first} and ${second}"
                event 'typed', first: first
                record.typed = "typed ${first}"; record.number = "${second}" as Integer
                throw new IllegalStateException("nobody has the PIN " + first + second)
            }
            route('31') { log.info "it is ${lookup(http: 'http://AT/missing', query: [token: 'QUERY'], headers: [Authorization: 'HEADER'])}" }
            route('32') { log.info "it is ${lookup(http: 'http://AT/found', query: [token: 'QUERY']).text('name')}" }
            route('33') { lookup(http: 'http://u:USERINFO@127.0.0.1:1/x', query: [token: 'QUERY']).text('name') }
            route('41') { log.info "it is ${lookup(sql: "select * from nobody where name = ?", database: 'good', 'ARGUMENT').row}" }
            route('42') { lookup(sql: "select cast(? as int) + cast('LITERAL' as int)", database: 'good', 'ARGUMENT').row }
            route('43') { lookup(sql: "select 1", database: 'bad').row }
            route('51') { answer(); play 'http://u:USERINFO@AT/missing.wav?token=QUERY' }
            route('52') { answer(); play 'http://AT/found.wav?token=QUERY' }
            route('61') { stream('ws://u:USERINFO@127.0.0.1:1/bot?token=QUERY', headers: [Authorization: 'AGENT']).await() }
            """.replace("AT", at)
                .replace("QUERY", QUERY)
                .replace("USERINFO", USER_INFO)
                .replace("HEADER", HEADER)
                .replace("ARGUMENT", ARGUMENT)
                .replace("LITERAL", LITERAL)
                .replace("AGENT", AGENT));
        Files.writeString(folder.resolve("strowger.yaml"), """
            listen: [{transport: udp, address: 127.0.0.1, port: 0}]
            admin: {port: 0}
            accounts: {1001: {password: %s}, 1002: {password: x%s}}
            databases:
              good: {url: 'jdbc:h2:mem:canaries', user: sa, password: %s, timeout: 2s}
              bad: {url: 'jdbc:h2:tcp://u:%s@127.0.0.1:1/x;PASSWORD=%s', timeout: 300ms}
            records:
              directory: records
              csv: on
              database: bad
              webhook: {url: 'http://%s/%s?token=%s', secret: 'whsec_%s'}
            log: {format: json, level: debug, file: switch.log}
            """.formatted(
                        PASSWORD, PASSWORD, DATABASE, DATABASE_URL, DATABASE_URL, at, WEBHOOK, WEBHOOK, WEBHOOK_KEY));
        return switch (ConfigurationReader.read(folder)) {
            case Configuration.Reading.Good(Configuration good) -> good;
            case Configuration.Reading.Bad(var problems) -> throw new AssertionError(problems.toString());
        };
    }
}
