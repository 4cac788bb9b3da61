package org.strowger.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 35, 36, 1295})
    void a_call_id_of_ours_names_its_loop(int loop) {
        Identifiers ids = new Identifiers(loop, new SplittableRandom(5));
        assertThat(Identifiers.loopOf(ids.callId(), loop + 1)).isEqualTo(loop);
    }

    @Test
    void any_other_call_id_has_a_loop_by_its_hash() {
        Set<Integer> loops = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            int loop = Identifiers.loopOf("call-" + i + "@192.0.2.1", 8);
            assertThat(loop).isBetween(0, 7).isEqualTo(Identifiers.loopOf("call-" + i + "@192.0.2.1", 8));
            loops.add(loop);
        }
        assertThat(loops).hasSize(8);
    }

    @Test
    void a_call_id_that_names_a_loop_which_is_not_there_is_hashed() {
        String ours = new Identifiers(7, new SplittableRandom(5)).callId();
        assertThat(Identifiers.loopOf(ours, 4)).isBetween(0, 3);
        assertThat(Identifiers.loopOf("", 4)).isBetween(0, 3);
        assertThat(Identifiers.loopOf("st0??-" + "0".repeat(32), 4)).isBetween(0, 3);
    }

    @Test
    void identifiers_do_not_repeat_and_are_tokens() {
        Identifiers ids = new Identifiers(3, new SplittableRandom(5));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(seen.add(ids.callId())).isTrue();
            assertThat(seen.add(ids.tag())).isTrue();
            assertThat(seen.add(ids.branch())).isTrue();
        }
        assertThat(seen).allMatch(id -> id.matches("[a-zA-Z0-9-]+"));
        assertThat(ids.branch()).startsWith("z9hG4bK");
    }

    @Test
    void there_are_1296_loops_at_most() {
        assertThatThrownBy(() -> new Identifiers(1296, new SplittableRandom()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Identifiers(-1, new SplittableRandom()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
