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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UrlSoundsTest {

    private final UrlSounds sounds = new UrlSounds(InstantSource.system());
    private final AtomicInteger asked = new AtomicInteger();
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
