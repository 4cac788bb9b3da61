package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** The same over a disk that is full for ten seconds. */
@Isolated("it needs the processors for a hundred calls a second")
class FullDiskRecordsTest {

    private static final int DATABASE_PORT = Ports.free("127.0.0.1");

    @RegisterExtension
    static final Lab LAB = Lab.with(SwitchConfiguration.fresh()
                    .with(RecordedLoad.configuration(DATABASE_PORT))
                    .withDrain("2s"))
            .alone();

    @Test
    void each_ended_call_has_one_record_over_a_disk_that_is_full_for_ten_seconds() throws Exception {
        Path home = LAB.theSwitch().directory();
        LAB.handOver().close();
        Path disk = home.resolve("records");
        Lab.delete(disk);
        Files.createDirectories(disk);
        assumeTrue(
                RecordedLoad.command("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()),
                "who may mount a disk");
        try (var running = PackagedSwitch.start(home, LAB.adminPort());
                var database = RecordedLoad.database(home, DATABASE_PORT)) {
            var load = new RecordedLoad.Load(LAB);
            Path filler = disk.resolve("filler");
            load.answered(running, 200);
            assertThat(RecordedLoad.command("sh", "-c", "cat /dev/zero > " + filler))
                    .isFalse(); // until it is full
            Processes.pause(Duration.ofSeconds(10));
            assertThat(running.status().read().path("records_waiting").asLong())
                    .as("wait in memory")
                    .isPositive();
            Files.delete(filler);
            boolean written = Processes.eventually(
                    Duration.ofSeconds(10),
                    () -> running.status().read().path("records_waiting").asLong() < RecordedLoad.A_SECOND);
            assertThat(written).as("are written: %s", running.lastWords()).isTrue();
            load.ended(350);
            load.stop();
            running.drain();
            assertThat(running.endsWithin(Duration.ofSeconds(15))).isTrue();
            database.stop();
            assertThat(running.log()).contains("records_delayed", "records_resumed");
            List<String> records = RecordedLoad.journal(home);
            assertThat(records).doesNotHaveDuplicates();
            assertThat(load.ended()).hasSizeGreaterThan(300);
            assertThat(records).containsAll(load.ended().keySet());
            RecordedLoad.same(home);
        } finally {
            RecordedLoad.command("umount", disk.toString());
        }
    }
}
