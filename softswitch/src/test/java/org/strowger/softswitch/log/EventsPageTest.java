package org.strowger.softswitch.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.strowger.agent.AgentOutcome;
import org.strowger.call.EndCause;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.Happening;
import org.strowger.dialog.SessionEnd;

class EventsPageTest {

    private static final Path PAGE = Path.of("../docs/events.md");
    private static final Pattern FIELD = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]*) \\| ([^|]*) \\|$");

    static Stream<Class<?>> events() throws IOException {
        return EventsPage.events().stream();
    }

    @Test
    void the_page_says_what_the_code_says() throws IOException {
        if (Boolean.getBoolean("golden.write")) Files.writeString(PAGE, EventsPage.text());

        assertThat(Files.readString(PAGE)).isEqualTo(EventsPage.text());
    }

    @Test
    void each_name_belongs_to_one_event_and_is_in_snake_case() throws IOException {
        assertThat(events().map(event -> EventsPage.sample(event, "").wire()))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_line_has_the_fields_of_the_page_and_no_others(Class<?> event) throws IOException {
        Happening sample = EventsPage.sample(event, "x");
        List<String> named = rows(sample.wire())
                .filter(row -> !row.group(2).endsWith("may be missing"))
                .map(row -> row.group(1))
                .toList();

        assertThat(named).as("each field once").doesNotHaveDuplicates();
        assertThat(fieldsOf(sample)).containsExactlyInAnyOrderElementsOf(named);
    }

    @ParameterizedTest
    @MethodSource("events")
    void each_field_says_what_it_is_unless_its_name_and_type_do(Class<?> event) throws IOException {
        assertThat(rows(EventsPage.sample(event, "x").wire()))
                .allMatch(row -> !row.group(3).isBlank() || !row.group(2).equals("text"));
    }

    @Test
    void words_for_how_something_ended_stay_and_are_all_named() throws IOException {
        assertThat(wires(EndCause.class))
                .isEqualTo("Completed Refused CallerHungUp CallerCancelled CallerLost SessionExpired Transferred"
                        + " MediaTimeout ProgramFailed ProgramStalled NotAuthenticated CutOff");
        assertThat(wires(AgentOutcome.class)).isEqualTo("Finished Released Lost NotConnected");
        assertThat(wires(SessionEnd.class)).isEqualTo("PeerLeft AckMissing PeerGone Expired PrackMissing Cancelled");
        assertThat(about("call_over", "cause")).contains(wires(EndCause.class).split(" "));
        assertThat(about("agent_left", "outcome"))
                .contains(wires(AgentOutcome.class).split(" "));
        assertThat(about("leg_ended", "why")).contains(wires(SessionEnd.class).split(" "));
    }

    private static String wires(Class<?> kinds) {
        return Arrays.stream(kinds.getPermittedSubclasses())
                .map(kind -> switch (EventsPage.filled(kind, "x")) {
                    case EndCause cause -> cause.wire();
                    case AgentOutcome outcome -> outcome.wire();
                    case SessionEnd end -> end.wire();
                    default -> throw new IllegalStateException(kind.getName());
                })
                .collect(Collectors.joining(" "));
    }

    private static String about(String event, String field) throws IOException {
        return rows(event)
                .filter(row -> row.group(1).equals(field))
                .map(row -> row.group(3))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<MatchResult> rows(String event) throws IOException {
        String page = EventsPage.text();
        int from = page.indexOf("\n## " + event + "\n");
        assertThat(from).as(event).isNotNegative();
        int to = page.indexOf("\n## ", from + 1);
        return FIELD.matcher(page.substring(from, to < 0 ? page.length() : to)).results();
    }

    private static List<String> fieldsOf(Happening what) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (LogSink sink = new LogSink(new JsonFormat(), out)) {
            new EventLog(sink, Level.DEBUG).on(new EventBus.Event(1, Instant.EPOCH, what));
        }
        List<String> fields = new ArrayList<>();
        new ObjectMapper().readTree(out.toByteArray()).fieldNames().forEachRemaining(fields::add);
        fields.removeAll(List.of("time", "level", "event", "number_of_event"));
        return fields;
    }
}
