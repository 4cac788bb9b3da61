package org.strowger.cdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.event.RecordEvent;
import org.strowger.statemachine.Secret;

/** The receiver that stands in the manual does what is said of it there. */
@Timeout(60)
class WebhookPageTest {

    private static final Pattern RECEIVER = Pattern.compile("```python\n(.*?)```", Pattern.DOTALL);
    private static final String ITS_PORT = "8090";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ANOTHER = "whsec_AAKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    Path folder;

    private final Told told = new Told();
    private int port;

    private Process receiver() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = any.getLocalPort();
        }
        Matcher page = RECEIVER.matcher(Files.readString(Path.of("..", "docs", "records.md")));
        assertThat(page.find()).isTrue();
        assertThat(page.group(1)).contains(ITS_PORT);
        String text = page.group(1).replace(ITS_PORT, String.valueOf(port));
        Path script = Files.writeString(folder.resolve("receiver.py"), text);
        ProcessBuilder python = new ProcessBuilder("python3", script.toString())
                .redirectError(folder.resolve("receiver.log").toFile());
        python.environment().put("SECRET", SECRET);
        return python.start();
    }

    private RecordJournal open(String secret) throws IOException {
        WebhookSettings to = new WebhookSettings(
                Secret.of("http://127.0.0.1:" + port + "/calls"), Secret.of(secret), Duration.ofSeconds(15));
        return RecordJournal.open(
                RecordSettings.in(folder.resolve("records")).with(to), Optional.empty(), Clock.systemUTC(), told);
    }

    @Test
    void it_takes_each_record_once_and_none_that_another_secret_has_signed() throws Exception {
        Process receiver = receiver();
        try (BufferedReader says = receiver.inputReader()) {
            try (RecordJournal journal = open(SECRET)) {
                journal.take(Samples.call(1));
                journal.take(Samples.refused(2));
                assertThat(says.readLine()).startsWith("{'cdr_id': '" + Samples.id(1) + "', 'call': 'c1'");
                assertThat(says.readLine()).startsWith("{'cdr_id': '" + Samples.id(2) + "'");
            }
            told.clear(); // it began later than we did
            Files.delete(folder.resolve("records/webhook.position"));
            try (RecordJournal journal = open(SECRET)) {
                journal.take(Samples.call(3));
                assertThat(says.readLine()).as("those before it are known").contains(Samples.id(3));
            }
            try (RecordJournal journal = open(ANOTHER)) {
                journal.take(Samples.call(4));
                assertThat(told.next(RecordEvent.RecordsDelayed.class).why()).contains("401; has it the same secret?");
            }
        } finally {
            receiver.destroyForcibly().waitFor();
        }
    }
}
