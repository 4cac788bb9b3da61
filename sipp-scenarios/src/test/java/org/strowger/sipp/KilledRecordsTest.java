package org.strowger.sipp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Each call that SIPp has seen ended has one charging record and no more, in the journal, in CSV and in the table:
 * under a hundred calls a second, over {@code kill -9} and a database that is away for half of the time.
 */
@Isolated("it needs the processors for a hundred calls a second")
class KilledRecordsTest {

    /** What waits while one write or flush lasts is lost by a kill: docs/records.md says milliseconds. */
    private static final Duration BOUND = Duration.ofMillis(100);

    private static final int DATABASE_PORT = Ports.free("127.0.0.1");

    @RegisterExtension
    static final Lab LAB = Lab.with(SwitchConfiguration.fresh()
                    .with(RecordedLoad.configuration(DATABASE_PORT))
                    .withDrain("2s"))
            .alone();

    @Test
    void each_ended_call_has_one_record_over_kill_9_and_a_database_that_is_away_for_half_of_the_time()
            throws Exception {
        PackagedSwitch first = LAB.handOver();
        Path home = first.directory();
        var before = new RecordedLoad.Load(LAB);
        Instant killed;
        try (first) {
            before.answered(first, 250);
            try (var database = RecordedLoad.database(home, DATABASE_PORT)) {
                before.answered(first, 600);
                before.ended(450);
                before.keepsUp();
                killed = Instant.now();
                first.kill();
                database.kill();
            }
            before.stop();
        }
        Map<String, Instant> ended = before.ended();
        RecordedLoad.Load after;
        try (var again = PackagedSwitch.start(home, LAB.adminPort())) {
            after = new RecordedLoad.Load(LAB);
            after.answered(again, 100);
            after.stop();
            try (var _ = RecordedLoad.database(home, DATABASE_PORT)) {
                boolean caughtUp = Processes.eventually(
                        Duration.ofSeconds(30),
                        () -> again.status().read().path("records_behind").asLong() == 0);
                assertThat(caughtUp)
                        .as("the table has all: %s", again.lastWords())
                        .isTrue();
                again.drain();
                assertThat(again.endsWithin(Duration.ofSeconds(15))).isTrue();
            }
        }
        List<String> records = RecordedLoad.journal(home);
        assertThat(ended).as("calls that SIPp has seen ended").hasSizeGreaterThan(400);
        assertThat(records).doesNotHaveDuplicates();
        Set<String> owed = new HashSet<>(after.ended().keySet());
        ended.forEach((call, at) -> {
            if (at.isBefore(killed.minus(BOUND))) owed.add(call);
        });
        Set<String> missing = new HashSet<>(owed);
        missing.removeAll(new HashSet<>(records));
        assertThat(missing)
                .as("of %s owed, of %s records", owed.size(), records.size())
                .isEmpty();
        RecordedLoad.same(home);
    }
}
