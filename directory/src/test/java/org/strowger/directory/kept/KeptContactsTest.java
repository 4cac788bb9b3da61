package org.strowger.directory.kept;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.strowger.directory.Binding;
import org.strowger.directory.Binding.Outbound;
import org.strowger.directory.Binding.Reach;
import org.strowger.directory.MemoryLocations;
import org.strowger.directory.Networks;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;
import org.strowger.sip.transport.TransportRegistry;
import org.strowger.statemachine.VirtualTime;

class KeptContactsTest {

    private static final InetSocketAddress HERE = new InetSocketAddress("192.0.2.1", 5060);
    private static final Flow UDP = new Flow(Transport.UDP, HERE, new InetSocketAddress("192.0.2.50", 5070), 0);

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(KeptContacts.class);

    @BeforeEach
    void listen() {
        told.start();
        log.addAppender(told);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(told);
    }

    private KeptContacts open() {
        return KeptContacts.open(folder.resolve("kept"), time, _ -> 2, Networks.NONE);
    }

    private Binding binding(String contact, int seconds, Flow flow) {
        return new Binding(
                contact, 500, "x=1", expiring(seconds), "call@id", 7, List.of(), flow, Optional.of("Phone/1"));
    }

    private Instant expiring(int seconds) {
        return time.instant().plusSeconds(seconds);
    }

    private static void has(KeptContacts kept, String aor, Binding... bindings) {
        kept.locations().update(aor, _ -> List.of(bindings));
    }

    private List<Binding> again(String aor) {
        try (KeptContacts kept = open()) {
            return kept.locations().lookup(aor);
        }
    }

    private String words() {
        return told.list.toString();
    }

    @Test
    void all_of_a_contact_is_there_again() {
        Binding plain = binding("sip:1001@192.0.2.50:5070", 60, UDP);
        Flow six = new Flow(
                Transport.UDP, new InetSocketAddress("::", 5060), new InetSocketAddress("2001:db8::7", 40_000), 0);
        Binding device = new Binding(
                "sip:1001@10.0.0.1",
                1000,
                "+sip.instance=\"<urn:uuid:1>\";reg-id=3",
                expiring(3600),
                "call 'id'",
                Integer.MAX_VALUE + 1L,
                List.of("sip:outer.example;lr", "sip:inner.example;lr;ob"),
                six,
                Optional.empty(),
                Reach.BY_FLOW,
                Optional.of(new Outbound("urn:uuid:1", 3)));
        try (KeptContacts kept = open()) {
            has(kept, "1001", plain, device);
            has(kept, "1002", plain);
        }
        assertThat(again("1001")).containsExactly(device, plain);
        assertThat(again("1002")).containsExactly(plain);
        assertThat(told.list).noneMatch(event -> event.getLevel().levelStr.matches("WARN|ERROR"));
    }

    @Test
    void nothing_lies_on_the_disk_before_somebody_has_registered() {
        try (KeptContacts kept = open()) {
            assertThat(kept.locations().all()).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_was_removed_or_has_expired_is_gone_for_good() {
        try (KeptContacts kept = open()) {
            has(kept, "1001", binding("sip:1001@192.0.2.50", 60, UDP));
            has(kept, "1002", binding("sip:1002@192.0.2.50", 60, UDP), binding("sip:b@192.0.2.50", 600, UDP));
            has(kept, "1001");
        }
        time.advance(Duration.ofSeconds(60));
        assertThat(again("1001")).isEmpty();
        assertThat(again("1002")).extracting(Binding::contact).containsExactly("sip:b@192.0.2.50");
        assertThat(again("1002")).hasSize(1);
    }

    @Test
    void an_account_has_no_more_contacts_than_it_may_have() {
        try (KeptContacts kept = open()) {
            Binding[] three = {
                binding("sip:a@192.0.2.50", 60, UDP),
                binding("sip:b@192.0.2.50", 80, UDP),
                binding("sip:c@192.0.2.50", 70, UDP)
            };
            has(kept, "1001", three);
        }
        assertThat(again("1001")).extracting(Binding::contact).containsExactly("sip:b@192.0.2.50", "sip:c@192.0.2.50");
    }

    // RFC 5626 §5.3: nobody but the phone can open a connection that was its flow again.
    @ParameterizedTest
    @CsvSource({
        "tcp, sip:1001@192.0.2.50:5070;transport=tcp, 192.0.2.50:5070",
        "tcp, sip:1001@192.0.2.50;transport=tcp, 192.0.2.50:5060",
        "tls, sip:1001@192.0.2.50;transport=tls, 192.0.2.50:5061",
        "tcp, sip:1001@10.0.0.1:5070;transport=tcp,",
        "tcp, sip:1001@phone.example;transport=tcp,",
        "ws, sip:1001@192.0.2.50;transport=ws,",
        "wss, sip:1001@x.invalid;transport=ws,",
    })
    void what_came_by_a_connection_is_called_where_it_says_or_forgotten(String by, String contact, String where) {
        Transport transport = TransportRegistry.available(by).orElseThrow();
        Flow flow = new Flow(transport, HERE, new InetSocketAddress("192.0.2.50", 40_000), 17);
        try (KeptContacts kept = open()) {
            has(kept, "1001", binding(contact, 60, flow));
        }
        assertThat(again("1001"))
                .extracting(binding -> binding.flow().remote().toString().replace("/", ""))
                .isEqualTo(where == null ? List.of() : List.of(where));
        assertThat(again("1001")).allMatch(binding -> binding.flow().connection() == Flow.NO_CONNECTION);
    }

    @Test
    void a_file_that_cant_be_read_is_told_and_left_as_it_is() throws IOException {
        Path file = ContactFile.in(folder.resolve("kept"));
        Files.createDirectories(folder.resolve("kept"));
        Files.writeString(file, "no database at all\n".repeat(1000));
        try (KeptContacts kept = open()) {
            has(kept, "1001", binding("sip:1001@192.0.2.50", 60, UDP));
            assertThat(kept.locations().lookup("1001")).hasSize(1);
        }
        assertThat(Files.readString(file)).startsWith("no database at all\n");
        assertThat(words()).contains("[ERROR]", "move " + file + " away, and start again");
    }

    @Test
    void a_file_that_another_process_has_is_told() throws IOException {
        try (KeptContacts kept = open()) {
            has(kept, "1001", binding("sip:1001@192.0.2.50", 60, UDP));
        }
        Path file = ContactFile.in(folder.resolve("kept"));
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock held = other.lock();
                KeptContacts kept = open()) {
            assertThat(held.isValid()).isTrue();
            assertThat(kept.locations().all()).isEmpty();
            assertThat(words()).contains("[ERROR]", file + " is in use by another strowger", "'registrar.directory'");
        }
        assertThat(again("1001")).hasSize(1);
    }

    @Test
    void a_directory_that_cant_be_made_is_told_and_costs_nobody_his_registration() throws IOException {
        Files.writeString(folder.resolve("kept"), "a file");
        KeptContacts kept = open();
        has(kept, "1001", binding("sip:1001@192.0.2.50", 60, UDP));
        MemoryLocations locations = kept.locations();
        kept.close();
        assertThat(locations.lookup("1001")).hasSize(1);
        assertThat(words()).contains("[ERROR]", "registrations can't be written to");
    }
}
