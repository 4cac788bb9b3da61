package org.strowger.media.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How many files this process may have open, sockets among them, and what of that may rest. */
final class OpenFiles {

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String LINE = "Max open files";

    /** Where nobody says how many. */
    private static final long USUAL = 4096;

    private static final int SOCKETS_OF_A_PAIR = 2;

    private OpenFiles() {}

    /**
     * Pairs that may stay bound while they rest, on all loops: a quarter of all files, so that calls never want for
     * them.
     */
    static int restingPairs() {
        return restingPairs(most());
    }

    static int restingPairs(long files) {
        return (int) Math.min(Integer.MAX_VALUE, files / 4 / SOCKETS_OF_A_PAIR);
    }

    private static long most() {
        try {
            return most(Files.readAllLines(LIMITS));
        } catch (IOException e) {
            return USUAL; // another system than Linux
        }
    }

    static long most(List<String> limits) {
        for (String line : limits) {
            if (!line.startsWith(LINE)) continue;
            String soft = line.substring(LINE.length()).strip().split(" +", 2)[0];
            return soft.equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(soft);
        }
        return USUAL;
    }
}
