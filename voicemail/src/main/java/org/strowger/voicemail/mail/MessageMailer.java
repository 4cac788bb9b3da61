package org.strowger.voicemail.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.strowger.call.event.EventBus;
import org.strowger.call.event.MailEvent;
import org.strowger.call.event.MailboxEvent;
import org.strowger.voicemail.Mailboxes;

/**
 * Sends what waits in the outboxes of mailboxes: at its start, whenever a message is left, and again after a while
 * where the server was out of order. An outbox is a directory of files, so that nothing is lost with the process. All
 * on one thread of its own.
 */
public final class MessageMailer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MessageMailer.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneId.systemDefault());

    /**
     * How long a server may be out of order.
     *
     * @param first until the first further try; each later one waits twice as long
     * @param longest between two tries
     * @param all since the message was left
     */
    public record Patience(Duration first, Duration longest, Duration all) {
        public static final Patience USUAL =
                new Patience(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(3));
    }

    private record Waiting(String box, String to, Mailboxes.Message message) {}

    private final Map<String, String> addresses;
    private final Post post;
    private final Mailboxes boxes;
    private final EventBus events;
    private final Patience patience;
    private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofVirtual().name("mail").factory(), new ThreadPoolExecutor.DiscardPolicy());
    private Duration pause;
    private Optional<Future<?>> again = Optional.empty();

    /** By the account that a box is named after, where it is mailed to. */
    public MessageMailer(
            Map<String, String> addresses, Post post, Mailboxes boxes, EventBus events, Patience patience) {
        this.addresses = new TreeMap<>(addresses);
        this.post = post;
        this.boxes = boxes;
        this.events = events;
        this.patience = patience;
        this.pause = patience.first;
    }

    /** Sends what waits from before, and from now on what comes. */
    public void start() {
        events.subscribe("mail", event -> {
            if (event.what() instanceof MailboxEvent.MessageLeft left && addresses.containsKey(left.box()))
                thread.execute(this::deliver);
        });
        thread.execute(this::deliver);
    }

    private void deliver() {
        again.ifPresent(planned -> planned.cancel(false));
        again = Optional.empty();
        try {
            List<Waiting> waiting = waiting();
            if (!waiting.isEmpty()) sendAll(waiting);
        } catch (IOException e) {
            LOG.warn("an outbox can't be read: {}", e.toString());
            tryLater(0, String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).log("mail can't be sent");
            tryLater(0, e.toString());
        }
    }

    private List<Waiting> waiting() throws IOException {
        List<Waiting> waiting = new ArrayList<>();
        for (Map.Entry<String, String> owner : addresses.entrySet()) {
            if (!Mailboxes.isName(owner.getKey())) continue; // an account that can have no mailbox
            for (Mailboxes.Message message : boxes.messages(owner.getKey(), Mailboxes.Folder.OUTBOX))
                waiting.add(new Waiting(owner.getKey(), owner.getValue(), message));
        }
        return waiting;
    }

    private void sendAll(List<Waiting> waiting) throws IOException {
        List<String> reasons = new ArrayList<>();
        try (Post.Round round = post.open()) {
            for (Waiting one : waiting) {
                switch (round.send(letter(one))) {
                    case Post.Outcome.Sent() -> sent(one);
                    case Post.Outcome.Refused(String why) -> refused(one, why);
                    case Post.Outcome.Later(String why) -> later(one, why, reasons);
                }
            }
        } catch (Post.OutOfOrder e) {
            for (Waiting one : waiting) later(one, String.valueOf(e.getMessage()), reasons);
        }
        if (reasons.isEmpty()) pause = patience.first;
        else tryLater(reasons.size(), reasons.getFirst());
    }

    private void sent(Waiting one) throws IOException {
        boxes.delete(one.message);
        events.publish(new MailEvent.MessageMailed(one.box, one.to, name(one)));
    }

    private void refused(Waiting one, String why) throws IOException {
        boxes.delete(one.message);
        events.publish(new MailEvent.MailRefused(one.box, one.to, name(one), why));
    }

    private void later(Waiting one, String why, List<String> reasons) throws IOException {
        Duration waits = Duration.between(one.message.at(), Clock.systemUTC().instant());
        if (waits.compareTo(patience.all) > 0) refused(one, why);
        else reasons.add(why);
    }

    private void tryLater(int waiting, String why) {
        events.publish(new MailEvent.MailDelayed(post.server(), waiting, why, pause));
        again = Optional.of(thread.schedule(this::deliver, pause.toMillis(), TimeUnit.MILLISECONDS));
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(patience.longest) > 0 ? patience.longest : twice;
    }

    private Post.Letter letter(Waiting one) {
        Instant at = one.message.at();
        return new Post.Letter(
                one.to,
                filled(post.letter().subject(), one),
                filled(post.letter().text(), one),
                one.message.file(),
                STAMP.format(at) + "-" + one.message.from() + ".wav",
                at);
    }

    private static String filled(String text, Waiting one) {
        Duration length = one.message.length();
        return text.replace("{box}", one.box)
                .replace("{from}", one.message.from())
                .replace("{time}", TIME.format(one.message.at()))
                .replace("{length}", "%d:%02d".formatted(length.toMinutes(), length.toSecondsPart()));
    }

    private static String name(Waiting one) {
        return String.valueOf(one.message.file().getFileName());
    }

    /** What has not been sent is sent after the next start. A mail that is being sent is given up. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
