package org.strowger.voicemail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.call.event.EventStream;
import org.strowger.call.event.Happening;
import org.strowger.call.event.MailEvent;
import org.strowger.call.event.MailboxEvent;
import org.strowger.statemachine.Secret;
import org.strowger.voicemail.Mailboxes;
import org.strowger.voicemail.VoicemailSettings;

class MessageMailerTest {

    private static final byte[] SOUND =
            "RIFF what stands for a sound".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final MessageMailer.Patience SHORT =
            new MessageMailer.Patience(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofDays(3));

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    private final EventStream events = new EventStream(Clock.systemUTC());
    private final LinkedBlockingQueue<Happening> happened = new LinkedBlockingQueue<>();
    private final Map<String, String> addresses = Map.of("1001", "ada@office.example");

    @AfterEach
    void close() {
        events.close();
    }

    private Mailboxes boxes() {
        return new Mailboxes(new VoicemailSettings(
                folder, Duration.ofMinutes(3), 100, VoicemailSettings.Lamps.OFF, addresses.keySet()));
    }

    private MessageMailer mailer(MailSettings.Server server, MessageMailer.Patience patience) {
        events.subscribe("test", event -> happened.add(event.what()));
        var mailer = new MessageMailer(addresses, new SmtpPost(server), boxes(), events, patience);
        mailer.start();
        return mailer;
    }

    private Mailboxes.Message leave(String box) throws IOException {
        return leave(box, Instant.now());
    }

    private Mailboxes.Message leave(String box, Instant at) throws IOException {
        var message = boxes().keep(
                        box,
                        Files.write(folder.resolve("new.wav"), SOUND),
                        at,
                        Duration.ofSeconds(62),
                        "+4930123",
                        "c1");
        events.publish(new MailboxEvent.MessageLeft(
                "c1", box, "+4930123", message.file().toString(), message.length()));
        return message;
    }

    private <T extends Happening> T next(Class<T> type) throws InterruptedException {
        while (true) {
            Happening what = happened.poll(15, TimeUnit.SECONDS);
            assertThat(what).as("no %s", type.getSimpleName()).isNotNull();
            if (type.isInstance(what)) return type.cast(what);
        }
    }

    private long outgoing() throws IOException {
        Path outbox = folder.resolve("1001/outbox");
        if (!Files.isDirectory(outbox)) return 0;
        try (Stream<Path> files = Files.list(outbox)) {
            return files.count();
        }
    }

    @ParameterizedTest
    @EnumSource(MailSettings.Security.class)
    void a_message_goes_to_its_owner_with_the_sound_and_stays_in_the_box(MailSettings.Security security)
            throws Exception {
        try (var server = new MailServer(keys, security);
                var _ = mailer(server.settings(), SHORT)) {
            var message = leave("1001");
            assertThat(next(MailEvent.MessageMailed.class).to()).isEqualTo("ada@office.example");
            MimeMessage mail = server.mails(1).getFirst();
            assertThat(mail.getSubject()).isEqualTo("Message from +4930123 (1:02)");
            assertThat(mail.getFrom()[0]).hasToString("switch@office.example");
            assertThat(mail.getAllRecipients()[0]).hasToString("ada@office.example");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getBodyPart(0).getContent().toString()).startsWith("Für 1001, 20");
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("audio/wav");
            assertThat(parts.getBodyPart(1).getFileName()).endsWith("-+4930123.wav");
            assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(SOUND);
            assertThat(server.inTheClear()).isZero();
            assertThat(outgoing()).isZero();
            assertThat(message.file()).hasBinaryContent(SOUND);
        }
    }

    @Test
    void mail_goes_on_after_a_round_that_throws() throws Exception {
        try (var server = new MailServer(keys, MailSettings.Security.TLS)) {
            var faulty = new FaultyOnce(new SmtpPost(server.settings()));
            events.subscribe("test", event -> happened.add(event.what()));
            try (var mailer = new MessageMailer(addresses, faulty, boxes(), events, SHORT)) {
                mailer.start();
                leave("1001");
                assertThat(next(MailEvent.MailDelayed.class).why()).contains("thrown by a library");
                assertThat(next(MailEvent.MessageMailed.class).to()).isEqualTo("ada@office.example");
            }
        }
    }

    /** Throws when it is opened for the first time. */
    private static final class FaultyOnce implements Post {
        private final Post post;
        private boolean thrown;

        FaultyOnce(Post post) {
            this.post = post;
        }

        @Override
        public Round open() throws OutOfOrder {
            if (thrown) return post.open();
            thrown = true;
            throw new NoClassDefFoundError("thrown by a library");
        }

        @Override
        public MailSettings.Letter letter() {
            return post.letter();
        }

        @Override
        public String server() {
            return post.server();
        }
    }

    @Test
    void a_box_without_an_address_has_no_outbox() throws IOException {
        var message = leave("1002");
        assertThat(message.file()).exists();
        assertThat(folder.resolve("1002/outbox")).doesNotExist();
    }

    @Test
    void a_server_that_is_down_gets_it_later_also_after_a_restart_and_though_it_was_deleted() throws Exception {
        try (var server = new MailServer(keys, MailSettings.Security.TLS)) {
            server.stops();
            try (var _ = mailer(server.settings(), SHORT)) {
                var message = leave("1001");
                var delayed = next(MailEvent.MailDelayed.class);
                assertThat(delayed.waiting()).isOne();
                assertThat(delayed.why()).isEqualTo("Connection refused");
                assertThat(delayed.server()).startsWith("127.0.0.1:");
                assertThat(next(MailEvent.MailDelayed.class).again()).isEqualTo(Duration.ofMillis(100));
                assertThat(next(MailEvent.MailDelayed.class).again()).isEqualTo(Duration.ofMillis(200));
                assertThat(next(MailEvent.MailDelayed.class).again()).isEqualTo(Duration.ofMillis(200));
                boxes().delete(message);
            }
            assertThat(outgoing()).isOne();
            server.startsAgain();
            try (var _ = mailer(server.settings(), SHORT)) {
                assertThat(server.mails(1)).hasSize(1);
                next(MailEvent.MessageMailed.class);
            }
            assertThat(outgoing()).isZero();
        }
    }

    @Test
    void nothing_goes_to_a_server_whose_certificate_is_not_trusted() throws Exception {
        try (var server = new MailServer(keys, MailSettings.Security.STARTTLS);
                var _ = mailer(server.settings(Optional.empty()), MessageMailer.Patience.USUAL)) {
            leave("1001");
            assertThat(next(MailEvent.MailDelayed.class).why()).contains("certification path");
            assertThat(server.mails(0)).isEmpty();
            assertThat(server.inTheClear()).isZero();
            assertThat(outgoing()).isOne();
        }
    }

    @Test
    void nothing_goes_in_the_clear_to_a_server_that_offers_no_starttls() throws Exception {
        try (var server = new PickyServer("250 ok");
                var _ = mailer(server.settings(MailSettings.Security.STARTTLS), MessageMailer.Patience.USUAL)) {
            leave("1001");
            assertThat(next(MailEvent.MailDelayed.class).why()).contains("STARTTLS");
            assertThat(outgoing()).isOne();
        }
    }

    @Test
    void who_must_log_in_does_and_a_wrong_password_is_told() throws Exception {
        try (var server = new MailServer(keys, MailSettings.Security.TLS)) {
            server.knows("switch", "correct-horse");
            try (var _ = mailer(
                    server.settings(new MailSettings.Login("switch", Secret.of("wrong"))),
                    MessageMailer.Patience.USUAL)) {
                leave("1001");
                assertThat(next(MailEvent.MailDelayed.class).why())
                        .contains("mail.user")
                        .doesNotContain("wrong");
            }
            try (var _ = mailer(server.settings(new MailSettings.Login("switch", Secret.of("correct-horse"))), SHORT)) {
                next(MailEvent.MessageMailed.class);
                assertThat(server.mails(1)).hasSize(1);
            }
        }
    }

    @Test
    void a_mail_that_the_server_refuses_for_ever_is_not_tried_again() throws Exception {
        try (var server = new PickyServer("550 5.1.1 no such person");
                var _ = mailer(server.settings(MailSettings.Security.NONE), SHORT)) {
            leave("1001");
            var refused = next(MailEvent.MailRefused.class);
            assertThat(refused.why()).contains("no such person");
            assertThat(outgoing()).isZero();
        }
    }

    @Test
    void a_mail_that_is_refused_for_now_is_given_up_after_days() throws Exception {
        try (var server = new PickyServer("450 4.2.0 greylisted");
                var _ = mailer(server.settings(MailSettings.Security.NONE), SHORT)) {
            leave("1001");
            assertThat(next(MailEvent.MailDelayed.class).why()).contains("greylisted");
            assertThat(outgoing()).isOne();
            leave("1001", Instant.now().minus(Duration.ofDays(4)));
            assertThat(next(MailEvent.MailRefused.class).why()).contains("greylisted");
            assertThat(outgoing()).isOne();
        }
    }
}
