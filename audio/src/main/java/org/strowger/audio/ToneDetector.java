package org.strowger.audio;

/**
 * Hears tones with a meaning: those of fax machines, and the beep of an answering machine. A tone is a run of frames of
 * 20 ms that hold one sine each, of nearly the same frequency; a frame in between that doesn't is forgiven to a fax,
 * whose phase may turn. Each is told of once. Runs on the stream's loop; no garbage.
 */
final class ToneDetector {

    /** Told of each tone. */
    @FunctionalInterface
    interface Listener {
        void heard(HeardTone tone);
    }

    private static final double STEADY_HZ = 3;
    private static final double CALLING_HZ = 1100;
    private static final double CALLING_TOLERANCE_HZ = 38; // T.30 §4.3.3.1
    private static final double ANSWERING_HZ = 2100;
    private static final double ANSWERING_TOLERANCE_HZ = 15;
    private static final int CALLING_FRAMES = 20;
    private static final int ANSWERING_FRAMES = 40;
    private static final int LEAST_BEEP = 9;
    private static final int LONGEST_BEEP = 125;
    private static final double LOWEST_BEEP_HZ = 420;
    private static final double HIGHEST_BEEP_HZ = 2600;
    private static final int FORGIVEN = 1;

    private final int rate;
    private final Listener listener;
    private double frequency = PureTone.NONE;
    private int frames;
    private int gap;
    private boolean interrupted;
    private boolean told;

    /** For audio of this rate, Hz. */
    ToneDetector(int rate, Listener listener) {
        this.rate = rate;
        this.listener = listener;
    }

    /** Takes a frame of 20 ms. */
    void hear(short[] pcm, int from, int count) {
        double heard = PureTone.frequency(pcm, from, count, rate);
        if (heard != PureTone.NONE && isNear(heard, frequency, STEADY_HZ)) {
            interrupted |= gap > 0;
            frames += 1 + gap;
            gap = 0;
            frequency += (heard - frequency) / frames;
            goesOn();
        } else if (frames > 0 && gap < FORGIVEN) {
            gap++;
        } else {
            ends();
            frequency = heard;
            frames = heard == PureTone.NONE ? 0 : 1;
            gap = 0;
            told = false;
            interrupted = false;
        }
    }

    private void goesOn() {
        if (told) return;
        if (isCalling() && frames >= CALLING_FRAMES) tell(HeardTone.FAX_CALLING);
        else if (isAnswering() && frames >= ANSWERING_FRAMES) tell(HeardTone.FAX_ANSWERING);
    }

    private void ends() {
        boolean ofBeep = frequency >= LOWEST_BEEP_HZ && frequency <= HIGHEST_BEEP_HZ;
        if (!told && !interrupted && ofBeep && frames >= LEAST_BEEP && frames <= LONGEST_BEEP) tell(HeardTone.BEEP);
    }

    private void tell(HeardTone tone) {
        told = true;
        listener.heard(tone);
    }

    private boolean isCalling() {
        return isNear(frequency, CALLING_HZ, CALLING_TOLERANCE_HZ);
    }

    private boolean isAnswering() {
        return isNear(frequency, ANSWERING_HZ, ANSWERING_TOLERANCE_HZ);
    }

    private static boolean isNear(double one, double other, double tolerance) {
        return Math.abs(one - other) <= tolerance;
    }
}
