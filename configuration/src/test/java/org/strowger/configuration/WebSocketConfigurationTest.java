package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.sip.Transport;
import org.strowger.sip.websocket.WebSocketSettings;

class WebSocketConfigurationTest {

    @TempDir
    Path folder;

    ConfigurationDirectory directory;

    @BeforeEach
    void files() throws IOException {
        directory = ConfigurationDirectory.in(folder);
    }

    private List<String> problems(String yaml) throws IOException {
        return directory.read(yaml) instanceof Reading.Bad(List<Problem> problems)
                ? problems.stream().map(Problem::toString).toList()
                : List.of();
    }

    @Test
    void websocket_is_listened_for_at_the_ports_of_the_web_at_the_root_and_for_all_pages() throws IOException {
        assertThat(directory.read("listen: [{transport: ws}, {transport: wss}]\n"))
                .isInstanceOfSatisfying(
                        Reading.Good.class,
                        good -> assertThat(good.configuration().listeners())
                                .satisfiesExactly(
                                        ws -> {
                                            assertThat(ws.transport()).isEqualTo(Transport.WS);
                                            assertThat(ws.address().getPort()).isEqualTo(80);
                                            assertThat(ws.webSocket()).isEqualTo(WebSocketSettings.DEFAULT);
                                        },
                                        wss -> {
                                            assertThat(wss.transport()).isEqualTo(Transport.WSS);
                                            assertThat(wss.address().getPort()).isEqualTo(443);
                                        }));
    }

    @Test
    void a_path_and_the_pages_that_may_use_it_are_named() throws IOException {
        assertThat(directory.read("""
            listen:
              - {transport: ws, port: 8080, path: /sip, origins: ['https://phone.example', 'http://localhost:3000']}
            """)).isInstanceOfSatisfying(Reading.Good.class, good -> {
            WebSocketSettings settings =
                    good.configuration().listeners().getFirst().webSocket();
            assertThat(settings.path()).isEqualTo("/sip");
            assertThat(settings.origins()).containsExactly("https://phone.example", "http://localhost:3000");
        });
    }

    @Test
    void what_is_no_path_or_origin_or_belongs_to_no_websocket_is_told() throws IOException {
        assertThat(problems("""
            listen:
              - {transport: ws, path: sip}
              - {transport: ws, port: 81, origins: phone.example}
              - {transport: wss, origins: 'https://phone.example/'}
              - {transport: tcp, path: /sip}
            """))
                .hasSize(4)
                .anySatisfy(problem -> assertThat(problem).contains("listen[0].path", "sip is not a URL's path"))
                .anySatisfy(problem -> assertThat(problem).contains("listen[1].origins", "https://phone.example"))
                .anySatisfy(problem -> assertThat(problem).contains("listen[2].origins"))
                .anySatisfy(problem -> assertThat(problem).contains("listen[3].path", "'ws' and 'wss'"));
    }

    /** RFC 7118 §5: nobody listens in a browser. */
    @Test
    void a_trunk_is_not_reached_by_it() throws IOException {
        assertThat(problems("""
            listen: [{transport: ws}, {transport: udp}]
            trunks: {carrier: {host: carrier.example, transport: ws}}
            """))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem).contains("trunks.carrier.transport", "use udp or tcp or tls"));
    }
}
