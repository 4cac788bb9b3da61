package org.strowger.audio;

/**
 * Weights by which running samples are read between two of them: a sinc, which lets pass what lies below a frequency,
 * under a Kaiser window, which makes it end. Made once for each pair of rates, never on the path of a packet.
 */
final class WindowedSinc {

    private WindowedSinc() {}

    /**
     * Weights of the samples around a point; they add up to 1.
     *
     * @param fraction how far the point lies behind the middle sample, 0 to 1
     * @param cutoff up to which frequency is passed, 1 for half the rate of the samples
     * @param reach samples to each side
     * @param beta shape of the window: the higher, the less passes beyond the cutoff, and the wider is the transition
     */
    static double[] weights(double fraction, double cutoff, int reach, double beta) {
        double[] weights = new double[2 * reach];
        double peak = bessel(beta);
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            double distance = k - reach + 1 - fraction;
            weights[k] = sinc(cutoff * distance) * (kaiser(distance / reach, beta) / peak);
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) weights[k] /= sum;
        return weights;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x, double beta) {
        return Math.abs(x) >= 1 ? 0 : bessel(beta * Math.sqrt(1 - x * x));
    }

    /** Modified Bessel function of the first kind, order 0, by its power series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }

    /** The greatest common divisor of two rates: what is left of them makes the phases. */
    static int common(int from, int to) {
        return to == 0 ? from : common(to, from % to);
    }
}
