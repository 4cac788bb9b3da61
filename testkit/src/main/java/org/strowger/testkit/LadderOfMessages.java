package org.strowger.testkit;

/** The ladder of a test that failed: added to what it threw, so that every report shows it. */
public final class LadderOfMessages extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String ladder;

    /** With the ladder. */
    public LadderOfMessages(String ladder) {
        super("what was sent:\n" + ladder, null, false, false);
        this.ladder = ladder;
    }

    /** The ladder alone. */
    public String ladder() {
        return ladder;
    }

    /** Adds the ladder to what a test threw, unless there is none or it has one. */
    static void addTo(Throwable failure, String ladder) {
        for (Throwable there : failure.getSuppressed()) if (there instanceof LadderOfMessages) return;
        if (!ladder.isEmpty()) failure.addSuppressed(new LadderOfMessages(ladder));
    }

    /** The ladder of a failure, or an empty text. */
    public static String of(Throwable failure) {
        for (Throwable there : failure.getSuppressed())
            if (there instanceof LadderOfMessages found) return found.ladder();
        return failure.getCause() == null ? "" : of(failure.getCause());
    }
}
