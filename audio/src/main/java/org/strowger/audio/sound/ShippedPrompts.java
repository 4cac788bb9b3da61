package org.strowger.audio.sound;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.strowger.audio.Pcm;

/** The spoken prompts that come with the switch: voicemail's, and the words of {@code say}. */
public final class ShippedPrompts {

    private static final Set<String> NAMES = index();

    private ShippedPrompts() {}

    /** Names of their files, in order. */
    public static Set<String> names() {
        return NAMES;
    }

    /** Whether there is one of this name, as {@code voicemail-greeting.wav}. */
    public static boolean has(String name) {
        return NAMES.contains(name);
    }

    /** Its audio. */
    public static Pcm read(String name) throws IOException {
        try (InputStream in = ShippedPrompts.class.getResourceAsStream("prompts/" + name)) {
            if (in == null || !has(name)) throw new IOException(name + ": no prompt of this name is shipped");
            return SoundFile.readAll(name, SoundFile.open(name, in));
        }
    }

    private static Set<String> index() {
        try (InputStream in = ShippedPrompts.class.getResourceAsStream("prompts/index.txt")) {
            if (in == null) throw new IllegalStateException("the index of shipped prompts is missing");
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return Collections.unmodifiableSet(new TreeSet<>(text.lines().toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
