package org.strowger.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The plans of the manual as they stand, all of them in one switch, with the accounts, carriers and rates that they
 * name.
 *
 * @param sipPort of UDP at 127.0.0.1
 * @param adminPort of HTTP at 127.0.0.1
 * @param trunkPort where the trunks listen that are called
 * @param otherTrunks the second carrier, and who else has a trunk, as the configuration writes them
 * @param extra more top-level sections
 */
record ManualHome(int sipPort, int adminPort, int trunkPort, String otherTrunks, String extra) implements SwitchHome {

    private static final Path PLANS = PackagedSwitch.REPOSITORY.resolve("testkit/src/test/resources/dialplans");
    private static final List<String> NAMES = List.of(
            "04-emergency.groovy",
            "06-ring-groups.groovy",
            "carriers/03-trunk.groovy",
            "carriers/12-pipeline.groovy",
            "02-office.groovy");

    /** At free ports. */
    static ManualHome fresh() {
        return new ManualHome(
                Ports.free("127.0.0.1"),
                Ports.free("127.0.0.1"),
                Ports.free(SwitchConfiguration.CALLED_TRUNK),
                "carrier-b: {host: %s, port: TRUNKS}".formatted(SwitchConfiguration.SECOND_TRUNK),
                "");
    }

    /** The same, where names are known: the second carrier is but a name, and so is a customer who calls. */
    ManualHome asking(NameServer names) {
        return new ManualHome(
                sipPort,
                adminPort,
                trunkPort,
                "carrier-b: {host: carrier-b.example}\n  customer: {host: customer.example}",
                "dns: {servers: ['127.0.0.1:%d']}\n".formatted(names.port()));
    }

    @Override
    public void writeTo(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("strowger.yaml"), yaml());
            Files.copy(PLANS.resolve("carriers/rates.csv"), directory.resolve("rates.csv"));
            Files.copy(
                    PackagedSwitch.REPOSITORY.resolve("examples/office/sounds/sorry.wav"),
                    directory.resolve("sorry.wav"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String yaml() {
        String plans =
                NAMES.stream().map(name -> PLANS.resolve(name).toString()).collect(Collectors.joining(", "));
        return """
            domains: [office.example]
            calls: {emergency-networks: [127.0.1.0/24]}
            dialplan: [%s]
            sounds: .
            listen:
              - {transport: udp, address: 127.0.0.1, port: %d}
            admin: {port: %d}
            %s
            accounts:
              1001: {password: %s, credit: 10, location: "country=DE; A3=Berlin; RD=Hauptweg; HNO=1"}
              1002: {password: %s}
              1003: {password: %s}
            trunks:
              lab: {host: %s}
              carrier-a: {host: %s, port: TRUNKS}
              %s
              psap: {host: 127.0.2.11, port: TRUNKS}
            tariffs:
              international: {rates: rates.csv}
              retail: {rates: rates.csv}
            """.formatted(
                        plans,
                        sipPort,
                        adminPort,
                        extra,
                        Lab.password("1001"),
                        Lab.password("1002"),
                        Lab.password("1003"),
                        SwitchConfiguration.CALLER_TRUNK,
                        SwitchConfiguration.CALLED_TRUNK,
                        otherTrunks)
                .replace("TRUNKS", "" + trunkPort);
    }
}
