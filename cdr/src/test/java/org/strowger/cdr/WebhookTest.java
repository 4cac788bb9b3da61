package org.strowger.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.RecordEvent;
import org.strowger.cdr.Receiver.Answer;
import org.strowger.cdr.Receiver.Post;
import org.strowger.statemachine.Secret;

/** A receiver is sent each record in order, whatever it answers, and once more only what was under way at an end. */
@Timeout(60)
class WebhookTest {

    private static final String PATH = "/calls?token=correct-horse";
    private static final byte[] KEY = "a key of twenty-four octets, or a few more".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
    private static final Duration LONG = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    @TempDir
    Path left;

    private final Told told = new Told();
    private volatile Instant now = Samples.START;
    private Receiver receiver;

    @BeforeEach
    void open_the_receiver() throws IOException {
        receiver = Receiver.open();
    }

    @AfterEach
    void close_the_receiver() {
        receiver.close();
    }

    private static WebhookSettings settings(Receiver to, Duration timeout) {
        return new WebhookSettings(Secret.of(to.address() + PATH), Secret.of(SECRET), timeout);
    }

    private RecordJournal open(Path directory, Receiver to, Duration timeout) throws IOException {
        RecordSettings settings = RecordSettings.in(directory).with(settings(to, timeout));
        return RecordJournal.open(settings, Optional.empty(), () -> now, told);
    }

    private RecordJournal open() throws IOException {
        return open(folder, receiver, LONG);
    }

    private static void take(RecordJournal journal, int first, int last) {
        IntStream.rangeClosed(first, last).mapToObj(Samples::call).forEach(journal::take);
    }

    private static List<String> ids(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Samples::id).toList();
    }

    private List<String> nextIds(int count) throws InterruptedException {
        return IntStream.range(0, count)
                .mapToObj(_ -> {
                    try {
                        return receiver.next().header("webhook-id");
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private RecordEvent.RecordsDelayed delayed() throws InterruptedException {
        RecordEvent.RecordsDelayed delayed = told.next(RecordEvent.RecordsDelayed.class);
        assertThat(delayed.place()).isEqualTo("webhook");
        assertThat(delayed.why()).doesNotContain("correct-horse", SECRET);
        return delayed;
    }

    private void resumed() throws InterruptedException {
        assertThat(told.next(RecordEvent.RecordsResumed.class).place()).isEqualTo("webhook");
        assertThat(told.isSilent()).isTrue();
    }

    @Test
    void a_record_is_a_post_that_the_secret_has_signed() throws Exception {
        now = Instant.ofEpochSecond(1_764_500_000);
        try (RecordJournal journal = open()) {
            journal.take(Samples.call(1));
        }
        Post post = receiver.next();
        String line = Files.readString(folder.resolve("records-2025-11-30-000001.jsonl"))
                .strip();
        assertThat(post.to()).isEqualTo("POST " + PATH);
        assertThat(post.header("Content-Type")).isEqualTo("application/json");
        assertThat(post.header("webhook-id")).isEqualTo(Samples.id(1));
        assertThat(post.header("webhook-timestamp")).isEqualTo("1764500000");
        assertThat(post.body())
                .isEqualTo(
                        "{\"type\":\"call.ended\",\"timestamp\":\"2026-11-30T05:07:11.214Z\",\"data\":" + line + "}");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        byte[] signed = mac.doFinal((Samples.id(1) + ".1764500000." + post.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(post.header("webhook-signature"))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(signed));
        assertThat(receiver.ids()).isEmpty();
    }

    /** The example that its authors and receivers' libraries test themselves with. */
    @Test
    void it_signs_as_standard_webhooks_do() {
        WebhookKey key = WebhookKey.of(Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertThat(key.signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void each_is_sent_once_and_in_order_over_restarts_and_files() throws Exception {
        for (int run = 0; run < 3; run++) {
            try (RecordJournal journal = open()) {
                take(journal, run * 8 + 1, run * 8 + 8);
            }
            now = now.plus(Duration.ofDays(1));
        }
        assertThat(receiver.ids()).isEqualTo(ids(1, 24));
        assertThat(told.isSilent()).isTrue();
    }

    @Test
    void what_is_not_2xx_has_it_sent_again_no_redirection_is_followed_and_no_end_awaited() throws Exception {
        receiver.answers(Answer.status(204), Answer.status(410), Answer.redirection("/elsewhere"), Answer.endless());
        try (RecordJournal journal = open()) {
            take(journal, 1, 3);
            assertThat(delayed().why())
                    .contains(receiver.address())
                    .contains("410, it wants no more")
                    .contains("until it answers 2xx");
            resumed();
            while (journal.figures().behind() > 0) Thread.onSpinWait(); // until the rest is there
        }
        List<Post> come = receiver.rest();
        assertThat(come)
                .extracting(post -> post.header("webhook-id"))
                .containsExactly(Samples.id(1), Samples.id(2), Samples.id(2), Samples.id(2), Samples.id(3));
        assertThat(come).extracting(Post::to).containsOnly("POST " + PATH);
    }

    @Test
    void it_is_left_alone_twice_as_long_each_time_up_to_a_minute() {
        Follower.Waits waits = new Webhook(settings(receiver, LONG), new JournalDirectory(folder), () -> now).waits();
        assertThat(Stream.iterate(waits.first(), waits::behind).limit(12).map(Duration::toMillis))
                .containsExactly(
                        100L, 200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 12_800L, 25_600L, 51_200L, 60_000L, 60_000L);
    }

    @Test
    void who_says_nothing_for_too_long_is_asked_again() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        receiver.answers(Answer.silence(never), Answer.status(500));
        try (RecordJournal journal = open(folder, receiver, Duration.ofMillis(200))) {
            take(journal, 1, 2);
            assertThat(delayed().why()).contains("no answer within 200 ms");
            resumed();
        }
        List<String> come = receiver.ids();
        assertThat(come).startsWith(Samples.id(1), Samples.id(1), Samples.id(1)).isSorted();
        assertThat(come.stream().distinct()).containsExactlyElementsOf(ids(1, 2));
    }

    @Test
    void a_receiver_that_is_away_gets_what_it_has_missed() throws Exception {
        int port = receiver.port();
        receiver.close();
        try (RecordJournal journal = open()) {
            take(journal, 1, 6);
            assertThat(delayed().why()).contains("can't be reached");
            assertThat(journal.figures().behind()).isPositive();
            receiver = Receiver.open(port);
            resumed();
            while (journal.figures().behind() > 0) Thread.onSpinWait(); // until the rest is there
        }
        assertThat(receiver.ids()).isEqualTo(ids(1, 6));
    }

    /** What {@code kill -9} leaves is the files, as they are while the fourth waits for its answer. */
    @Test
    void a_kill_has_the_one_that_was_under_way_sent_again_and_no_other() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        Answer taken = Answer.status(200);
        receiver.answers(taken, taken, taken, Answer.silence(answered));
        try (RecordJournal journal = open();
                Receiver later = Receiver.open()) {
            take(journal, 1, 9);
            assertThat(nextIds(4)).isEqualTo(ids(1, 4));
            copyWhatIsLeft();
            answered.countDown();
            try (RecordJournal again = open(left, later, LONG)) {
                take(again, 10, 11);
            }
            List<String> come = later.ids();
            assertThat(come.getFirst()).isEqualTo(Samples.id(4));
            assertThat(come).endsWith(Samples.id(10), Samples.id(11)).doesNotHaveDuplicates();
        }
    }

    private void copyWhatIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) Files.copy(file, left.resolve(file.getFileName()));
        }
    }

    @Test
    void a_position_that_is_none_is_told_and_without_one_all_of_the_journal_is_sent() throws Exception {
        try (RecordJournal journal = open()) {
            take(journal, 1, 5);
        }
        Path position = folder.resolve("webhook.position");
        assertThat(position).content().startsWith("records-2026-11-30-000001.jsonl ");
        Files.writeString(position, "records-2026-11-30-00000");
        try (RecordJournal journal = open()) {
            assertThat(delayed().why()).contains(position.toString()).contains("delete it");
            take(journal, 6, 6);
            Files.delete(position);
            resumed();
        }
        List<String> come = receiver.ids();
        assertThat(come.subList(0, 5)).isEqualTo(ids(1, 5));
        assertThat(come.subList(5, come.size())).isEqualTo(ids(1, 6));
    }

    @Test
    void a_switch_that_ends_waits_for_no_answer() throws Exception {
        receiver.answers(Answer.silence(new CountDownLatch(1)));
        try (JournalFiles files = JournalFiles.open(RecordSettings.in(folder), LineFile.Opener.ON_DISK)) {
            files.append((JsonRecords.line(Samples.call(1)) + "\n").getBytes(StandardCharsets.UTF_8), now, List.of());
            files.sync();
            var webhook = new Webhook(settings(receiver, Duration.ofMinutes(1)), files.directory(), () -> now);
            var follower = new Follower("that-ends", webhook, files, told, Duration.ofMillis(20));
            follower.start();
            receiver.next();
            Thread thread = Thread.getAllStackTraces().keySet().stream()
                    .filter(each -> each.getName().equals("records-that-ends"))
                    .findFirst()
                    .orElseThrow();
            follower.close();
            assertThat(thread.join(LONG)).as("ended").isTrue();
        }
        assertThat(folder.resolve("webhook.position")).doesNotExist();
    }
}
