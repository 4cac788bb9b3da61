package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("calls are shed where others take the switch's time")
class ReloadTest {

    private static final int RATE = 50;
    private static final Duration HELD = Duration.ofSeconds(10);
    private static final int CALLS = 2_000;
    /** Of a switch whose code has hardly run: what it carries then is judged elsewhere. */
    private static final int CALLS_AT_FIRST = 150;

    private static final int RATE_AT_FIRST = 15;
    private static final int RELOADS = 50;
    /** From one to the next, however long each takes: all of them while calls are still begun. */
    private static final Duration EVERY = Duration.ofMillis(600);

    @RegisterExtension
    static final Lab LAB = Lab.withSwitch("reload: {watch: off}\nlog: {format: json}\n");

    @Test
    void fifty_reloads_under_load_drop_no_call_and_mix_no_versions() throws IOException {
        plan(0);
        assertThat(reload()).isEqualTo(200);
        long loadersOfTwo = loadersOfScripts();
        atFirst();
        var callees = LAB.carrier("answers").times(CALLS, RATE, HELD).start();
        var callers =
                LAB.caller("hangs-up").dials("6500").times(CALLS, RATE, HELD).start();
        Processes.eventually(
                HELD.plusSeconds(5), () -> LAB.theSwitch().status().calls() >= RATE * HELD.toSeconds() * 9 / 10);
        int leastRunning = Integer.MAX_VALUE;
        Instant first = Instant.now();
        for (int version = 1; version <= RELOADS; version++) {
            boolean broken = isBroken("" + version);
            if (broken) brokenPlan(version);
            else plan(version);
            assertThat(reload()).as("version %d", version).isEqualTo(broken ? 422 : 200);
            leastRunning = Math.min(leastRunning, LAB.theSwitch().status().calls());
            Processes.pause(Duration.between(Instant.now(), first.plus(EVERY.multipliedBy(version))));
        }
        callers.succeeds();
        callees.succeeds();

        assertThat(leastRunning).as("calls that were up at each reload").isGreaterThanOrEqualTo(400);
        Processes.eventually(Duration.ofSeconds(5), () -> overs().size() == CALLS_AT_FIRST + CALLS);
        assertThat(overs())
                .hasSize(CALLS_AT_FIRST + CALLS)
                .allSatisfy(over -> assertThat(over.path("cause").asText()).isEqualTo("CallerHungUp"));
        Map<String, Set<String>> versions = versionsByCall();
        assertThat(versions).hasSize(CALLS_AT_FIRST + CALLS);
        assertThat(versions.values()).as("the versions that one call has seen").allMatch(seen -> seen.size() == 1);
        assertThat(versions.values().stream().flatMap(Set::stream).distinct())
                .as("versions that took calls")
                .hasSizeGreaterThan(RELOADS * 4 / 5 * 9 / 10)
                .noneMatch(ReloadTest::isBroken);
        assertThat(loadersOfScripts())
                .as("class loaders of plans, after fifty; at first %d", loadersOfTwo)
                .isLessThanOrEqualTo(loadersOfTwo + 4);
    }

    private static void atFirst() {
        Duration held = Duration.ofSeconds(1);
        var callees = LAB.carrier("answers")
                .times(CALLS_AT_FIRST, RATE_AT_FIRST, held)
                .start();
        LAB.caller("hangs-up")
                .dials("6500")
                .times(CALLS_AT_FIRST, RATE_AT_FIRST, held)
                .run();
        callees.succeeds();
    }

    /** Each fifth one; the first was there before. */
    private static boolean isBroken(String version) {
        return !version.equals("0") && Integer.parseInt(version) % 5 == 0;
    }

    /** Two files of one version, each of which says which. */
    private static void plan(int version) throws IOException {
        write("routes.groovy", """
            onStart { event 'seen', plan: '%1$d' }
            onEnd { event 'seen', plan: '%1$d' }
            include 'part.groovy'
            """.formatted(version));
        write("part.groovy", """
            route('65XX') {
                event 'seen', plan: '%1$d'
                header 'X-Plan', '%1$d'
                dial trunk('carrier').to(number)
            }
            """.formatted(version));
    }

    /** One whose second file cannot be loaded. */
    private static void brokenPlan(int version) throws IOException {
        plan(version);
        write("part.groovy", "route('65XX') { dail trunk('carrier').to(number) }\n");
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(LAB.theSwitch().directory().resolve(name), text);
    }

    private static int reload() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + LAB.adminPort() + "/reload"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> events(String name) {
        var json = new ObjectMapper();
        return LAB.theSwitch()
                .log()
                .lines()
                .filter(line -> line.contains("\"" + name + "\""))
                .map(line -> {
                    try {
                        return json.readTree(line);
                    } catch (JsonProcessingException e) {
                        throw new AssertionError("no JSON: " + line, e);
                    }
                })
                .toList();
    }

    private static List<JsonNode> overs() {
        return events("call_over");
    }

    private static Map<String, Set<String>> versionsByCall() {
        var versions = new TreeMap<String, Set<String>>();
        for (JsonNode seen : events("script_event"))
            versions.computeIfAbsent(seen.path("call").asText(), _ -> new TreeSet<>())
                    .add(seen.path("values").path("plan").asText());
        return versions;
    }

    /** What loads the classes of scripts, as the JVM counts them after it has tidied up. */
    private static long loadersOfScripts() {
        jcmd("GC.run");
        return jcmd("VM.classloader_stats")
                .lines()
                .filter(line -> line.contains("GroovyClassLoader"))
                .count();
    }

    private static String jcmd(String what) {
        Path output = LAB.theSwitch().directory().resolve("jcmd.txt");
        Process process = Processes.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        "" + LAB.theSwitch().pid(),
                        what),
                LAB.theSwitch().directory(),
                output);
        assertThat(Processes.endsWithin(process, Duration.ofSeconds(20)))
                .as("jcmd " + what)
                .isTrue();
        return Processes.text(output);
    }
}
