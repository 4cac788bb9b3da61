package org.strowger.audio.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.strowger.audio.WavBuilder;

/** What a sound may cost that somebody has made to be dear, from a folder and from a web server. */
class SoundCostTest {

    private static final long MEBI = 1 << 20;

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private final UrlSounds urls = new UrlSounds(InstantSource.system());
    private final PromptCache files = new PromptCache(Runnable::run);
    private byte[] body = new byte[0];
    private int status = 200;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private interface Opening {
        Prompt open() throws IOException;
    }

    private static void isRefused(Opening opening, String why, long most) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(opening::open).isInstanceOf(IOException.class).hasMessageContaining(why);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(most);
    }

    @ParameterizedTest
    @EnumSource(DearSounds.class)
    void a_small_file_that_claims_to_be_large_costs_what_is_there(DearSounds sound) throws IOException {
        Path file = Files.write(folder.resolve(sound.file), sound.octets());
        isRefused(() -> files.prompt(file), sound.why, 2 * MEBI);
        body = sound.octets();
        isRefused(() -> urls.prompt(at("/" + sound.file)), sound.why, 4 * MEBI);
    }

    /** 16 MiB of silence in Opus (RFC 6716 §3.2.5) would be 200 hours, 70 GB of samples. */
    @Test
    void what_is_long_once_it_is_decoded_is_given_up_after_ten_minutes() throws IOException {
        body = DearSounds.longOpus(15 << 20);
        isRefused(() -> urls.prompt(at("/long.opus")), "more than ten minutes", 128 * MEBI);
        body = DearSounds.longMp3(15 << 20);
        isRefused(() -> urls.prompt(at("/long.mp3")), "more than ten minutes", 128 * MEBI);
    }

    @Test
    void what_is_longer_than_16_mebibytes_is_not_fetched() {
        body = DearSounds.longOpus(17 << 20);
        isRefused(() -> urls.prompt(at("/long.opus")), "can't be fetched", 4 * MEBI);
    }

    @Test
    void a_long_file_is_decoded_as_it_is_heard() throws IOException {
        Path file = Files.write(folder.resolve("long.opus"), DearSounds.longOpus(1 << 16));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Prompt prompt = files.prompt(file);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(192 * MEBI);
        assertThat(prompt.duration()).isGreaterThan(Duration.ofMinutes(30));
    }

    @Test
    void a_tag_with_a_picture_stands_before_a_sound() throws IOException {
        byte[] tone;
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("/sounds/tone-1000.mp3"))) {
            tone = in.readAllBytes();
        }
        byte[] tagged = new byte[10 + 40_000 + tone.length];
        System.arraycopy(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 2, 0x38, 0x40}, 0, tagged, 0, 10);
        System.arraycopy(tone, 0, tagged, 10 + 40_000, tone.length);
        Prompt plain = files.prompt(Files.write(folder.resolve("plain.mp3"), tone));
        assertThat(files.prompt(Files.write(folder.resolve("tagged.mp3"), tagged))
                        .duration())
                .isEqualTo(plain.duration());
    }

    @Test
    void a_chunk_longer_than_a_buffer_stands_before_a_sound() throws IOException {
        WavBuilder wav = new WavBuilder().format(1, 1, 8000, 16).chunk("LIST", new byte[100_000]);
        Path file = wav.data(new short[8000]).write(folder.resolve("list.wav"));
        assertThat(files.prompt(file).duration()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void addresses_that_fail_leave_nothing() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            status = i % 2 == 0 ? 404 : 200; // nothing there, and what is no sound
            URI url = at("/?t=" + i);
            assertThatThrownBy(() -> urls.prompt(url)).isInstanceOf(IOException.class);
        }
        assertThat(asked).hasValue(1_000);
        int dead;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dead = closed.getLocalPort();
        }
        for (int i = 0; i < 1_000; i++) {
            URI url = URI.create("http://127.0.0.1:" + dead + "/?t=" + i);
            assertThatThrownBy(() -> urls.prompt(url)).isInstanceOf(IOException.class);
        }
        assertThat(urls.places()).isZero();
    }
}
