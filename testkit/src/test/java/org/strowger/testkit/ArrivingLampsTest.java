package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.call.setup.SoundSettings;

/** Lamps of phones that register while a message waits for them. */
class ArrivingLampsTest {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private VirtualSwitch home;

    @BeforeEach
    void a_message_waits() throws IOException {
        home = new VirtualSwitch(
                1, VirtualSwitch.usualSettings().sound(SoundSettings.below(folder)), Programs.dialUsers());
        Path box = Files.createDirectories(folder.resolve("voicemail/1005/new"));
        Files.write(box.resolve("1000-2000-1001-c1.wav"), Wav.of(new short[16_000]));
    }

    @AfterEach
    void close() {
        home.close();
    }

    @Test
    void an_owner_that_registers_finds_its_lamp_lit() {
        ScriptedPhone late = home.phone("1005").registers();
        home.passes(MOMENT);
        assertThat(late.getLamp()).isEqualTo("1/0");
    }

    /** By one look at the mailbox. */
    @Test
    void phones_that_register_at_the_same_time_are_all_told() {
        home.phone("1005");
        List<RawPeer> phones = Stream.of("198.51.100.7", "198.51.100.8", "198.51.100.9")
                .map(address -> new RawPeer(home, address))
                .toList();
        for (RawPeer phone : phones) phone.sends(registration(phone));
        for (RawPeer phone : phones) {
            String digest = RawHost.credentials(phone.last(), "1005", "1005", "REGISTER", "sip:switch.example");
            phone.posts(registration(phone, "Authorization: " + digest));
        }
        home.passes(MOMENT);
        assertThat(phones)
                .allSatisfy(phone -> assertThat(phone.statuses())
                        .filteredOn(line -> line.startsWith("NOTIFY"))
                        .isNotEmpty());
    }

    private static String registration(RawPeer phone, String... lines) {
        return phone.request("REGISTER", "sip:switch.example", "<sip:1005@switch.example>", lines);
    }
}
