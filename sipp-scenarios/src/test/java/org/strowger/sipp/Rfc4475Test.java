package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The torture messages over UDP against the packaged switch. They share branches, so each run has a switch of its own,
 * which forgets them soon.
 */
@ResourceLock("where the torturer listens")
class Rfc4475Test {

    @RegisterExtension
    static final Lab LAB =
            Lab.with(SwitchConfiguration.fresh().withNoStrangers().withT1("10ms"));

    /** How long silence is waited for, where it will do. */
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    /** How long an answer that must come may take, on a busy machine and a switch that has just started. */
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(15);

    private static final Set<String> BRANCHES = new HashSet<>();

    private static Optional<TorturePeer> open = Optional.empty();

    @BeforeAll
    static void listen() {
        open = Optional.of(new TorturePeer(LAB.sipPort()));
    }

    @AfterAll
    static void stop() {
        open.ifPresent(TorturePeer::close);
    }

    static List<TortureMessage> messages() {
        return TortureMessage.all();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void each_message_gets_an_answer_that_the_rfc_accepts(TortureMessage message) {
        TorturePeer peer = open.orElseThrow();
        // Several share a branch: while the transaction of one lives, the next would be its retransmission (RFC 3261
        // §17.2.3).
        if (!BRANCHES.add(message.branch()))
            Processes.eventually(
                    Duration.ofSeconds(60), () -> LAB.theSwitch().status().transactions() == 0);
        peer.send(message.bytes());
        boolean mayBeSilent = message.silence() == TortureMessage.Silence.ACCEPTABLE;
        Optional<Integer> status = peer.finalResponse(message.callId(), mayBeSilent ? PATIENCE : LONG_PATIENCE)
                .map(TorturePeer::status);
        assertThat(status.map(message::accepts).orElse(mayBeSilent))
                .as("%s got %s: %s", message, status.map(String::valueOf).orElse("no answer"), message.expectation())
                .isTrue();
        assertThat(peer.switchAnswersOptions())
                .as("the switch still answers OPTIONS")
                .isTrue();
    }

    @Test
    void the_log_holds_no_stack_trace_after_all_of_them() {
        TorturePeer peer = open.orElseThrow();
        messages().forEach(message -> peer.send(message.bytes()));
        assertThat(peer.switchAnswersOptions()).isTrue();
        assertThat(LAB.theSwitch().log()).doesNotContain("\tat ").doesNotContain("\\tat ");
    }
}
