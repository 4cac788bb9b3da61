package org.strowger.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A switch whose trunk registers at a provider, and is asked for credentials there and in calls.
 *
 * @param trunkPort where the provider takes calls, and at another address its registrar REGISTER
 */
record ProviderHome(int sipPort, int adminPort, int trunkPort) implements SwitchHome {

    static final String PROVIDER = "127.0.2.13";
    static final String REGISTRAR = "127.0.2.14";

    /** At free ports. */
    static ProviderHome fresh() {
        return new ProviderHome(Ports.free("127.0.0.1"), Ports.free("127.0.0.1"), Ports.free(PROVIDER));
    }

    @Override
    public void writeTo(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("strowger.yaml"), """
                domains: [office.example]
                listen: [{transport: udp, address: 127.0.0.1, port: %1$d}]
                admin: {port: %2$d}
                trunks:
                  lab: {host: %3$s}
                  provider:
                    host: %4$s
                    port: %5$d
                    register: {user: 4930, auth-user: office, password: correct-horse, domain: provider.example, registrar: %6$s, port: %5$d}
                drain: {timeout: 10s}
                """.formatted(
                            sipPort, adminPort, SwitchConfiguration.CALLER_TRUNK, PROVIDER, trunkPort, REGISTRAR));
            Files.writeString(
                    directory.resolve("dialplan.groovy"), "route('6XXX') { dial trunk('provider').to(number) }\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
