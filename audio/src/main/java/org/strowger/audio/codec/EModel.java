package org.strowger.audio.codec;

import java.util.Locale;

/**
 * The quality of speech that is left after loss and delay, by the E-model of ITU-T G.107 with its default values: an
 * estimate of the mean opinion score from 1 (bad) to 4.41, for narrow-band and, on the same scale, for wide-band
 * codecs.
 */
public final class EModel {

    /** R without any impairment (G.107 with default values). */
    private static final double BEST = 93.2;
    /** The one-way delay from which talkers begin to interrupt each other, ms. */
    private static final double NOTICEABLE_DELAY = 177.3;

    private EModel() {}

    /**
     * How a codec impairs speech, and how well it bears loss (G.113 appendix I).
     *
     * @param equipment Ie, its own impairment
     * @param robustness Bpl, how well it bears random loss
     */
    public record Codec(double equipment, double robustness) {

        /** G.711 with concealment (G.113: Ie 0, Bpl 25.1). */
        public static final Codec G711 = new Codec(0, 25.1);

        /** G.722 at 64 kbit/s, heard in narrow band. */
        public static final Codec G722 = new Codec(0, 15);

        /** Opus; G.113 has no figures, these follow published listening tests. */
        public static final Codec OPUS = new Codec(0, 30);

        /** The figures of the codec of this encoding name; those of G.711 where there are none. */
        public static Codec named(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "g722" -> G722;
                case "opus" -> OPUS;
                default -> G711;
            };
        }
    }

    /**
     * The rating factor R, 0 to 93.2.
     *
     * @param lossPercent packets lost or too late, 0 to 100
     * @param oneWayDelay mouth to ear, ms
     */
    public static double rating(Codec codec, double lossPercent, double oneWayDelay) {
        double delay =
                0.024 * oneWayDelay + (oneWayDelay > NOTICEABLE_DELAY ? 0.11 * (oneWayDelay - NOTICEABLE_DELAY) : 0);
        double equipment =
                codec.equipment() + (95 - codec.equipment()) * lossPercent / (lossPercent + codec.robustness());
        return Math.clamp(BEST - delay - equipment, 0, BEST);
    }

    /** The mean opinion score for a rating factor (G.107 Annex B). */
    public static double opinion(double rating) {
        if (rating <= 0) return 1;
        if (rating >= 100) return 4.5;
        return 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6;
    }
}
