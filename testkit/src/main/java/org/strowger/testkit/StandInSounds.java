package org.strowger.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.strowger.audio.Tone;

/**
 * Sounds for a plan that nobody has recorded any for yet: a melody of its own for each name, so that a test can tell
 * them apart. Kept in a temporary directory until the process ends.
 */
final class StandInSounds {

    private static final Pattern NAME = Pattern.compile("['\"]([\\w][\\w./-]*\\.wav)['\"]");
    private static final int NOTES = 12;
    private static final int NOTE_SAMPLES = 800;
    private static final double LOWEST_HERTZ = 300;
    private static final double HIGHEST_HERTZ = 1800;

    private StandInSounds() {}

    /**
     * Where sounds are looked for: {@code sounds} beside the plan, beside the plan itself, then the stand-ins for those
     * that neither has.
     */
    static List<Path> beside(Path directory) {
        List<Path> all = new ArrayList<>();
        if (Files.isDirectory(directory.resolve("sounds"))) all.add(directory.resolve("sounds"));
        all.add(directory);
        TreeSet<String> missing = new TreeSet<>();
        for (String name : named(directory))
            if (all.stream().noneMatch(folder -> Files.isRegularFile(folder.resolve(name)))) missing.add(name);
        if (!missing.isEmpty()) all.add(made(missing));
        return all;
    }

    private static Set<String> named(Path directory) {
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".groovy")).toList())
                NAME.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static Path made(Set<String> names) {
        try {
            Path folder = Files.createTempDirectory("strowger-stand-ins");
            folder.toFile().deleteOnExit(); // after what is in it: last in, first out
            for (String name : names) {
                Path file = folder.resolve(name).normalize();
                if (!file.startsWith(folder)) continue;
                List<Path> parents = new ArrayList<>();
                for (Path up = file.getParent(); up != null && !up.equals(folder); up = up.getParent())
                    parents.addFirst(up);
                for (Path parent : parents) {
                    Files.createDirectories(parent);
                    parent.toFile().deleteOnExit();
                }
                Files.write(file, Wav.of(melody(name)));
                file.toFile().deleteOnExit();
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static short[] melody(String name) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        short[] all = new short[NOTES * NOTE_SAMPLES];
        for (int i = 0; i < NOTES; i++) {
            double hertz = random.nextDouble(LOWEST_HERTZ, HIGHEST_HERTZ);
            short[] note = Tone.sine(hertz, Wav.RATE, java.time.Duration.ofMillis(NOTE_SAMPLES * 1000L / Wav.RATE));
            System.arraycopy(note, 0, all, i * NOTE_SAMPLES, NOTE_SAMPLES);
        }
        return all;
    }
}
