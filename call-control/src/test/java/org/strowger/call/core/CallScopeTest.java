package org.strowger.call.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallScopeTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void what_is_held_is_released_last_in_first_out_whatever_happens() {
        CallScope scope = new CallScope("call");
        scope.open(() -> resource("ports"));
        scope.<AutoCloseable, RuntimeException>open(() -> this::failing);
        scope.open(() -> resource("leg"));
        scope.close();
        assertThat(closed).containsExactly("leg", "failing", "ports");
    }

    @Test
    void what_was_released_early_is_not_released_again() {
        CallScope scope = new CallScope("call");
        AutoCloseable leg = scope.open(() -> resource("leg"));
        scope.release(leg);
        scope.release(leg);
        scope.close();
        assertThat(closed).containsExactly("leg");
    }

    private AutoCloseable resource(String name) {
        return () -> closed.add(name);
    }

    private void failing() {
        closed.add("failing");
        throw new IllegalStateException("can't");
    }
}
