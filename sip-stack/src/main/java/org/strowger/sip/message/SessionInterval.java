package org.strowger.sip.message;

import java.util.Locale;
import java.util.Optional;

/**
 * The value of Session-Expires (RFC 4028 §4): for how long a session lasts without a refresh, and who refreshes it.
 *
 * @param seconds 0 to 2^32-1, as {@code delta-seconds} has it (RFC 3261 §25.1); what is written larger is that
 * @param refresher empty where it is left open
 */
public record SessionInterval(long seconds, Optional<Refresher> refresher) {

    /** The largest {@code delta-seconds}. */
    static final long LARGEST = 0xffff_ffffL;

    private static final int MOST_DIGITS = 10;

    /** Who refreshes: a side of the transaction that says so, whichever of the two began the dialog. */
    public enum Refresher {
        /** Who sends the request. */
        UAC,
        /** Who answers it. */
        UAS
    }

    /** Without a word of who refreshes. */
    public static SessionInterval of(long seconds) {
        return new SessionInterval(seconds, Optional.empty());
    }

    /**
     * Reads the value; empty if it is none. Parameters that nobody knows are passed over, as is a refresher that is
     * neither.
     */
    public static Optional<SessionInterval> parse(String value) {
        String[] parts = value.split(";", -1);
        Optional<Long> seconds = seconds(parts[0].strip());
        if (seconds.isEmpty()) return Optional.empty();
        Optional<Refresher> refresher = Optional.empty();
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].split("=", 2);
            String name = parameter[0].strip().toLowerCase(Locale.ROOT);
            if (name.isEmpty() || name.indexOf(',') >= 0) return Optional.empty();
            if (!name.equals("refresher")) continue;
            if (refresher.isPresent() || parameter.length < 2) return Optional.empty();
            refresher = refresher(parameter[1].strip().toLowerCase(Locale.ROOT));
        }
        return Optional.of(new SessionInterval(seconds.get(), refresher));
    }

    private static Optional<Refresher> refresher(String text) {
        return switch (text) {
            case "uac" -> Optional.of(Refresher.UAC);
            case "uas" -> Optional.of(Refresher.UAS);
            default -> Optional.empty();
        };
    }

    private static Optional<Long> seconds(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) return Optional.empty();
        String bare = digits.replaceFirst("^0+(?=.)", "");
        return Optional.of(bare.length() > MOST_DIGITS ? LARGEST : Math.min(Long.parseLong(bare), LARGEST));
    }

    /** As it is written. */
    @Override
    public String toString() {
        return seconds
                + refresher
                        .map(side -> ";refresher=" + side.name().toLowerCase(Locale.ROOT))
                        .orElse("");
    }
}
