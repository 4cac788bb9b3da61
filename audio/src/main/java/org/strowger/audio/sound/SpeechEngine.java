package org.strowger.audio.sound;

import java.io.IOException;
import java.util.Locale;
import org.strowger.audio.Pcm;

/**
 * Turns text into speech. The switch ships none: a jar on its class path provides one as a {@link
 * java.util.ServiceLoader} service, and {@code play say('Hello')} is spoken by it. The first that knows the language is
 * taken; what it has said is kept and used again.
 */
public interface SpeechEngine {

    /** For errors and logs. */
    String name();

    /** Whether it speaks this language. */
    boolean speaks(Locale language);

    /**
     * Speaks. Called on the thread of the call that waits for it; interrupted when the call ends.
     *
     * @throws IOException says why it can't
     */
    Pcm speak(String text, Locale language) throws IOException;
}
