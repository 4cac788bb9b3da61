package org.strowger.media;

import java.nio.ByteBuffer;
import java.util.List;

/** Prompts spliced into one, read frame by frame. */
final class PromptReel {

    private final List<WavPrompt> prompts;
    private G711 law = G711.ULAW;
    private int current;
    private int position;

    PromptReel(List<WavPrompt> prompts) {
        this.prompts = prompts.stream().filter(p -> p.samples() > 0).toList();
    }

    void law(G711 other) {
        law = other;
    }

    boolean isOver() {
        return current == prompts.size();
    }

    /** Puts the next samples there, and silence behind the last. */
    void fill(ByteBuffer bytes, int at, int samples) {
        int filled = 0;
        while (filled < samples && !isOver()) {
            byte[] audio = prompts.get(current).audio(law);
            int count = Math.min(samples - filled, audio.length - position);
            bytes.put(at + filled, audio, position, count);
            filled += count;
            position += count;
            if (position == audio.length) {
                current++;
                position = 0;
            }
        }
        for (; filled < samples; filled++) bytes.put(at + filled, law.silence());
    }
}
