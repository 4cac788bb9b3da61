package org.strowger.testkit;

import java.util.Optional;

/**
 * Finds a recording in what a phone has heard: sample for sample where nothing changed it on the way, else by its
 * shape, so that it is found after other codecs, mixing and lost packets as well. Both are 8 kHz.
 */
final class Listening {

    /** 20 ms: a packet, which is what gets lost. */
    private static final int BLOCK = 160;
    /** So much of a recording is enough to have heard it. */
    private static final double ENOUGH = 0.8;
    /** The correlation from which on two blocks are held to be the same. */
    private static final double ALIKE = 0.85;
    /** Below this root mean square a block is silence, which is everywhere. */
    private static final double SILENCE = 60;

    private static final double SILENT_ENERGY = SILENCE * SILENCE * BLOCK;
    /** Lost in a row. */
    private static final int LARGEST_GAP = 10;

    private static final int ANCHORS = 4;

    private Listening() {}

    /** Whether blocks are the same. */
    private interface Likeness {
        boolean test(short[] one, int at, short[] other, int otherAt);
    }

    /**
     * Where the recording ends, if it is heard.
     *
     * @param from look no earlier than this sample
     */
    static Optional<Integer> find(short[] recording, short[] heard, int from) {
        Optional<Integer> exact = find(recording, heard, from, Listening::same);
        return exact.isPresent() ? exact : find(recording, heard, from, Listening::alike);
    }

    private static Optional<Integer> find(short[] recording, short[] heard, int from, Likeness likeness) {
        int blocks = recording.length / BLOCK;
        // Behind this too little would be left to have heard enough.
        int last = heard.length - BLOCK * Math.max(1, (int) (ENOUGH * before(recording, blocks)));
        for (int tried = 0, anchor = 0; tried < ANCHORS && anchor < blocks; anchor++) {
            if (level(recording, anchor * BLOCK) < SILENCE) continue;
            tried++;
            long energy = from <= last ? energy(heard, from) : 0;
            for (int at = from; at <= last; at++) {
                boolean loud = energy >= SILENT_ENERGY; // as the anchor is
                if (at + BLOCK < heard.length) energy += square(heard[at + BLOCK]) - square(heard[at]);
                if (!loud || !likeness.test(recording, anchor * BLOCK, heard, at)) continue;
                int end = follow(recording, anchor, heard, at, likeness);
                if (end >= 0) return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    private static long energy(short[] samples, int at) {
        long all = 0;
        for (int i = 0; i < BLOCK; i++) all += square(samples[at + i]);
        return all;
    }

    private static long square(short sample) {
        return (long) sample * sample;
    }

    /**
     * Goes through the recording from a block that was found, over gaps that lost packets leave; the end, or -1 if too
     * little is there.
     */
    private static int follow(short[] recording, int anchor, short[] heard, int start, Likeness likeness) {
        int blocks = recording.length / BLOCK;
        int loud = 0;
        int found = 0;
        int at = start;
        int skipped = 0;
        for (int block = anchor; block < blocks; block++) {
            boolean silent = level(recording, block * BLOCK) < SILENCE;
            if (!silent) loud++;
            int gap = gapBefore(recording, block * BLOCK, heard, at, skipped, likeness);
            if (gap >= 0) {
                if (!silent) found++;
                at += (gap + 1) * BLOCK;
                skipped = 0;
            } else skipped = Math.min(skipped + 1, LARGEST_GAP);
        }
        return loud > 0 && found >= ENOUGH * (loud + before(recording, anchor)) ? at : -1;
    }

    private static int before(short[] recording, int anchor) {
        int loud = 0;
        for (int block = 0; block < anchor; block++) if (level(recording, block * BLOCK) >= SILENCE) loud++;
        return loud;
    }

    private static int gapBefore(short[] recording, int from, short[] heard, int at, int most, Likeness likeness) {
        for (int gap = 0; gap <= most; gap++)
            if (at + (gap + 1) * BLOCK <= heard.length && likeness.test(recording, from, heard, at + gap * BLOCK))
                return gap;
        return -1;
    }

    private static boolean same(short[] one, int at, short[] other, int otherAt) {
        for (int i = 0; i < BLOCK; i++) if (one[at + i] != other[otherAt + i]) return false;
        return true;
    }

    /** By a quarter of the samples first: most blocks are not even like each other there. */
    private static boolean alike(short[] one, int at, short[] other, int otherAt) {
        return alike(one, at, other, otherAt, 4, ALIKE / 2) && alike(one, at, other, otherAt, 1, ALIKE);
    }

    private static boolean alike(short[] one, int at, short[] other, int otherAt, int step, double least) {
        long both = 0;
        long first = 0;
        long second = 0;
        for (int i = 0; i < BLOCK; i += step) {
            long a = one[at + i];
            long b = other[otherAt + i];
            both += a * b;
            first += a * a;
            second += b * b;
        }
        double silent = SILENT_ENERGY / step;
        if (first < silent || second < silent) return first < silent && second < silent;
        return both > least * Math.sqrt((double) first * second);
    }

    private static double level(short[] samples, int at) {
        return Math.sqrt((double) energy(samples, at) / BLOCK);
    }
}
