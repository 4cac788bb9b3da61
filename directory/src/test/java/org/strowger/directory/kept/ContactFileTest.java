package org.strowger.directory.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.directory.Binding;
import org.strowger.sip.Flow;
import org.strowger.sip.Transport;

class ContactFileTest {

    private static final Flow FLOW = new Flow(
            Transport.UDP, new InetSocketAddress("192.0.2.1", 5060), new InetSocketAddress("192.0.2.50", 5060), 0);

    @TempDir
    Path folder;

    private static Map<String, List<Binding>> contact(int cseq) {
        Binding binding = new Binding(
                "sip:1001@192.0.2.50",
                1000,
                "",
                Instant.ofEpochSecond(4_000_000_000L),
                "id",
                cseq,
                List.of(),
                FLOW,
                Optional.empty());
        return Map.of("1001", List.of(binding));
    }

    @Test
    void a_file_full_of_what_was_there_before_is_compacted_to_what_is_there() throws Exception {
        ContactFile file = ContactFile.open(folder, 200_000);
        assertThat(file.isBloated()).isFalse();
        int cseq = 0;
        while (!file.isBloated()) file.write(contact(++cseq));
        long before = Files.size(ContactFile.in(folder));
        try (ContactFile compacted = file.compacted()) {
            assertThat(Files.size(ContactFile.in(folder))).isLessThan(before / 2);
            assertThat(compacted.isBloated()).isFalse();
            assertThat(compacted.read().contacts()).isEqualTo(contact(cseq));
            compacted.write(contact(cseq + 1));
            assertThat(compacted.read().contacts()).isEqualTo(contact(cseq + 1));
        }
    }
}
