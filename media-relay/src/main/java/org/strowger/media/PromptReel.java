package org.strowger.media;

import java.util.List;

/** Prompts spliced into one, read frame by frame. */
final class PromptReel implements AudioSource {

    private final List<WavPrompt> prompts;
    private int current;
    private int position;

    PromptReel(List<WavPrompt> prompts) {
        this.prompts = prompts.stream().filter(p -> p.samples() > 0).toList();
    }

    @Override
    public int rate() {
        return WavPrompt.RATE;
    }

    @Override
    public int read(short[] pcm) {
        if (current == prompts.size()) return OVER;
        int frame = Frames.samples(WavPrompt.RATE);
        int filled = 0;
        while (filled < frame && current < prompts.size()) {
            short[] audio = prompts.get(current).audio();
            int count = Math.min(frame - filled, audio.length - position);
            System.arraycopy(audio, position, pcm, filled, count);
            filled += count;
            position += count;
            if (position < audio.length) continue;
            current++;
            position = 0;
        }
        return filled;
    }
}
