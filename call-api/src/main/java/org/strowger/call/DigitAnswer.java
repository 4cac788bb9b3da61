package org.strowger.call;

/**
 * What a caller pressed.
 *
 * @param digits without the end key; empty if nothing was pressed
 */
public record DigitAnswer(String digits, Ending ending) {

    /** What ended it. */
    public enum Ending {
        /** The plan has what it wants. */
        COMPLETE,
        /** The end key. */
        END_KEY,
        /** Nothing more was pressed in time. */
        TIMEOUT,
        /** The plan has no use for these digits. */
        WRONG
    }
}
