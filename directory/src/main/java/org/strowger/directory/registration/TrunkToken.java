package org.strowger.directory.registration;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The user part of the Contact that a trunk registers: 128 random bits, anew at each start. Only who was told knows it,
 * so a call to it is the provider's, from wherever it comes.
 */
final class TrunkToken {

    private static final Pattern FORM = Pattern.compile("trunk-[0-9a-f]{32}");

    private TrunkToken() {}

    static String fresh(RandomGenerator random) {
        return String.format("trunk-%016x%016x", random.nextLong(), random.nextLong());
    }

    /** Whether a user part is one, of whatever trunk, of this life or an earlier one. */
    static boolean looksLike(String user) {
        return FORM.matcher(user).matches();
    }
}
