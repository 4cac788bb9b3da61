package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.CallEvent;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.softswitch.Softswitch;

/** Recorded calls against a plan that was changed, by the command. */
class ReplayTest {

    private static final int CALLS = 10_000;

    @TempDir
    Path directory;

    private Path now;
    private Path before;
    private Path calls;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void homes() throws IOException {
        calls = directory.resolve("calls.jsonl");
        now = home("now");
        before = home("before");
    }

    private Path home(String name) throws IOException {
        Path home = Files.createDirectory(directory.resolve(name));
        Files.writeString(home.resolve("strowger.yaml"), """
            listen: [{port: 0}]
            accounts: {1001: {password: right-one}}
            trunks: {a: {host: 192.0.2.9}, b: {host: 192.0.2.10}}
            records: {directory: records}
            """);
        return home;
    }

    private static void plan(Path home, String text) {
        try {
            Files.writeString(home.resolve("dialplan.groovy"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void records(Recorded... all) throws IOException {
        Files.write(calls, Stream.of(all).map(Recorded::line).toList());
    }

    /** Its exit status. */
    private int replay(String... options) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> line = new ArrayList<>(List.of("replay", calls.toString(), now.toString()));
        line.addAll(List.of(options));
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), line.toArray(String[]::new));
    }

    private int replayAgainst(String... options) {
        List<String> all = new ArrayList<>(List.of("--against", before.toString()));
        all.addAll(List.of(options));
        return replay(all.toArray(String[]::new));
    }

    /** Twenty prefixes, one line each, behind so many lines. */
    private static String prefixes(int from, String changed) {
        StringBuilder plan = new StringBuilder("\n".repeat(from - 1));
        for (int i = 10; i < 30; i++)
            plan.append("route('").append(i == 19 ? changed : "00" + i + ".").append("') { dial trunk('a') }\n");
        return plan.append("route('00.') { dial trunk('b') }\n").toString();
    }

    @Test
    void of_ten_thousand_calls_exactly_those_of_the_changed_prefix_go_elsewhere() throws IOException {
        plan(now, prefixes(4, "0039."));
        SplittableRandom random = new SplittableRandom(20261130);
        List<String> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            int prefix = random.nextInt(10, 50);
            String route = prefix < 30
                    ? "dialplan.groovy:%d route('00%d.')".formatted(prefix - 9, prefix)
                    : "dialplan.groovy:21 route('00.')";
            Recorded call = Recorded.call(i, "00%d%06d".formatted(prefix, random.nextInt(1_000_000)), route);
            lines.add(call.line());
            if (prefix == 19 || prefix == 39) expected.add(call.id());
        }
        Files.write(calls, lines);

        assertThat(replay("--json")).isEqualTo(1);
        assertThat(out.toString().lines().map(ReplayTest::id)).containsExactlyElementsOf(expected);
        assertThat(expected).hasSizeBetween(400, 600);
        assertThat(err.toString())
                .contains(CALLS + " calls: " + expected.size() + " go elsewhere, " + (CALLS - expected.size())
                        + " go where they went, 0 can't be known; 0 lines not asked");
    }

    private static String id(String line) {
        try {
            return new ObjectMapper().readTree(line).path("cdr_id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void what_a_switch_has_recorded_goes_where_it_went_until_the_plan_is_changed() throws Exception {
        plan(now, "route('100', when: trunk('a') | registered) { answer(); hangup() }\n");
        CountDownLatch over = new CountDownLatch(2);
        try (Softswitch softswitch = Softswitch.start(configuration(), event -> {
            if (event.what() instanceof CallEvent.CallOver call && call.status() != 407) over.countDown();
        })) {
            try (var phone = OfficePhone.of(softswitch, "right-one")) {
                phone.call("100");
                phone.call("200");
                assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
            }
        }
        calls = now.resolve("records");
        assertThat(replay()).as(out.toString() + err).isZero();
        assertThat(out.toString())
                .startsWith("2 calls: 0 go elsewhere, 2 go where they went, 0 can't be known; 0 lines not asked");

        plan(now, "\nroute('200') { answer() }\nroute('100', when: trunk('a') | registered) { answer(); hangup() }\n");
        assertThat(replay()).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("2 calls: 1 go elsewhere, 1 go where they went")
                .containsPattern("1 +default +no route +dialplan.groovy:2 route\\('200'\\) +1001 -> 200 \\(records-");
    }

    private Configuration configuration() {
        return ConfigurationReader.read(now) instanceof Reading.Good(Configuration configuration)
                ? configuration
                : org.assertj.core.api.Assertions.fail("the configuration is not good");
    }

    @Test
    void hours_count_at_the_time_of_the_call_and_each_group_is_told_with_examples() throws IOException {
        plan(now, """
            route('1XXX', when: during('Mon-Fri 08:00-17:00 UTC')) { answer() }
            route('1XXX') { reject 480 }
            context('sales') { route('1XXX') { answer() } }
            """);
        String day = "dialplan.groovy:7 route('1XXX', when: Mon-Fri 08:00-17:00 UTC)";
        records(
                Recorded.call(1, "1002", day),
                Recorded.call(2, "1002", day).at("2026-11-30T17:30:00Z"),
                Recorded.call(3, "1003", day).at("2026-11-29T12:00:00Z"),
                Recorded.call(4, "1004", day).at("2026-11-28T12:00:00Z"),
                Recorded.call(5, "1005", day).at("2026-11-30T07:30:00Z"),
                Recorded.call(6, "1002", "dialplan.groovy:9 route('1XXX')")
                        .entering("sales")
                        .of("c1"));

        assertThat(replay()).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        "6 calls: 4 go elsewhere, 2 go where they went, 0 can't be known; 0 lines not asked",
                        "go elsewhere",
                        "CALLS  CONTEXT  WAS                                                           "
                                + "NOW                              SUCH AS",
                        "4      default  dialplan.groovy route('1XXX', when: Mon-Fri 08:00-17:00 UTC)  "
                                + "dialplan.groovy:2 route('1XXX')  1001 -> 1002 (calls.jsonl:2), "
                                + "1001 -> 1003 (calls.jsonl:3), 1001 -> 1004 (calls.jsonl:4), …");
    }

    @Test
    void against_an_earlier_plan_changed_hours_are_no_other_route_and_whom_it_dials_counts() throws IOException {
        plan(before, """
            route('1XXX', when: during('Mon-Fri 08:00-18:00 UTC')) { dial trunk('a'); dial trunk('b') }
            route('2XXX', when: { number.endsWith('1') }) { answer() }
            route('2XXX', when: { number.endsWith('2') }) { answer() }
            route('3XXX') { lookup http: 'http://127.0.0.1:9/'; dial trunk('a') }
            """);
        plan(now, """
            // what stands here moves all that stands below
            route('1XXX', when: during('Mon-Fri 08:00-17:00 UTC')) { dial trunk('a'); dial trunk('a') }
            route('2XXX', when: { number.endsWith('1') }) { answer() }
            route('2XXX', when: { number.endsWith('2') }) { answer() }
            route('3XXX') { lookup http: 'http://127.0.0.1:9/'; dial trunk('b') }
            """);
        records(
                Recorded.call(1, "1002", "whatever"),
                Recorded.call(2, "1002", "whatever").at("2026-11-30T17:30:00Z"),
                Recorded.call(3, "2001", "whatever"),
                Recorded.call(4, "2002", "whatever"),
                Recorded.call(5, "3002", "whatever"));

        assertThat(replayAgainst("--json")).as(err.toString()).isEqualTo(1);
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("\"line\":1,")
                                .contains("\"was_dialled\":[\"trunk a to 1002\",\"trunk b to 1002\"]")
                                .contains("\"now_dialled\":[\"trunk a to 1002\"]"),
                        second -> assertThat(second).contains("\"line\":2,").endsWith("\"now\":\"no route\"}"));
        assertThat(err.toString())
                .startsWith("5 calls: 2 go elsewhere, 2 go where they went, 1 can't be known")
                .contains("dialplan.groovy route('3XXX'): lookups are not made for calls that are over");
    }

    @Test
    void what_no_record_tells_is_said_with_its_reason_and_is_no_other_way() throws IOException {
        plan(now, """
            route('1XXX', header: ['X-Tenant': 'acme']) { answer() }
            route('1XXX') { answer() }
            route('2XXX', when: { number.endsWith('1') }) { answer() }
            route('2XXX', when: { true }) { answer() }
            route('3XXX', when: { throw new IllegalStateException('moon') }) { answer() }
            """);
        records(
                Recorded.call(1, "1002", "dialplan.groovy:2 route('1XXX')"),
                Recorded.call(2, "2002", "dialplan.groovy:3 route('2XXX', when: {…})"),
                Recorded.call(3, "2002", "dialplan.groovy:9 route('2XXX', when: {…})"),
                Recorded.call(4, "3002", "dialplan.groovy:5 route('3XXX', when: {…})"));

        assertThat(replay()).isEqualTo(1); // the second, whose line is there, and another's
        assertThat(out.toString())
                .startsWith("4 calls: 1 go elsewhere, 0 go where they went, 3 can't be known")
                .contains("the header X-Tenant decides, which no record keeps ")
                .contains(
                        "route('2XXX', when: {…}) stand there more than once: compare with the earlier plan, --against")
                .contains("the guard of dialplan.groovy:5 route('3XXX', when: {…}) fails: dialplan.groovy:5: "
                        + "IllegalStateException: moon");
    }

    @Test
    void lines_that_are_no_calls_of_the_plan_are_told_and_counted() throws IOException {
        plan(now, "route('1XXX') { answer() }");
        String whole =
                Recorded.call(1, "1002", "dialplan.groovy:1 route('1XXX')").line();
        Files.write(
                calls,
                List.of(
                        whole,
                        "not even JSON",
                        whole.replaceFirst("\"route\":\"[^\"]*\",", ""),
                        whole.replace("\"status\":200", "\"status\":407"),
                        whole.replace("\"started\":\"2026", "\"started\":\"then"),
                        whole.replace("127.0.0.1", "nowhere"),
                        whole.substring(0, whole.length() - 5)));

        assertThat(replay()).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "2 calls: 0 go elsewhere, 1 go where they went, 1 can't be known; 5 lines not asked",
                        "1 its 'source' is no address 1001 -> 1002 (calls.jsonl:6)",
                        "2 no record: it is no whole JSON object calls.jsonl:2, calls.jsonl:7",
                        "1 refused before a plan was asked: it has no 'route' calls.jsonl:3",
                        "1 challenged (407): a call that came again with credentials has its own record calls.jsonl:4")
                .anyMatch(line -> line.startsWith("1 no record: Text 'then-11-30"));
    }

    @Test
    void what_can_not_be_asked_at_all_ends_with_2_and_a_bad_plan_with_1() throws IOException {
        plan(now, "route('1XXX') { answer() }");
        assertThat(replay()).isEqualTo(2);
        assertThat(err.toString()).contains("there is no " + calls);
        Files.writeString(calls, "nothing of ours\n");
        assertThat(replay()).isEqualTo(2);
        assertThat(err.toString()).contains("there is no charging record in " + calls);
        calls = before;
        assertThat(replay()).isEqualTo(2);
        assertThat(err.toString()).contains("there is no records-*.jsonl in it");
        plan(now, "route('1XXX') { anser() }");
        assertThat(replay()).isEqualTo(1);
        assertThat(err.toString()).contains("dialplan.groovy:1:17: ");
    }
}
