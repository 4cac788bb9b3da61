package org.strowger.dialplan.version;

/** Fisher's exact test (R. A. Fisher, Statistical Methods for Research Workers, §21.02), one-sided. */
final class FisherTest {

    private FisherTest() {}

    /**
     * How likely so many failures, or more, would fall on the first of two groups by chance, were both alike.
     *
     * @return 0 to 1
     */
    static double chance(long failed, long all, long failedElsewhere, long allElsewhere) {
        long failures = failed + failedElsewhere;
        long calls = all + allElsewhere;
        double sum = 0;
        for (long k = failed; k <= Math.min(failures, all); k++)
            sum += Math.exp(logChoose(failures, k) + logChoose(calls - failures, all - k) - logChoose(calls, all));
        return Math.min(sum, 1);
    }

    private static double logChoose(long n, long k) {
        if (k < 0 || k > n) return Double.NEGATIVE_INFINITY;
        return logFactorial((double) n) - logFactorial((double) k) - logFactorial((double) (n - k));
    }

    /** Stirling's series; exact enough from 20 on, summed below. */
    private static double logFactorial(double n) {
        if (n < 20) {
            double sum = 0;
            for (double i = 2; i <= n; i++) sum += Math.log(i);
            return sum;
        }
        return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1.0 / (12 * n) - 1.0 / (360 * n * n * n);
    }
}
