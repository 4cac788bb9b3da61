package org.strowger.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.media.Recording;
import org.strowger.media.Recording.End;
import org.strowger.media.RecordingPlan;

/** Pictures of a browser in a file, in virtual time. */
class PictureRecorderTest {

    @TempDir
    Path folder;

    private final MediaWorld world = new MediaWorld();
    private final PicturedBrowser browser = new PicturedBrowser(world, "198.51.100.7", 7000);
    private final List<Recording.Outcome> told = new ArrayList<>();

    /** Its time in the file, and its octets. */
    private record Picture(long time, List<Byte> octets) {}

    private RecordingPlan plan() {
        return RecordingPlan.of(folder.resolve("of/one.ivf"), RecordingPlan.Content.HEARD);
    }

    private Recording record(RecordingPlan plan) {
        Recording recording = browser.stream.record(plan, told::add);
        world.passes(10);
        return recording;
    }

    private ByteBuffer file() throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(plan().file())).order(ByteOrder.LITTLE_ENDIAN);
    }

    private List<Picture> pictures() throws IOException {
        ByteBuffer bytes = file().position(32);
        List<Picture> all = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] octets = new byte[bytes.getInt()];
            long time = bytes.getLong();
            bytes.get(octets);
            all.add(new Picture(time, list(octets)));
        }
        assertThat(file().getInt(24)).as("as its header says").isEqualTo(all.size());
        return all;
    }

    private static List<Byte> list(byte[] octets) {
        List<Byte> all = new ArrayList<>();
        for (byte octet : octets) all.add(octet);
        return all;
    }

    private static List<Byte> vp8(byte[] rtp) {
        return list(Arrays.copyOfRange(rtp, 13, rtp.length));
    }

    @Test
    void each_is_in_the_file_with_its_time_and_the_file_has_their_size() throws Exception {
        Recording recording = record(plan());
        browser.sends(browser.other(1), browser.key(2), browser.other(3), browser.other(4));
        recording.close();
        world.passes(10);
        assertThat(pictures()).extracting(Picture::time).containsExactly(0L, 3000L, 6000L);
        assertThat(pictures().getFirst().octets()).isEqualTo(vp8(browser.key(2)));
        assertThat(pictures().getLast().octets()).isEqualTo(vp8(browser.other(4)));
        byte[] head = Arrays.copyOf(file().array(), 12);
        assertThat(head).isEqualTo(new byte[] {'D', 'K', 'I', 'F', 0, 0, 32, 0, 'V', 'P', '8', '0'});
        assertThat(file().getShort(12)).isEqualTo((short) 320);
        assertThat(file().getShort(14)).isEqualTo((short) 240);
        assertThat(file().getInt(16)).isEqualTo(90_000);
        assertThat(told)
                .containsExactly(new Recording.Outcome(plan().file(), Duration.ofNanos(66_666_666), new End.Closed()));
    }

    /** Nobody else has to look at them: a new one is asked for, and what is missing is asked for again. */
    @Test
    void it_asks_for_what_it_needs_by_itself() throws Exception {
        Recording recording = record(plan());
        browser.sends(browser.other(1));
        assertThat(browser.asked()).isEqualTo(1);
        browser.sends(browser.key(2), browser.other(4));
        assertThat(browser.askedAgain()).containsExactly(3);
        browser.sends(browser.other(5), browser.again(1, 3));
        recording.close();
        world.passes(10);
        assertThat(pictures()).extracting(Picture::time).containsExactly(0L, 3000L, 6000L, 9000L);
    }

    /** A decoder could do nothing with what comes behind a gap. */
    @Test
    void what_never_comes_leaves_out_all_until_one_that_needs_no_other() throws Exception {
        Recording recording = record(plan());
        browser.sends(browser.key(0), browser.other(1));
        for (int i = 3; i < 300; i++) browser.sends(browser.other(i));
        browser.sends(browser.key(300), browser.other(301));
        recording.close();
        world.passes(10);
        assertThat(pictures()).hasSize(4);
        assertThat(pictures().get(2).octets()).isEqualTo(vp8(browser.key(300)));
        assertThat(browser.asked()).isGreaterThan(1);
    }

    @Test
    void a_picture_of_several_packets_is_one() throws Exception {
        Recording recording = record(plan());
        byte[] first = browser.key(7);
        first[1] &= 0x7F; // without the marker: it goes on
        byte[] second = browser.rtp(PicturedBrowser.VP8, 8, browser.ssrc, new byte[] {0, 42, 43});
        browser.sends(first, second);
        recording.close();
        world.passes(10);
        assertThat(pictures()).hasSize(1);
        List<Byte> whole = vp8(first);
        whole.addAll(List.of((byte) 42, (byte) 43));
        assertThat(pictures().getFirst().octets()).isEqualTo(whole);
    }

    @Test
    void it_ends_at_its_length() throws Exception {
        record(plan().withLongest(Duration.ofSeconds(1)));
        for (int i = 0; i < 40; i++) browser.sends(i == 0 ? browser.key(i) : browser.other(i));
        assertThat(told)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.end()).isEqualTo(new End.TooLong()));
        assertThat(pictures()).hasSize(30);
    }

    @Test
    void after_a_pause_it_goes_on_with_one_that_needs_no_other() throws Exception {
        Recording recording = record(plan());
        browser.sends(browser.key(0));
        recording.pause();
        browser.sends(browser.other(1));
        recording.resume();
        browser.sends(browser.other(2), browser.key(3));
        recording.close();
        world.passes(10);
        assertThat(pictures()).hasSize(2);
        assertThat(pictures().getLast().octets()).isEqualTo(vp8(browser.key(3)));
    }

    @Test
    void who_shows_none_and_who_is_recorded_already_is_told_so() {
        browser.stream.record(plan(), told::add);
        world.passes(10);
        browser.stream.record(plan(), told::add);
        world.stream().record(plan(), told::add);
        world.passes(10);
        assertThat(told)
                .extracting(Recording.Outcome::end)
                .containsExactly(
                        new End.Failed(plan().file() + ": its pictures are recorded already"),
                        new End.Failed(plan().file() + ": the caller shows no pictures"));
    }

    /** What a disk doesn't take waits up to a bound. */
    @Test
    void a_disk_that_stands_still_ends_it_once_so_much_waits() {
        List<Runnable> waiting = new ArrayList<>();
        FileWorkers stuck = _ -> new FileWorkers.FileWorker() {
            @Override
            public void execute(Runnable task) {
                waiting.add(task);
            }

            @Override
            public void after(Duration delay, Runnable task) {}

            @Override
            public void close() {}
        };
        var recorder = PictureRecorder.start((RelayStream) browser.stream, plan(), stuck, told::add);
        world.passes(10);
        byte[] large = new byte[PictureRecorder.MOST_UNWRITTEN / 16];
        for (int i = 0; i < 16; i++) recorder.picture(large, large.length, 0, 3000 * i);
        assertThat(waiting).as("the file, and what waits for it").hasSize(17);
        recorder.picture(large, 1, 0, 3000 * 16);
        assertThat(waiting).hasSize(18);
        waiting.forEach(Runnable::run);
        assertThat(told)
                .extracting(Recording.Outcome::end)
                .containsExactly(new End.Failed(plan().file() + ": the disk is too slow"));
    }

    @Test
    void a_place_that_is_none_is_told() throws Exception {
        Files.writeString(folder.resolve("of"), "a file");
        record(plan());
        browser.sends(browser.key(0));
        assertThat(told)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.end()).isInstanceOf(End.Failed.class));
    }
}
