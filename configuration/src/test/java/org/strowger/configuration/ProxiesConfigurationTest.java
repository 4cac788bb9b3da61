package org.strowger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.strowger.configuration.Configuration.Reading;
import org.strowger.directory.Networks;

class ProxiesConfigurationTest {

    @TempDir
    Path folder;

    ConfigurationDirectory directory;

    @BeforeEach
    void files() throws IOException {
        directory = ConfigurationDirectory.in(folder);
    }

    @Test
    void load_balancers_are_named_for_each_listener_and_otherwise_there_are_none() throws IOException {
        assertThat(directory.read("""
            listen:
              - {transport: tcp, proxies: ['192.0.2.2', '10.0.8.0/24']}
              - {transport: wss}
            """)).isInstanceOfSatisfying(Reading.Good.class, good -> {
            Networks balancers = good.configuration().listeners().getFirst().proxies();
            assertThat(balancers.contains(InetAddress.ofLiteral("192.0.2.2"))).isTrue();
            assertThat(balancers.contains(InetAddress.ofLiteral("192.0.2.3"))).isFalse();
            assertThat(balancers.contains(InetAddress.ofLiteral("10.0.8.200"))).isTrue();
            assertThat(good.configuration().listeners().getLast().proxies()).isEqualTo(Networks.NONE);
        });
    }

    @Test
    void what_is_no_network_is_told_and_that_datagrams_have_no_such_thing() throws IOException {
        assertThat(directory.read("""
            listen:
              - {transport: tcp, proxies: balancer.example}
              - {transport: udp, proxies: 192.0.2.2}
            """))
                .isInstanceOfSatisfying(
                        Reading.Bad.class,
                        bad -> assertThat(bad.problems())
                                .extracting(Problem::toString)
                                .satisfiesExactly(
                                        first -> assertThat(first)
                                                .contains("listen[0].proxies", "balancer.example", "10.0.0.0/8"),
                                        second -> assertThat(second)
                                                .contains(":3:", "listen[1].proxies", "'tcp', 'tls'")));
    }
}
