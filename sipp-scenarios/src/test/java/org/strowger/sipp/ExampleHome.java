package org.strowger.sipp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A copy of one of the examples, as it stands but for its ports.
 *
 * @param changes of words in its configuration and dialplan, by what they replace
 */
record ExampleHome(String name, int sipPort, int adminPort, Map<String, String> changes) implements SwitchHome {

    static ExampleHome of(String name) {
        return new ExampleHome(name, Ports.free("127.0.0.1"), Ports.free("127.0.0.1"), Map.of());
    }

    /** With other words in its configuration and dialplan. */
    ExampleHome changing(Map<String, String> words) {
        return new ExampleHome(name, sipPort, adminPort, words);
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
            String text = changed(yaml).replace("port: 5060", "port: " + sipPort);
            Files.writeString(yaml, text + "\nadmin: {port: " + adminPort + "}\n");
            Path plan = directory.resolve("dialplan.groovy");
            Files.writeString(plan, changed(plan));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String changed(Path file) throws IOException {
        String text = Files.readString(file);
        for (var change : changes.entrySet()) text = text.replace(change.getKey(), change.getValue());
        return text;
    }
}
