package org.strowger.audio.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UrlSoundsTest {

    private final UrlSounds sounds = new UrlSounds(InstantSource.system());
    private final AtomicInteger asked = new AtomicInteger();
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private HttpServer other;

    @BeforeEach
    void serve() throws IOException {
        server = started();
        other = started();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        other.stop(0);
        handlers.close();
    }

    @Test
    void a_sound_that_moved_on_its_own_host_is_played() throws IOException {
        redirects("/old.mp3", "/tone.mp3");
        assertThat(sounds.prompt(at(server, "/old.mp3"))).isNotNull();
    }

    @Test
    void a_redirection_to_another_host_or_port_is_not_followed() {
        redirects("/old.mp3", at(other, "/tone.mp3").toString());
        assertThatThrownBy(() -> sounds.prompt(at(server, "/old.mp3")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another host");
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_circle_of_redirections_ends() {
        redirects("/old.mp3", "/old.mp3");
        assertThatThrownBy(() -> sounds.prompt(at(server, "/old.mp3")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 5 redirections");
    }

    /** Each of them is as long as one may be, and none of them ever ends. */
    @Test
    void downloads_that_are_too_much_together_fail_and_give_back_what_they_held() throws Exception {
        byte[] piece = new byte[1 << 20];
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/endless", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                for (int i = 0; i < 15; i++) exchange.getResponseBody().write(piece);
                exchange.getResponseBody().flush();
                over.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var ended = new ExecutorCompletionService<Prompt>(callers);
            List<Future<Prompt>> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                URI url = at(server, "/endless?" + i);
                all.add(ended.submit(() -> sounds.prompt(url)));
            }
            assertThat(ended.take().exceptionNow()).hasMessageContaining("more than 64 MiB together");
            over.countDown();
            for (Future<Prompt> one : all) assertThatThrownBy(one::get).hasCauseInstanceOf(IOException.class);
        }
        assertThat(sounds.underWay()).isZero();
        assertThat(sounds.prompt(at(server, "/tone.mp3"))).isNotNull();
    }

    @Test
    void a_download_that_is_too_long_is_cut() {
        byte[] piece = new byte[1 << 20];
        server.createContext("/long", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                for (int i = 0; i < 20; i++) exchange.getResponseBody().write(piece);
            }
        });
        assertThatThrownBy(() -> sounds.prompt(at(server, "/long"))).hasMessageContaining("longer than 16 MiB");
        assertThat(sounds.underWay()).isZero();
    }

    private HttpServer started() throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        made.createContext("/tone.mp3", exchange -> {
            asked.incrementAndGet();
            try (exchange;
                    InputStream tone = openTone()) {
                byte[] sound = tone.readAllBytes();
                exchange.sendResponseHeaders(200, sound.length);
                exchange.getResponseBody().write(sound);
            }
        });
        made.setExecutor(handlers);
        made.start();
        return made;
    }

    private static InputStream openTone() {
        return Objects.requireNonNull(UrlSoundsTest.class.getResourceAsStream("/sounds/tone-1000.mp3"));
    }

    private void redirects(String from, String to) {
        server.createContext(from, exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Location", to);
                exchange.sendResponseHeaders(302, -1);
            }
        });
    }

    private static URI at(HttpServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
