package org.strowger.softswitch.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.call.event.CallEvent;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.Happening;
import org.strowger.call.event.InstantMessageEvent;
import org.strowger.call.event.LegEvent;
import org.strowger.call.event.LegQuality;
import org.strowger.call.event.ProgramEvent;
import org.strowger.call.event.PublicationEvent;
import org.strowger.call.event.RegistrationEvent;

class LogTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final String NASTY = "a\nb\"c\\d\u0007\u2028é\ud83d\ude00";

    static Stream<Happening> happenings() {
        return Stream.of(
                new CallEvent.CallStarted("c1", NASTY, "1002", "udp 127.0.0.1:5060", "default"),
                new CallEvent.CallRouted("c1", "dialplan.groovy:3 route('1XXX')", 1),
                new LegEvent.LegRinging("c1", "b", 180),
                new ProgramEvent.ProgramFault("c1", "r", 1, NASTY),
                new CallEvent.CallOver(
                        "c1", "completed", 200, 1, Duration.ofMillis(12_345), Optional.of(Duration.ofSeconds(3))),
                new CallEvent.CallOver("c1", "refused", 486, 1, Duration.ofMillis(5), Optional.empty()),
                new RegistrationEvent.Registered("sip:1001@x", "sip:1001@127.0.0.1", Duration.ofHours(1), "udp"));
    }

    @ParameterizedTest
    @MethodSource("happenings")
    void an_event_is_one_line_of_json_with_its_fields(Happening what) throws Exception {
        String text = log(new JsonFormat(), what);

        assertThat(text.strip()).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(text);
        assertThat(json.path("time").asText()).isEqualTo("2026-05-01T12:00:00.000000Z");
        assertThat(json.path("level").asText()).isIn("INFO", "WARN");
        assertThat(json.path("event").asText()).isEqualTo(what.wire());
        assertThat(json.path("call").asText("")).isEqualTo(what.call());
        assertThat(json.path("number_of_event").asLong()).isEqualTo(7);
    }

    @Test
    void durations_are_seconds_and_what_is_empty_is_left_out() throws Exception {
        JsonNode talked = new ObjectMapper()
                .readTree(log(new JsonFormat(), happenings().toList().get(4)));
        JsonNode refused = new ObjectMapper()
                .readTree(log(new JsonFormat(), happenings().toList().get(5)));

        assertThat(talked.path("lasted").asDouble()).isEqualTo(12.345);
        assertThat(talked.path("talked").asDouble()).isEqualTo(3.0);
        assertThat(refused.has("talked")).isFalse();
        assertThat(refused.path("status").asInt()).isEqualTo(486);
    }

    @Test
    void how_a_leg_was_heard_is_told_field_by_field() throws Exception {
        var quality = new LegQuality(
                "PCMU", 500, 3, 498, 0.01, Duration.ofMillis(4), Duration.ofMillis(35), Optional.of(4.1), 4.2);
        JsonNode json = new ObjectMapper().readTree(log(new JsonFormat(), new LegEvent.LegHeard("c1", "b", quality)));
        assertThat(json.path("leg").asText()).isEqualTo("b");
        assertThat(json.path("received").asLong()).isEqualTo(500);
        assertThat(json.path("far_loss").asDouble()).isEqualTo(0.01);
        assertThat(json.path("round_trip").asDouble()).isEqualTo(0.035);
        assertThat(json.path("far_mos").asDouble()).isEqualTo(4.1);
        assertThat(json.path("mos").asDouble()).isEqualTo(4.2);
    }

    @Test
    void what_comes_from_the_network_does_not_draw_on_a_terminal() {
        String text = log(new TextFormat(), new CallEvent.CallStarted("c1", "\u001b[2Jx\ny", "1", "udp", "default"));

        assertThat(text.strip())
                .doesNotContain("\u001b")
                .doesNotContain("\n")
                .contains("call started")
                .endsWith("call=c1");
    }

    @Test
    void names_of_a_plans_event_are_no_names_of_the_line() throws Exception {
        Happening what = new ProgramEvent.ScriptEvent("c1", "sale", Map.of("name", "x", "call", "y", "time", 7));
        String text = log(new JsonFormat(), what);
        JsonNode json = new ObjectMapper(com.fasterxml.jackson.core.JsonFactory.builder()
                        .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .readTree(text);
        assertThat(json.path("name").asText()).isEqualTo("sale");
        assertThat(json.path("call").asText()).isEqualTo("c1");
        assertThat(json.path("values").path("name").asText()).isEqualTo("x");
        assertThat(json.path("values").path("time").asInt()).isEqualTo(7);
    }

    @Test
    void what_strangers_wrote_is_cut_in_events_and_lines() {
        String long60k = "7".repeat(60_000);
        Happening what = new CallEvent.CallRefused("", long60k, long60k, "udp", 403, long60k);
        assertThat(what.toString().length()).isLessThan(1_000);
        assertThat(log(new JsonFormat(), what).length()).isLessThan(1_500);
        assertThat(log(new TextFormat(), what)).contains("(60000 characters)").hasSizeLessThan(1_500);
        Happening published = new PublicationEvent.PublicationRefused(long60k, long60k, "udp", 400, long60k);
        assertThat(log(new JsonFormat(), published).length()).isLessThan(1_500);
        Happening message = new InstantMessageEvent.MessageRefused(long60k, long60k, "udp", 400, long60k);
        assertThat(log(new JsonFormat(), message).length()).isLessThan(1_500);
    }

    @Test
    void the_name_of_a_file_is_told_whole_so_that_it_can_be_opened() throws Exception {
        String file = "/recordings/" + "deep/".repeat(60) + "a.wav";
        String text = log(new JsonFormat(), new CallEvent.Recorded("c1", file, Duration.ofSeconds(3), "hangup", ""));
        assertThat(new ObjectMapper().readTree(text).path("file").asText()).isEqualTo(file);
    }

    @Test
    void lines_that_wait_are_bounded_by_octets_too() {
        CountDownLatch released = new CountDownLatch(1);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        long lostBefore = LogSink.lost();
        try (LogSink sink = new LogSink(new JsonFormat(), stuck(released, written))) {
            for (int i = 0; i < 10_000; i++)
                sink.offer(new LogLine(
                        NOON,
                        Level.ERROR,
                        "log",
                        "",
                        List.of(new LogLine.Field(LogFields.ERROR, "x".repeat(LogLine.LONGEST_ERROR)))));
            released.countDown();
        }
        assertThat(LogSink.lost() - lostBefore).isGreaterThan(5_000);
    }

    @Test
    void what_turns_the_direction_of_writing_or_ends_a_line_does_not_come_to_a_terminal() {
        String text = log(
                new TextFormat(),
                new CallEvent.CallStarted("c1", "a\u202eb\u2066c\u2028d\u200be", "1", "udp", "default"));
        assertThat(text).contains("a b c d e");
    }

    @Test
    void a_disk_that_stands_still_loses_lines_but_keeps_nobody_waiting_and_keeps_warnings() {
        CountDownLatch released = new CountDownLatch(1);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        long lostBefore = LogSink.lost();
        int lines = 100_000;
        try (LogSink sink = new LogSink(new JsonFormat(), stuck(released, written))) {
            for (int i = 0; i < lines; i++) sink.offer(line(Level.INFO, "event_" + i));
            sink.offer(line(Level.WARN, "warning"));
            released.countDown();
        }

        long lost = LogSink.lost() - lostBefore;
        assertThat(lost).isPositive();
        assertThat(written.toString(StandardCharsets.UTF_8).lines().count() + lost)
                .isEqualTo(lines + 1);
        assertThat(written.toString(StandardCharsets.UTF_8)).contains("\"warning\"");
    }

    @Test
    void the_log_goes_on_after_what_one_batch_throws() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        var batches = new CountDownLatch(2);
        var faulty = new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException("lines are written as a whole");
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                batches.countDown();
                if (batches.getCount() == 1) throw new OutOfMemoryError("thrown by a disk");
                written.write(bytes, from, length);
            }
        };
        long lostBefore = LogSink.lost();
        try (LogSink sink = new LogSink(new JsonFormat(), faulty)) {
            sink.offer(line(Level.INFO, "lost"));
            while (batches.getCount() == 2) Thread.onSpinWait();
            sink.offer(line(Level.INFO, "kept"));
        }
        assertThat(LogSink.lost() - lostBefore).isOne();
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("\"kept\"")
                .doesNotContain("\"lost\"");
    }

    private static OutputStream stuck(CountDownLatch released, OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                throw new UnsupportedOperationException("lines are written as a whole");
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws java.io.IOException {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                out.write(bytes, from, length);
            }
        };
    }

    private static LogLine line(Level level, String event) {
        return new LogLine(NOON, level, event, "", List.of());
    }

    private static String log(LogFormat format, Happening what) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LogSink sink = new LogSink(format, out)) {
            new EventLog(sink, Level.INFO).on(new EventBus.Event(7, NOON, what));
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
