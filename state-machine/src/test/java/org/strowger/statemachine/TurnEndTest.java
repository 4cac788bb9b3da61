package org.strowger.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnEndTest {

    private final List<String> done = new ArrayList<>();

    @Test
    void a_thread_without_turns_puts_nothing_off() throws InterruptedException {
        Thread.ofPlatform().start(() -> TurnEnd.does(() -> done.add("one"))).join();
        assertThat(done).containsExactly("one");
    }

    @Test
    void what_is_put_off_is_done_once_at_the_end_of_each_turn() throws InterruptedException {
        Runnable one = () -> done.add("one");
        Runnable other = () -> done.add("other");
        Thread.ofPlatform()
                .start(() -> {
                    TurnEnd end = TurnEnd.ofThisThread();
                    TurnEnd.does(one);
                    TurnEnd.does(other);
                    TurnEnd.does(one);
                    done.add("turn");
                    end.comes();
                    end.comes();
                    TurnEnd.does(other);
                    TurnEnd.ofThisThread().comes();
                })
                .join();
        assertThat(done).containsExactly("turn", "one", "other", "other");
    }
}
