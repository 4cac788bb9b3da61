package org.strowger.sipp;

import java.util.Arrays;

/**
 * What a recording holds of a tone. Judged in windows of 0.2 s: the power of the tone by Goertzel's algorithm, and
 * everything else in the window as noise, so that clicks and gaps show in the lowest tenth.
 *
 * @param medianDecibels tone over the rest, in half of the windows
 * @param lowestTenthDecibels the same, exceeded in nine windows of ten
 * @param silentShare of 20 ms frames below -50 dBFS, 0 to 1
 * @param seconds length of what was judged
 */
record Hearing(double medianDecibels, double lowestTenthDecibels, double silentShare, double seconds) {

    private static final double SILENCE = 32_768 * Math.pow(10, -50 / 20.0);

    /** Judges a recording, without its first and last moments: those belong to the start and end of the call. */
    static Hearing of(Wave wave, int hertz) {
        int window = wave.rate() / 5;
        int frame = wave.rate() / 50;
        short[] samples = spoken(wave.samples(), frame);
        double[] ratios = new double[samples.length / window];
        for (int i = 0; i < ratios.length; i++)
            ratios[i] =
                    decibels(Arrays.copyOfRange(samples, i * window, (i + 1) * window), hertz / (double) wave.rate());
        Arrays.sort(ratios);
        if (ratios.length == 0) return new Hearing(0, 0, 1, 0);
        return new Hearing(
                ratios[ratios.length / 2],
                ratios[ratios.length / 10],
                silentShare(samples, frame),
                samples.length / (double) wave.rate());
    }

    /** From the first frame that is heard to the last one. */
    private static short[] spoken(short[] samples, int frame) {
        int first = 0;
        int last = samples.length / frame;
        while (first < last && isSilent(samples, first, frame)) first++;
        while (last > first && isSilent(samples, last - 1, frame)) last--;
        // A frame on either side may be cut by the start or the end of the stream.
        return last - first < 4 ? new short[0] : Arrays.copyOfRange(samples, (first + 1) * frame, (last - 1) * frame);
    }

    private static double silentShare(short[] samples, int frame) {
        int silent = 0;
        int frames = samples.length / frame;
        for (int i = 0; i < frames; i++) if (isSilent(samples, i, frame)) silent++;
        return frames == 0 ? 1 : silent / (double) frames;
    }

    private static boolean isSilent(short[] samples, int index, int frame) {
        double energy = 0;
        for (int i = index * frame; i < (index + 1) * frame; i++) energy += (double) samples[i] * samples[i];
        return Math.sqrt(energy / frame) < SILENCE;
    }

    /**
     * Goertzel: the power at one frequency, against all power but that. The window holds whole periods of both tones
     * that we use.
     *
     * @param frequency in periods a sample
     */
    private static double decibels(short[] window, double frequency) {
        double energy = 0;
        for (short sample : window) energy += (double) sample * sample;
        double tone = energy(window, frequency);
        return 10 * Math.log10((tone + 1e-9) / (Math.max(energy - tone, 0) + 1e-9));
    }

    /** The energy of a tone in a window. */
    private static double energy(short[] window, double frequency) {
        double coefficient = 2 * Math.cos(2 * Math.PI * frequency);
        double previous = 0;
        double beforeThat = 0;
        for (short sample : window) {
            double next = sample + coefficient * previous - beforeThat;
            beforeThat = previous;
            previous = next;
        }
        double power = previous * previous + beforeThat * beforeThat - coefficient * previous * beforeThat;
        return 2 * power / window.length;
    }

    /** How much louder one tone is than another, in the second in the middle of a recording. */
    static double louder(Wave wave, int hertz, int thanHertz) {
        int middle = wave.samples().length / 2;
        short[] second =
                Arrays.copyOfRange(wave.samples(), middle - wave.rate() / 2, middle - wave.rate() / 2 + wave.rate());
        double rate = wave.rate();
        return 10 * Math.log10((energy(second, hertz / rate) + 1e-9) / (energy(second, thanHertz / rate) + 1e-9));
    }
}
