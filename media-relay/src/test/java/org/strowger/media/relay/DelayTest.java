package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.media.relay.MediaWorld.at;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.strowger.media.MediaStream;
import org.strowger.media.memory.MediaPhone;
import org.strowger.sdp.Codec;
import org.strowger.sdp.Direction;

/** How much later a leg hears what the other says than it would without us, on virtual time. */
class DelayTest {

    private static final int ROUNDS = 41;
    private static final Codec G722 = new Codec(9, "G722", 8000, 1, "");

    private final MediaWorld world = new MediaWorld();
    private final MediaStream one = world.stream();
    private final MediaStream other = world.stream();
    private final MediaPhone alice = world.phone("198.51.100.1", one);
    private final MediaPhone bob = world.phone("198.51.100.2", other);

    private static Codec codec(String name) {
        return switch (name) {
            case "PCMU" -> Codec.PCMU;
            case "PCMA" -> Codec.PCMA;
            default -> G722;
        };
    }

    /**
     * From a packet's sending to the arrival of what is in it, in ms; each round begins at another moment between two
     * ticks.
     */
    @ParameterizedTest
    @CsvSource({"PCMU, PCMU, 0", "PCMU, PCMA, 44", "PCMU, G722, 44", "G722, PCMA, 44"})
    void what_is_said_arrives_in_time(String spoken, String heard, int most) {
        one.remote(at(alice, Direction.SENDRECV, codec(spoken)));
        other.remote(at(bob, Direction.SENDRECV, codec(heard)));
        bob.codecs(List.of(codec(heard)));
        world.session.bridge(one, other);
        int[] delays = new int[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            alice.silence();
            world.passes(1_000 + round);
            bob.forget();
            alice.tone(codec(spoken), 440);
            int delay = 0;
            while (!isLoud(bob.heard()) && delay < 1_000) {
                world.passes(1);
                delay++;
            }
            delays[round] = delay;
        }
        Arrays.sort(delays);
        assertThat(delays[ROUNDS / 2])
                .as("median of %s", Arrays.toString(delays))
                .isLessThanOrEqualTo(Math.max(1, most));
    }

    private static boolean isLoud(short[] heard) {
        for (short sample : heard) if (Math.abs(sample) > 1_000) return true;
        return false;
    }
}
