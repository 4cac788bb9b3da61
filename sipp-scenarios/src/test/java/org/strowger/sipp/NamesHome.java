package org.strowger.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A switch that calls a domain which would rather be reached by TCP: whoever has a number there by 831X, and itself as
 * a trunk, for which UDP is configured, by 832X.
 *
 * @param nameServer the port of the one that it asks, at 127.0.0.1
 */
record NamesHome(int sipPort, int adminPort, int nameServer) implements SwitchHome {

    static final String DOMAIN = "liked.example";

    static NamesHome asking(NameServer names) {
        return new NamesHome(Ports.free("127.0.0.1"), Ports.free("127.0.0.1"), names.port());
    }

    @Override
    public void writeTo(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("strowger.yaml"), """
                domains: [office.example]
                dialplan: [plan.groovy]
                listen:
                  - {transport: udp, address: 127.0.0.1, port: %1$d}
                  - {transport: tcp, address: 127.0.0.1, port: %1$d}
                admin: {port: %2$d}
                dns: {servers: ['127.0.0.1:%3$d']}
                trunks:
                  lab: {host: %4$s}
                  liked: {host: %5$s}
                """.formatted(
                            sipPort, adminPort, nameServer, SwitchConfiguration.CALLER_TRUNK, DOMAIN));
            Files.writeString(directory.resolve("plan.groovy"), """
                route('831X') { dial "sip:$number@%1$s", timeout: 20.seconds }
                route('832X') { dial trunk('liked').to(number), timeout: 20.seconds }
                """.formatted(DOMAIN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
