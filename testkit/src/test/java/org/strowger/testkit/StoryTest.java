package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import org.strowger.call.CallSnapshot;
import org.strowger.call.CallStory;

/** What is told of a call's state machines, of calls on the wire of the in-memory network. */
@Isolated("the level of a logger is everybody's")
class StoryTest {

    private final VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers());
    private final ScriptedPhone ada = home.phone("1001").registers();
    private final ScriptedPhone bob = home.phone("1002").registers();

    @AfterEach
    void nothing_is_left_behind() {
        home.exchange().hangUpAll();
        Leftovers.none(home);
        home.close();
    }

    private String runningCall() {
        var calls = home.exchange().calls().toCompletableFuture();
        home.passes(Duration.ZERO);
        return calls.join().stream().map(CallSnapshot::id).findFirst().orElseThrow();
    }

    private Optional<CallStory> story(String call) {
        var story = home.exchange().story(call).toCompletableFuture();
        home.passes(Duration.ZERO);
        return story.join();
    }

    private static List<String> moves(CallStory story, String leg, String machine) {
        return story.moves().stream()
                .filter(move -> move.leg().equals(leg) && move.machine().equals(machine))
                .map(move -> move.from() + " " + move.event() + " " + move.to())
                .toList();
    }

    @Test
    void a_running_call_tells_what_its_transactions_sessions_and_offers_went_through() {
        bob.answersAfter(Duration.ofSeconds(3));
        ada.calls("1002");
        home.passes(Duration.ofSeconds(5));
        CallStory story = story(runningCall()).orElseThrow();

        assertThat(story.forgotten()).isZero();
        assertThat(moves(story, "a", "INVITE server transaction"))
                .containsExactly(
                        "PROCEEDING SEND_PROVISIONAL PROCEEDING",
                        "PROCEEDING SEND_PROVISIONAL PROCEEDING",
                        "PROCEEDING SEND_SUCCESS ACCEPTED");
        assertThat(moves(story, "a", "Incoming INVITE session"))
                .containsExactly("TRYING PROGRESS EARLY", "EARLY ACCEPT ANSWERED", "ANSWERED ACK CONFIRMED");
        assertThat(moves(story, "a", "Offer and answer"))
                .containsExactly("STABLE THEY_OFFER OFFER_RECEIVED", "OFFER_RECEIVED WE_ANSWER STABLE");
        assertThat(moves(story, "b", "INVITE client transaction"))
                .containsExactly(
                        "CALLING PROVISIONAL PROCEEDING",
                        "PROCEEDING PROVISIONAL PROCEEDING",
                        "PROCEEDING SUCCESS ACCEPTED");
        assertThat(moves(story, "b", "Offer and answer"))
                .containsExactly("STABLE WE_OFFER OFFER_SENT", "OFFER_SENT THEY_ANSWER STABLE");
        assertThat(story.moves().getFirst().at()).isZero();
        assertThat(story.moves())
                .filteredOn(move -> move.event().equals("ACCEPT"))
                .singleElement()
                .satisfies(move -> assertThat(move.at()).isEqualTo(Duration.ofSeconds(3)));
    }

    @Test
    void a_call_that_is_over_is_told_of_until_enough_later_ones_are_over() {
        bob.answersAtOnce();
        ada.calls("1002");
        String call = runningCall();
        ada.hangsUp();
        home.passes(Duration.ofSeconds(40));
        CallStory story = story(call).orElseThrow();
        assertThat(moves(story, "a", "Non-INVITE server transaction"))
                .containsExactly("TRYING SEND_FINAL COMPLETED", "COMPLETED TIMER_J TERMINATED");
        assertThat(moves(story, "a", "INVITE server transaction")).endsWith("ACCEPTED TIMER_L TERMINATED");
        assertThat(moves(story, "b", "Outgoing INVITE session")).endsWith("LEAVING BYE_DONE ENDED");

        for (int i = 0; i < 256; i++) {
            ada.calls("1002");
            ada.hangsUp();
        }
        assertThat(story(call)).isEmpty();
    }

    @Test
    void a_story_tells_how_far_each_leg_came_and_what_connected_them() {
        bob.answersAtOnce();
        ada.calls("1002");
        String call = runningCall();
        ada.holds();
        ada.hangsUp();
        CallStory story = story(call).orElseThrow();
        assertThat(moves(story, "a", "Caller's leg"))
                .endsWith("RINGING ANSWER ANSWERED", "ANSWERED ACK CONFIRMED", "CONFIRMED LEAVES ENDED");
        assertThat(moves(story, "b", "Callee's leg"))
                .containsExactly(
                        "NEW INVITE INVITED",
                        "INVITED RINGS RINGING",
                        "RINGING ANSWERS ANSWERED",
                        "ANSWERED DROP OVER");
        assertThat(moves(story, "a", "Bridge"))
                .containsExactly(
                        "NEW CONNECT STEADY",
                        "STEADY OFFER CARRYING",
                        "CARRYING CHANGED CARRYING",
                        "CARRYING AGREED STEADY",
                        "STEADY DISCONNECT OVER");
    }

    @Test
    void of_a_long_story_the_latest_part_is_kept() {
        bob.answersAtOnce();
        ada.calls("1002");
        String call = runningCall();
        for (int i = 0; i < 20; i++) {
            ada.holds();
            ada.resumes();
        }
        CallStory story = story(call).orElseThrow();
        assertThat(story.forgotten()).isPositive();
        assertThat(story.moves()).hasSize(64);
        assertThat(moves(story, "a", "The peer's re-INVITE or UPDATE")).isNotEmpty();
    }

    @Test
    void nobody_s_story_is_empty() {
        assertThat(story("nobody")).isEmpty();
    }

    @Test
    void each_move_is_a_line_of_the_log_with_its_call_where_debug_is_written() {
        Logger logger = (Logger) LoggerFactory.getLogger("org.strowger.call.exchange.CallStories");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        Level before = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        try {
            bob.answersAtOnce();
            ada.calls("1002");
            String call = runningCall();
            assertThat(lines.list)
                    .filteredOn(line -> line.getFormattedMessage()
                            .equals("INVITE server transaction: SEND_SUCCESS in PROCEEDING, now ACCEPTED"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.getKeyValuePairs())
                            .extracting(pair -> pair.key + "=" + pair.value)
                            .contains("call=" + call, "leg=a"));
            int soFar = lines.list.size();
            logger.setLevel(Level.INFO);
            ada.hangsUp();
            assertThat(lines.list).hasSize(soFar);
        } finally {
            logger.setLevel(before);
            logger.detachAppender(lines);
        }
    }
}
