package org.strowger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code strowger new my-pbx}. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description =
                "Writes a first switch: configuration, dialplan, tests, prompts. It runs, and passes its tests, as it is.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class NewCommand implements Callable<Integer> {

    private static final List<String> FILES =
            List.of("strowger.yaml", "dialplan.groovy", "dialplan.spec.groovy", "README.md");
    private static final List<String> SOUNDS = List.of("hello.wav", "nobody-home.wav", "busy.wav", "sorry.wav");
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int PASSWORD_LETTERS = 16;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the directory to write, which is not there yet, or empty")
    private Path directory;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(directory) && !isEmptyDirectory()) {
            spec.commandLine().getErr().println("strowger: " + directory + " is there already: name a new directory");
            return Exit.REFUSED.code();
        }
        SecureRandom random = new SecureRandom();
        Files.createDirectories(directory.resolve("sounds"));
        for (String file : FILES) {
            String text = Template.text("new/" + file).replace("NAME", name());
            while (text.contains("PASSWORD")) text = text.replaceFirst("PASSWORD", password(random));
            Files.writeString(directory.resolve(file), text);
        }
        for (String sound : SOUNDS)
            Template.copy("new/sounds/" + sound, directory.resolve("sounds").resolve(sound));
        say();
        return Exit.DONE.code();
    }

    private boolean isEmptyDirectory() throws IOException {
        if (!Files.isDirectory(directory)) return false;
        try (Stream<Path> all = Files.list(directory)) {
            return all.findAny().isEmpty();
        }
    }

    private String name() {
        return String.valueOf(directory.toAbsolutePath().normalize().getFileName());
    }

    private static String password(SecureRandom random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < PASSWORD_LETTERS; i++) password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        return password.toString();
    }

    private void say() {
        var out = spec.commandLine().getOut();
        out.println("written: " + directory);
        out.println("  strowger test " + directory + "                       its tests");
        out.println("  strowger run " + directory + "                        the switch");
        out.println("  strowger phone 1001 --dial '*43' " + directory + "    a phone, which hears its echo");
    }
}
