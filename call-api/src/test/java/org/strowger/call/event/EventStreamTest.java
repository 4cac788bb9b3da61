package org.strowger.call.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    @Test
    void each_listener_hears_everything_in_order_without_a_gap() throws InterruptedException {
        List<Long> numbers = new CopyOnWriteArrayList<>();
        try (EventStream stream = new EventStream(InstantSource.system())) {
            stream.subscribe("failing", _ -> {
                throw new IllegalStateException("a listener's own fault");
            });
            stream.subscribe("counting", event -> numbers.add(event.number()));
            List<Thread> publishers = new ArrayList<>();
            for (int i = 0; i < 4; i++)
                publishers.add(Thread.ofVirtual().start(() -> {
                    for (int n = 0; n < 500; n++) stream.publish(happening());
                }));
            for (Thread publisher : publishers) publisher.join();
        }
        assertThat(numbers)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2000).boxed().toList());
    }

    @Test
    void a_listener_that_hangs_holds_up_neither_publishers_nor_others() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(100);
        EventStream stream = new EventStream(InstantSource.system());
        stream.subscribe("hanging", _ -> hang(release));
        stream.subscribe("quick", _ -> heard.countDown());
        for (int n = 0; n < 100; n++) stream.publish(happening());
        assertThat(heard.await(5, TimeUnit.SECONDS)).isTrue();
        release.countDown();
        stream.close();
    }

    @Test
    void what_a_listener_leaves_unread_is_bounded_by_octets_too() {
        CountDownLatch release = new CountDownLatch(1);
        EventStream stream = new EventStream(InstantSource.system());
        stream.subscribe("hanging", _ -> hang(release));
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < 40; i++) values.put("value" + i, "x".repeat(200));
        int published = 5_000; // 100 MB, far fewer than a listener's queue holds
        for (int i = 0; i < published; i++) stream.publish(new ProgramEvent.ScriptEvent("1", "large", values));
        int most = (32 << 20) / EventStream.weight(new ProgramEvent.ScriptEvent("1", "large", values));
        release.countDown();
        stream.close();
        // Twice the bound: before their number, and after it.
        assertThat(stream.lost())
                .isGreaterThanOrEqualTo(published - 2 * most - 1L)
                .isLessThan(published);
    }

    private static void hang(CountDownLatch release) {
        try {
            release.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Happening happening() {
        return new RegistrationEvent.Registered("1001", "sip:1001@192.0.2.7", Duration.ofHours(1), "192.0.2.7:5060");
    }
}
