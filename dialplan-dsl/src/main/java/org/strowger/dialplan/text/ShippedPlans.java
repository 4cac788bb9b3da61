package org.strowger.dialplan.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Plans that come with the switch, which others include by name: {@code include 'strowger:features'}. They are scripts
 * as any, so that what checks, explains, draws and tests plans has nothing to know of them; only their text lies
 * elsewhere.
 */
public final class ShippedPlans {

    /** The feature codes. */
    public static final String FEATURES = "strowger:features";

    private static final String PREFIX = "strowger:";
    private static final Path FOLDER = Path.of(PREFIX);
    private static final String ENDING = ".groovy";

    private ShippedPlans() {}

    /** Whether a name of a file to include means one of them. */
    public static boolean isNamed(String name) {
        return name.startsWith(PREFIX);
    }

    /** By what a plan of this name goes in logs and messages: no file that there is. */
    public static Path path(String name) {
        return FOLDER.resolve(name.substring(PREFIX.length()).replaceAll("[^A-Za-z0-9-]", "-") + ENDING);
    }

    public static boolean isShipped(Path file) {
        return file.startsWith(FOLDER);
    }

    /** The name that it is included by. */
    public static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return PREFIX + name.substring(0, name.length() - ENDING.length());
    }

    /** Its text; empty if none comes with the switch by this name. */
    public static Optional<String> text(Path file) {
        try (InputStream in = ShippedPlans.class.getResourceAsStream("/org/strowger/dialplan/" + file.getFileName())) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
