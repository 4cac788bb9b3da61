package org.strowger.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.agent.AgentDialect.Beginning;
import org.strowger.agent.AgentMessage.Binary;
import org.strowger.agent.AgentMessage.Text;
import org.strowger.agent.AgentRequest.Protocol;
import org.strowger.audio.AudioQueue.Fate;

/** The examples of {@code docs/audio-stream.md}, as they go on the wire. */
class DialectsTest {

    private static final AgentCall CALL = new AgentCall("c1-1", "c1", "1001", "support");

    private final AgentRequest request = AgentRequest.of(URI.create("wss://bot.example/session"));
    private final AgentDialect ours = AgentDialect.of(request.rate(16_000).metadata(Map.of("language", "en")));
    private final AgentDialect theirs =
            AgentDialect.of(request.protocol(Protocol.MEDIA_STREAMS).metadata(Map.of("language", "en")));

    private static String json(Optional<AgentMessage> message) {
        return message.map(DialectsTest::json).orElse("");
    }

    private static String json(AgentMessage message) {
        return ((Text) message).json();
    }

    @Test
    void ours_begins_with_one_start() {
        assertThat(ours.started(CALL, Beginning.FIRST))
                .extracting(DialectsTest::json)
                .containsExactly(
                        "{\"event\":\"start\",\"version\":1,\"stream\":\"c1-1\",\"call\":\"c1\",\"from\":\"1001\",\"to\":\"support\","
                                + "\"audio\":{\"encoding\":\"s16le\",\"rate\":16000,\"channels\":1,\"milliseconds\":20},"
                                + "\"metadata\":{\"language\":\"en\"},\"again\":false}");
    }

    @Test
    void ours_says_what_happens() {
        assertThat(json(ours.pressed('#'))).isEqualTo("{\"event\":\"dtmf\",\"digit\":\"#\"}");
        assertThat(json(ours.passed("a", Fate.SPOKEN)))
                .isEqualTo("{\"event\":\"mark\",\"name\":\"a\",\"cleared\":false}");
        assertThat(json(ours.cleared(Duration.ofMillis(1250))))
                .isEqualTo("{\"event\":\"cleared\",\"milliseconds\":1250}");
        assertThat(json(ours.missed(Duration.ofMillis(60)))).isEqualTo("{\"event\":\"missed\",\"milliseconds\":60}");
        assertThat(json(ours.refused("no"))).isEqualTo("{\"event\":\"error\",\"message\":\"no\"}");
        assertThat(json(ours.said("price", Map.of("amount", 12)))).isEqualTo("{\"event\":\"price\",\"amount\":12}");
        assertThat(json(ours.stopped("the call is over")))
                .isEqualTo("{\"event\":\"stop\",\"reason\":\"the call is over\"}");
        assertThatThrownBy(() -> ours.said("mark", Map.of())).hasMessageContaining("the protocol itself");
    }

    @Test
    void ours_has_samples_of_two_octets_the_low_one_first() {
        assertThat(((Binary) ours.heard(new short[] {1, -2})).octets()).containsExactly(1, 0, -2, -1);
        assertThat(ours.read(new byte[] {1, 0, -2, -1}))
                .isInstanceOfSatisfying(
                        FromAgent.Speech.class,
                        speech -> assertThat(speech.pcm()).containsExactly((short) 1, (short) -2));
        assertThat(ours.read(new byte[3])).isInstanceOf(FromAgent.Bad.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{\"event\":\"mark\",\"name\":\"m\"}`,Mark[name=m]",
                "`{\"event\":\"clear\"}`,Clear[]",
                "`{\"event\":\"stop\"}`,Stop[]",
                "`{\"event\":\"transfer\",\"extension\":\"7\"}`,`Said[name=transfer, message={event=transfer,"
                        + " extension=7}]`",
                "`{\"event\":\"dtmf\"}`,`Bad[why=\"dtmf\" is said by the switch alone]`",
                "`{\"event\":`,Bad[why=a text message is a JSON object]",
                "`[]`,Bad[why=a text message is a JSON object]",
                "`null`,Bad[why=a text message is a JSON object]",
                "``,Bad[why=a text message is a JSON object]",
            })
    void ours_reads_what_agents_say(String text, String read) {
        assertThat(ours.read(text)).hasToString(read);
    }

    @Test
    void media_streams_begin_as_bots_know_them() {
        List<AgentMessage> begin = theirs.started(CALL, Beginning.FIRST);
        assertThat(json(begin.getFirst()))
                .isEqualTo("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
        assertThat(json(begin.getLast()))
                .isEqualTo(
                        "{\"event\":\"start\",\"sequenceNumber\":\"1\",\"streamSid\":\"c1-1\",\"start\":{\"streamSid\":\"c1-1\","
                                + "\"accountSid\":\"\",\"callSid\":\"c1\",\"from\":\"1001\",\"to\":\"support\",\"tracks\":[\"inbound\"],"
                                + "\"customParameters\":{\"language\":\"en\"},"
                                + "\"mediaFormat\":{\"encoding\":\"audio/x-mulaw\",\"sampleRate\":8000,\"channels\":1}}}");
    }

    @Test
    void media_streams_count_messages_and_time() {
        theirs.started(CALL, Beginning.FIRST);
        assertThat(json(theirs.heard(new short[] {0, 0, 0})))
                .isEqualTo(
                        "{\"event\":\"media\",\"sequenceNumber\":\"2\",\"streamSid\":\"c1-1\",\"media\":{\"track\":\"inbound\","
                                + "\"chunk\":\"1\",\"timestamp\":\"0\",\"payload\":\"////\"}}");
        assertThat(theirs.missed(Duration.ofMillis(40))).isEmpty();
        assertThat(json(theirs.heard(new short[0]))).contains("\"chunk\":\"4\",\"timestamp\":\"60\"");
        assertThat(json(theirs.pressed('5'))).contains("\"dtmf\":{\"track\":\"inbound_track\",\"digit\":\"5\"}");
        assertThat(json(theirs.passed("m", Fate.CLEARED))).contains("\"mark\":{\"name\":\"m\"}");
        assertThat(json(theirs.stopped("over"))).contains("\"stop\":{\"accountSid\":\"\",\"callSid\":\"c1\"}");
    }

    @Test
    void media_streams_are_read() {
        assertThat(theirs.read("{\"event\":\"media\",\"streamSid\":\"x\",\"media\":{\"payload\":\"////\"}}"))
                .isInstanceOfSatisfying(
                        FromAgent.Speech.class,
                        speech -> assertThat(speech.pcm()).containsExactly((short) 0, (short) 0, (short) 0));
        assertThat(theirs.read("{\"event\":\"media\",\"media\":{\"payload\":\"*\"}}"))
                .isEqualTo(new FromAgent.Bad("media.payload is no base64"));
        assertThat(theirs.read("{\"event\":\"mark\",\"mark\":{\"name\":\"m\"}}"))
                .isEqualTo(new FromAgent.Mark("m"));
        assertThat(theirs.read("{\"event\":\"clear\",\"streamSid\":\"x\"}")).isEqualTo(new FromAgent.Clear());
        assertThat(theirs.read(new byte[2])).isInstanceOf(FromAgent.Bad.class);
    }

    @Test
    void a_request_that_no_agent_can_be_asked_with_is_refused() {
        assertThatThrownBy(() -> AgentRequest.of(URI.create("https://bot.example")))
                .hasMessageContaining("wss://");
        assertThatThrownBy(() -> request.rate(44_100)).hasMessageContaining("8_000, 16_000 or 24_000");
        assertThatThrownBy(() -> request.protocol(Protocol.MEDIA_STREAMS).rate(16_000))
                .hasMessageContaining("8_000 alone");
        assertThatThrownBy(() -> Protocol.named("sip")).hasMessageContaining("'strowger' or 'media-streams'");
    }
}
