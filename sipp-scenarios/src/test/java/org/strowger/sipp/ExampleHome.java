package org.strowger.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A copy of one of the examples, as it stands but for its ports. */
record ExampleHome(String name, int sipPort, int adminPort) implements SwitchHome {

    static ExampleHome of(String name) {
        return new ExampleHome(name, Ports.free("127.0.0.1"), Ports.free("127.0.0.1"));
    }

    @Override
    public void writeTo(Path directory) {
        Path example = PackagedSwitch.REPOSITORY.resolve("examples").resolve(name);
        try (var files = Files.walk(example)) {
            for (Path file : files.toList()) {
                Path copy = directory.resolve(example.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(copy);
                else Files.copy(file, copy);
            }
            Path yaml = directory.resolve("strowger.yaml");
            String text = Files.readString(yaml).replace("port: 5060", "port: " + sipPort);
            Files.writeString(yaml, text + "\nadmin: {port: " + adminPort + "}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
