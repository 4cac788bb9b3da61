package org.strowger.audio.sound;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.strowger.audio.AudioSource;

/**
 * Prompts spliced into one source. It is read on the stream's loop; what is asked of it from elsewhere waits there for
 * the next frame.
 */
public final class PromptReel implements AudioSource {

    private final List<Playable> prompts;
    private final ConcurrentLinkedQueue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private int timesLeft;
    private int gain; // in 1/4096
    private int liked = PcmPrompt.NARROW;
    private int current;
    private Playable.@Nullable Voice voice;
    private boolean paused;

    /** How many samples of the prompt that is being played have been given. */
    private long samplesPlayed;

    public PromptReel(Playlist list) {
        prompts = list.prompts().stream()
                .filter(prompt -> !prompt.duration().isZero())
                .map(PromptReel::ours)
                .toList();
        timesLeft = prompts.isEmpty() ? 0 : list.times();
        gain = factor(list.gain());
    }

    private static Playable ours(Prompt prompt) {
        if (prompt instanceof Playable known) return known;
        throw new IllegalArgumentException("a prompt that this engine did not make: " + prompt.name());
    }

    private static int factor(double decibels) {
        return (int) Math.round(4096 * Math.pow(10, decibels / 20));
    }

    // From any thread.

    public void pause() {
        asked.add(() -> paused = true);
    }

    public void resume() {
        asked.add(() -> paused = false);
    }

    /** Goes on from there, within the first round of the list. */
    public void seek(Duration position) {
        asked.add(() -> seekNow(position.toMillis()));
    }

    public void skip(Duration distance) {
        asked.add(() -> seekNow(Math.max(0, position() + distance.toMillis())));
    }

    public void gain(double decibels) {
        asked.add(() -> gain = factor(decibels));
    }

    // On the loop.

    @Override
    public void wanted(int codecRate) {
        liked = codecRate;
    }

    @Override
    public int rate() {
        Playable.Voice now = voice();
        return now == null ? PcmPrompt.NARROW : now.rate();
    }

    @Override
    public int read(short[] pcm) {
        for (Runnable command = asked.poll(); command != null; command = asked.poll()) command.run();
        Playable.Voice first = voice();
        if (paused || (first != null && !first.isReady())) return 0;
        int rate = rate();
        int frame = rate / 50;
        int filled = 0;
        for (Playable.Voice now = voice(); now != null && now.rate() == rate && filled < frame; now = voice()) {
            int got = now.read(pcm, filled, frame - filled);
            filled += got;
            samplesPlayed += got;
            if (filled < frame) next();
        }
        if (filled == 0 && voice() == null) return OVER;
        if (gain != 4096) amplify(pcm, filled);
        if (filled == frame || voice() == null) return filled;
        Arrays.fill(pcm, filled, frame, (short) 0); // the next prompt has another rate
        return frame;
    }

    private Playable.@Nullable Voice voice() {
        if (voice == null && timesLeft > 0) voice = prompts.get(current).begin(liked);
        return voice;
    }

    private void next() {
        if (voice != null) voice.end();
        voice = null;
        samplesPlayed = 0;
        if (++current < prompts.size()) return;
        current = 0;
        if (timesLeft != Playlist.FOR_EVER) timesLeft--;
    }

    private void seekNow(long millis) {
        if (voice != null) voice.end();
        voice = null;
        long left = millis;
        for (current = 0; current < prompts.size() - 1; current++) {
            long length = prompts.get(current).duration().toMillis();
            if (left < length) break;
            left -= length;
        }
        Playable.Voice now = voice();
        if (now == null) return;
        now.seek(left);
        samplesPlayed = left * now.rate() / 1000;
    }

    /** Within the round, ms. */
    private long position() {
        long before = 0;
        for (int i = 0; i < current; i++) before += prompts.get(i).duration().toMillis();
        return before + samplesPlayed * 1000 / rate();
    }

    private void amplify(short[] pcm, int count) {
        for (int i = 0; i < count; i++)
            pcm[i] = (short) Math.clamp(((long) pcm[i] * gain) >> 12, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    @Override
    public void ended() {
        if (voice != null) voice.end();
        voice = null;
        timesLeft = 0;
    }
}
