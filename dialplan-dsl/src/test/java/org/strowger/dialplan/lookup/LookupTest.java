package org.strowger.dialplan.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.dialplan.FakeCall;
import org.strowger.dialplan.Plans;
import org.strowger.dialplan.script.ScriptFaults;

/** Lookups against a real database and a real web server, working, slow and broken. */
class LookupTest {

    @TempDir
    Path folder;

    Plans plans;
    HttpServer server;
    String url;
    final AtomicInteger asked = new AtomicInteger();
    final CountDownLatch patience = new CountDownLatch(1);

    @BeforeEach
    void services() throws Exception {
        plans = new Plans(folder);
        plans.services()
                .does(
                        "create table customer (number varchar(20), name varchar(40), vip boolean, tries int, note varchar(9))")
                .does(
                        "insert into customer values ('1002', 'Ada', true, 3, null), ('1002', 'Bertrand', false, 0, 'x')");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        answer(
                "/customer/1002",
                200,
                "{\"name\": \"Ada\", \"plan\": {\"name\": \"gold\", \"limit\": 12.5}, \"vip\": true}");
        answer("/list", 200, "[{\"n\": 1}, {\"n\": 2}]");
        answer("/empty", 200, "[]");
        answer("/scalar", 200, "42");
        answer("/html", 200, "<html>");
        answer("/big", 200, "\"" + "x".repeat(20_000) + "\"");
        answer("/broken", 503, "{}");
        answer("/none", 404, "");
        server.createContext("/slow", exchange -> {
            try {
                patience.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            asked.incrementAndGet();
            String query = exchange.getRequestURI().getRawQuery();
            String token = exchange.getRequestHeaders().getFirst("X-Token");
            String text = query == null && token == null
                    ? body
                    : "{\"query\": \"" + query + "\", \"token\": \"" + token + "\"}";
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        patience.countDown();
        server.stop(0);
        plans.services().all().close();
    }

    private List<String> call(String body) throws Exception {
        return new FakeCall("1002").through(plans.plan("route('1002') {\n" + body.replace("URL", url) + "\n}"));
    }

    @Test
    void a_query_gives_rows_whose_values_are_read_by_type() throws Exception {
        assertThat(call("""
                def who = lookup(database: 'crm', sql: 'select * from customer where number = ? order by name', "$number")
                header 'A', "${who.text('name')} ${who.flag('vip')} ${who.number('tries')} '${who.text('note')}' ${who.rows.size()} ${who.row.name} ${who.found}"
                def none = lookup(database: 'crm', sql: 'select * from customer where number = ?', '7')
                header 'B', "${none.text('name')} ${none.found} ${none instanceof NotFound}"
                """)).containsExactly("header A: Ada true 3 '' 2 Ada true", "header B:  false true");
    }

    @Test
    void the_three_outcomes_can_be_told_apart() throws Exception {
        var body = """
                for (name in ['crm', 'down']) for (n in ['1002', '7']) {
                    switch (lookup(database: name, sql: 'select * from customer where number = ?', n)) {
                        case Found -> ringing()
                        case NotFound -> answer()
                        case Failed -> earlyMedia()
                    }
                }
                """;
        assertThat(call(body)).containsExactly("ringing", "answer", "earlyMedia", "earlyMedia");
    }

    @Test
    void using_a_lookup_that_has_failed_fails_the_call_with_its_line() {
        var plan = plans.plan(
                "route('1002') {\n def who = lookup(database: 'crm', sql: 'select * from nothing')\n answer()\n dial user(who.text('name'))\n}");
        var call = new FakeCall("1002");
        assertThatThrownBy(() -> call.through(plan))
                .satisfies(thrown -> assertThat(ScriptFaults.explain(thrown))
                        .startsWith("plan.groovy:4: LookupFailed: database crm: ")
                        .contains("NOTHING"));
        assertThat(call.verbs).containsExactly("answer");
    }

    @Test
    void a_web_service_gives_json() throws Exception {
        assertThat(call("""
                def who = lookup(http: "URL/customer/$number")
                header 'A', "${who.text('name')} ${who.text('plan.name')} ${who.number('plan.limit')} ${who.flag('vip')} ${who.text('no.such')}"
                header 'B', "${lookup(http: 'URL/list').rows} ${lookup(http: 'URL/empty').found} ${lookup(http: 'URL/scalar').number('value')}"
                def echo = lookup(http: 'URL/customer/1002', query: [q: 'a b&c', n: number], headers: ['X-Token': 'secret'], timeout: 1.second)
                header 'Z', "${echo.text('query')} ${echo.text('token')}"
                """))
                .containsExactly(
                        "header A: Ada gold 12.5 true ",
                        "header B: [[n:1], [n:2]] false 42",
                        "header Z: q=a+b%26c&n=1002 secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "URL/none | NotFound | ''",
                "URL/broken | Failed | HTTP 503",
                "URL/html | Failed | no JSON",
                "URL/big | Failed | ''",
                "http://127.0.0.1:1/ | Failed | ''",
            })
    void a_web_service_that_fails_is_an_outcome(String address, String outcome, String why) {
        var lookup = HttpLookup.of(address.replace("URL", url), Map.of(), Map.of());
        var answer = lookup.ask(plans.services().all(), Duration.ofSeconds(1));
        assertThat(answer.getClass().getSimpleName()).isEqualTo(outcome);
        if (answer instanceof LookupOutcome.Failed failed)
            assertThat(failed.why()).startsWith(lookup.uri().toString()).contains(why);
    }

    @Test
    void a_slow_web_service_is_given_up_in_time() {
        var lookup = HttpLookup.of(url + "/slow", Map.of(), Map.of());
        long start = System.nanoTime();
        assertThat(lookup.ask(plans.services().all(), Duration.ofMillis(200))).isInstanceOf(LookupOutcome.Failed.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void an_answer_is_kept_for_its_time_on_the_calls_clock_and_no_longer() throws Exception {
        var plan = plans.plan(
                "route('.') { header 'A', lookup(http: \"URL/customer/1002\", cache: 5.minutes).text('name') }"
                        .replace("URL", url));
        for (String time : List.of("10:00:00", "10:04:59", "10:05:00", "10:06:00")) {
            var call = new FakeCall("1");
            call.now = Instant.parse("2026-01-05T" + time + "Z");
            assertThat(call.through(plan)).containsExactly("header A: Ada");
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_failure_is_not_kept_and_the_cache_is_bounded() {
        var cache = new LookupCache(10);
        for (int i = 0; i < 100; i++)
            cache.keep(HttpLookup.of("http://a/" + i, Map.of(), Map.of()), new LookupOutcome.NotFound(), Instant.MAX);
        assertThat(cache.size()).isEqualTo(10);
        assertThat(cache.find(HttpLookup.of("http://a/99", Map.of(), Map.of()), Instant.EPOCH))
                .isPresent();
        assertThat(cache.find(HttpLookup.of("http://a/1", Map.of(), Map.of()), Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void what_is_wrong_with_a_lookup_is_found_at_load() {
        assertThat(plans.problems("""
                route('1') {
                    lookup(sql: 'select 1')
                    lookup(sql: 'select 1', database: 'cmr')
                    lookup(http: 'ftp://x')
                    lookup(timeout: 1.second)
                    lookup(http: 'http://x', timeout: 3)
                    lookup(http: 'http://x', cach: 3.seconds)
                }
                lookup(http: 'http://x')
                """).toString())
                .contains("plan.groovy:2:17: there are several databases: say which (database: '…')")
                .contains("plan.groovy:3:39: there is no database 'cmr' (did you mean 'crm'?)")
                .contains("plan.groovy:4:18: 'ftp://x' is no URL of a web service")
                .contains("plan.groovy:5:12: lookup wants either sql: '…' or http: '…'")
                .contains("'timeout' is a time and needs a unit")
                .contains("there is no option 'cach' here (did you mean 'cache'?)")
                .contains("plan.groovy:9:1: lookup needs a call");
    }
}
