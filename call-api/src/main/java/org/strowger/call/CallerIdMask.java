package org.strowger.call;

/** Applies a mask such as {@code +1555123XXXX}: each trailing X keeps a digit of the original's end. */
public final class CallerIdMask {

    private CallerIdMask() {}

    /**
     * The masked number. An original shorter than the X's fills what it has; the X's that are left vanish.
     *
     * @throws IllegalArgumentException if the mask is not digits, {@code + * #} and then X's
     */
    public static String apply(String mask, String original) {
        if (!mask.matches("[+]?[0-9*#]*X*") || mask.isEmpty())
            throw new IllegalArgumentException("callerId '" + mask
                    + "' is not a number: use digits, a leading +, and X's at the end for digits of the original");
        int wildcards = mask.length() - mask.indexOf('X');
        if (mask.indexOf('X') < 0) return mask;
        String kept = original.substring(Math.max(0, original.length() - wildcards));
        return mask.substring(0, mask.indexOf('X')) + kept;
    }
}
