package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MailedMessageTest {

    /** What is spoken while the greeting plays is not kept: the capture is longer. */
    private static final Duration CALL = Duration.ofSeconds(8);

    static final MailServer MAIL = MailServer.start();

    @RegisterExtension
    static final Lab LAB =
            Lab.with(SwitchConfiguration.fresh().with(MAIL.section()).withAccounts("email: phone-%1$d@office.example"));

    @AfterAll
    static void stop() {
        MAIL.close();
    }

    @Test
    void a_message_comes_by_mail_as_it_stands_in_the_mailbox() throws Exception {
        LAB.caller("leaves-a-message").dials("73002").times(1, 1, CALL).run();
        MimeMessage mail = MAIL.mails(1).getFirst();
        assertThat(mail.getAllRecipients()[0]).hasToString("phone-1002@office.example");
        assertThat(mail.getSubject()).startsWith("Voice message from ");
        byte[] enclosed = ((MimeMultipart) mail.getContent())
                .getBodyPart(1)
                .getInputStream()
                .readAllBytes();
        assertThat(enclosed.length).isGreaterThan(16_000);
        try (var messages = Files.list(box("new"))) {
            assertThat(messages.toList())
                    .singleElement()
                    .satisfies(message -> assertThat(message).hasBinaryContent(enclosed));
        }
        assertThat(Processes.eventually(Duration.ofSeconds(5), () -> isEmpty(box("outbox"))))
                .isTrue();
    }

    private static boolean isEmpty(Path folder) {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path box(String folder) {
        return LAB.theSwitch().directory().resolve("voicemail/1002").resolve(folder);
    }
}
