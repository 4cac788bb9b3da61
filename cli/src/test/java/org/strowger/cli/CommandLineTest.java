package org.strowger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.SourceEvent;
import org.strowger.configuration.Configuration;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.configuration.ConfigurationReader;
import org.strowger.sip.transport.Addresses;
import org.strowger.softswitch.Softswitch;

class CommandLineTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_switch_starts_without_a_parser_only_where_there_is_nothing_to_parse() {
        assertThat(Main.isPlainRun("run")).isTrue();
        assertThat(Main.isPlainRun("run", "examples/office")).isTrue();
        for (String line : List.of("", "check", "run -h", "run --help", "run @more", "run a b", "help run"))
            assertThat(Main.isPlainRun(line.split(" ", -1))).as(line).isFalse();
        assertThat(Main.isPlainRun()).isFalse();
    }

    @Test
    void an_unknown_option_is_told_briefly() {
        assertThat(strowger("check", "--fast")).isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines("""
            strowger: Unknown option: '--fast'
            Usage: strowger check [-hV] [--json] [CONFIG]
            More: strowger help check
            """);
    }

    @Test
    void so_is_an_unknown_command() {
        assertThat(strowger("chek")).isEqualTo(2);
        assertThat(err.toString()).contains("strowger: Unmatched argument").contains("More: strowger help");
    }

    @Test
    void a_phone_without_a_configuration_says_where_to_name_one() {
        assertThat(strowger("phone", "1001", "--dial", "*43", directory.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("strowger phone 1001 DIR");
    }

    @Test
    void what_is_explained_draws_nothing_on_the_terminal() throws Exception {
        Path home = directory.resolve("drawn");
        assertThat(strowger("new", home.toString())).isZero();
        out.getBuffer().setLength(0);
        assertThat(strowger("explain", "--from", "15", "--to", "99\u001b[31m9", home.toString()))
                .isZero();
        assertThat(out.toString()).contains("to 9 [31m9, ").doesNotContain("\u001b");
    }

    @Test
    void octets_are_told_in_units_for_people() {
        assertThat(StatusPage.octets(0)).isEqualTo("0 B");
        assertThat(StatusPage.octets(9_999)).isEqualTo("9999 B");
        assertThat(StatusPage.octets(10_240)).isEqualTo("10 KiB");
        assertThat(StatusPage.octets(1_500_000)).isEqualTo("1.4 MiB");
        assertThat(StatusPage.octets(157_286_400)).isEqualTo("150 MiB");
        assertThat(StatusPage.octets(1L << 30)).isEqualTo("1.0 GiB");
    }

    @Test
    void version_and_help_end_with_0() {
        assertThat(strowger("--version")).isZero();
        assertThat(out.toString()).startsWith("strowger 0.");
        assertThat(strowger("--help")).isZero();
        assertThat(out.toString())
                .contains("run", "check", "status", "reload", "test", "new", "gen", "phone", "Exit codes:")
                .doesNotContain("rehearse");
    }

    @Test
    void check_lists_what_is_wrong_with_the_configuration() throws IOException {
        configure("listen:\n  - {port: 70000}\nlisetn: 1", "");

        assertThat(strowger("check", directory.toString())).isEqualTo(1);
        assertThat(out.toString().lines())
                .containsExactly(
                        directory.resolve("strowger.yaml")
                                + ":2: listen[0].port: 70000 is not a port; use 1 to 65535 (0 takes any free one)",
                        directory.resolve("strowger.yaml") + ":3: lisetn: unknown key; did you mean 'listen'?");
    }

    @Test
    void check_lists_what_is_wrong_with_the_dialplan() throws IOException {
        configure("", "route('1XXX') { anser() }");

        assertThat(strowger("check", directory.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("dialplan.groovy:1:17: ").contains("anser");
    }

    @Test
    void check_finds_contexts_that_accounts_and_trunks_enter_and_the_plan_lacks() throws IOException {
        configure(
                "accounts: {1001: {password: a1, context: sales}, 1002: {password: b2, context: inside}, 1003: {password: c3}}\n"
                        + "trunks: {carrier: {host: 192.0.2.9, context: outside}}",
                "context('inside') { route('1XXX') { answer() } }");

        assertThat(strowger("check", directory.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("calls of account 1001 enter context 'sales', which the plan lacks")
                .contains("calls of trunk carrier enter context 'outside', which the plan lacks")
                .doesNotContain("1002")
                .doesNotContain("1003");
    }

    @Test
    void check_underlines_mistakes_for_people_and_gives_editors_their_ranges() throws Exception {
        configure("", "route('1XXX') { anser() }");

        assertThat(strowger("check", directory.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("    1 | route('1XXX') { anser() }", "      |                 ^^^^^ did you mean");

        out.getBuffer().setLength(0);
        assertThat(strowger("check", "--json", directory.toString())).isEqualTo(1);
        var problem = new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(out.toString())
                .path(0);
        assertThat(problem.path("uri").asText()).startsWith("file:///").endsWith("/dialplan.groovy");
        assertThat(problem.path("range"))
                .hasToString("{\"start\":{\"line\":0,\"character\":16}," + "\"end\":{\"line\":0,\"character\":21}}");
        assertThat(problem.path("severity").asInt()).isEqualTo(1);
        assertThat(problem.path("code").asText()).isEqualTo("unknown-word");
    }

    @Test
    void check_has_nothing_to_say_against_the_examples() {
        assertThat(strowger("check", "../examples/office")).as(out.toString()).isZero();
        assertThat(out.toString()).contains("ok, 3 accounts");
    }

    @Test
    void status_shows_a_running_switch_and_reload_reloads_it() throws Exception {
        configure("listen: [{port: 0}]\nadmin: {port: 0}", "route('100') { answer() }");
        try (Softswitch softswitch = Softswitch.start(configuration(), event -> {})) {
            String admin = Addresses.text(softswitch.adminAddress());

            assertThat(strowger("status", "--admin", admin)).isZero();
            assertThat(out.toString())
                    .contains(", ready, up 0:00:0")
                    .contains("udp 127.0.0.1:")
                    .contains("calls ");
            assertThat(strowger("status", "--json", "--admin", admin)).isZero();
            assertThat(out.toString()).contains("\"calls\" : 0");

            assertThat(strowger("reload", "--admin", admin)).isZero();
            assertThat(out.toString()).contains("loaded: 1 routes");
            Files.writeString(directory.resolve("dialplan.groovy"), "route('1XXX') { anser() }");
            assertThat(strowger("reload", "--admin", admin)).isEqualTo(1);
            assertThat(err.toString()).contains("dialplan.groovy:1:17: ");
        }
    }

    @Test
    void who_guesses_passwords_is_shown_as_banned_and_is_let_in_again_by_unban() throws Exception {
        configure("""
            listen: [{port: 0}]
            admin: {port: 0}
            accounts: {1001: {password: right-one}}
            sources: {failures: 1}
            """, "route('100') { answer() }");
        CountDownLatch banned = new CountDownLatch(1);
        try (Softswitch softswitch = Softswitch.start(configuration(), event -> {
            if (event.what() instanceof SourceEvent.SourceBanned) banned.countDown();
        })) {
            String admin = Addresses.text(softswitch.adminAddress());
            try (var phone = OfficePhone.of(softswitch, "wrong-one")) {
                for (int i = 0; i < 3; i++) phone.register();
                assertThat(banned.await(20, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(strowger("status", "--sources", "--admin", admin)).isZero();
            assertThat(out.toString()).contains("BANNED FOR").containsPattern("127\\.0\\.0\\.1 +0:0\\d:\\d\\d");
            assertThat(strowger("unban", "127.0.0.2", "--admin", admin)).isEqualTo(2);
            assertThat(err.toString()).contains("127.0.0.2 is not banned");
            assertThat(strowger("unban", "127.0.0.1", "--admin", admin)).isZero();
            assertThat(out.toString()).contains("127.0.0.1 is banned no longer");
            assertThat(strowger("unban", "127.0.0.1", "--admin", admin)).isEqualTo(2);
        }
    }

    @Test
    void the_story_of_a_call_is_told_step_by_step() throws Exception {
        configure("""
            listen: [{port: 0}]
            admin: {port: 0}
            accounts: {1001: {password: right-one}}
            """, "route('100') { answer(); hangup() }");
        CompletableFuture<String> over = new CompletableFuture<>();
        try (Softswitch softswitch = Softswitch.start(configuration(), event -> {
            if (event.what() instanceof CallEvent.CallOver call) over.complete(call.call());
        })) {
            String admin = Addresses.text(softswitch.adminAddress());
            try (var phone = OfficePhone.of(softswitch, "right-one")) {
                phone.call("100");
                String call = over.get(20, TimeUnit.SECONDS);
                assertThat(strowger("story", call, "--admin", admin)).isZero();
                assertThat(out.toString())
                        .contains("call " + call + ", begun ")
                        .containsPattern(
                                "\\d\\.\\d{3} +a +INVITE server transaction +PROCEEDING +SEND_SUCCESS +ACCEPTED");
            }
            assertThat(strowger("story", "nobody's", "--admin", admin)).isEqualTo(2);
            assertThat(err.toString()).contains("there is no such call");
        }
    }

    @Test
    void status_says_when_nobody_answers() throws IOException {
        configure("admin: {port: 1}", "");

        assertThat(strowger("status", directory.toString())).isEqualTo(3);
        assertThat(err.toString()).startsWith("strowger: no switch answers at 127.0.0.1:1 ");
        assertThat(strowger("status", "--admin", "nowhere")).isEqualTo(2);
    }

    @Test
    void a_new_switch_is_good_and_passes_its_tests() throws IOException {
        Path pbx = directory.resolve("my-pbx");
        assertThat(strowger("new", pbx.toString())).as(err.toString()).isZero();
        assertThat(strowger("check", pbx.toString())).as(out.toString()).isZero();
        assertThat(strowger("test", pbx.toString())).as(out.toString()).isZero();
        assertThat(out.toString()).contains("NewSwitchSpec").contains("10 tests, 0 failed");
        assertThat(Files.readString(pbx.resolve("strowger.yaml"))).doesNotContain("PASSWORD", "NAME");

        assertThat(strowger("new", pbx.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is there already");
    }

    @Test
    void a_generated_handler_is_included_and_passes_its_test() throws IOException {
        Path pbx = directory.resolve("my-pbx");
        strowger("new", pbx.toString());
        assertThat(strowger("gen", "handler", "support", pbx.toString(), "--number", "20XX"))
                .isZero();
        assertThat(strowger("check", pbx.toString())).as(out.toString()).isZero();
        assertThat(strowger("test", pbx.resolve("support.spec.groovy").toString()))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains("SupportSpec").contains("1 tests, 0 failed");

        assertThat(strowger("gen", "handler", "support", pbx.toString())).isEqualTo(2);
        assertThat(strowger("gen", "handler", "Not-A-Name", pbx.toString())).isEqualTo(2);
    }

    @Test
    void a_test_that_fails_is_told_with_its_line_and_the_ladder_and_reported_for_build_servers() throws IOException {
        configure("", "route('100') { answer() }");
        Files.writeString(directory.resolve("plan.spec.groovy"), """
            class PlanSpec extends DialplanSpecification {
                def '101 is answered'() {
                    given: dialplan()
                    expect: testCall(to: '101').answered
                }
            }
            """);
        Path xml = directory.resolve("report.xml");

        assertThat(strowger("test", directory.toString(), "--junit", xml.toString()))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("  FAILED  101 is answered")
                .contains("plan.spec.groovy:4")
                .contains("INVITE 101")
                .contains("404 Not found")
                .contains("1 tests, 1 failed");
        assertThat(Files.readString(xml)).contains("failures=\"1\"");
    }

    @Test
    void there_has_to_be_something_to_test() {
        assertThat(strowger("test", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no *.spec.groovy");
    }

    @Test
    void the_console_phone_calls_over_real_sockets_and_keeps_what_it_hears() throws Exception {
        configure(
                "listen: [{port: 0}]\nadmin: {port: 0}\naccounts:\n  1001: {password: one}\n  1002: {password: two}",
                "route('*43') { answer(); echo() }\nroute('1XXX') { dial user(number), timeout: 20.seconds }");
        Path hello = Path.of("../examples/office/sounds/hello.wav");
        Path heard = directory.resolve("heard.wav");
        try (Softswitch softswitch = Softswitch.start(configuration(), event -> {})) {
            String server = Addresses.text(softswitch.listeners().getFirst().bind());
            String[] echo = {
                "phone",
                "1001",
                directory.toString(),
                "--server",
                server,
                "--dial",
                "*43",
                "--for",
                "2",
                "--play",
                hello.toString(),
                "--save",
                heard.toString(),
                "--press",
                "1"
            };
            assertThat(strowger(echo)).as(out.toString() + err).isZero();
            assertThat(out.toString()).contains("1001 is registered").contains("is answered");
            byte[] wav = Files.readAllBytes(heard);
            int loud = 0;
            for (int i = 44; i + 1 < wav.length; i += 2) if (Math.abs(wav[i + 1]) > 2) loud++;
            assertThat(loud)
                    .as("samples of its own voice in %d octets", wav.length)
                    .isGreaterThan(1000);

            assertThat(strowger("phone", "1001", directory.toString(), "--server", server, "--dial", "1002"))
                    .as(out.toString())
                    .isEqualTo(1);
            assertThat(out.toString()).contains("is refused 480");
        }
    }

    private Configuration configuration() {
        return ConfigurationReader.read(directory) instanceof Reading.Good(Configuration configuration)
                ? configuration
                : org.assertj.core.api.Assertions.fail("the configuration is not good");
    }

    private void configure(String yaml, String dialplan) throws IOException {
        Files.writeString(directory.resolve("strowger.yaml"), yaml);
        Files.writeString(directory.resolve("dialplan.groovy"), dialplan);
    }

    private int strowger(String... arguments) {
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
