package org.strowger.dialplan.table;

import java.io.Serial;

/**
 * The store of tables can't be reached, or failed: whether what was to be written is written isn't known. A script may
 * catch it; one that doesn't fails, and its call alone.
 */
public class TableFailed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** With what the store says, without secrets. */
    public TableFailed(String why) {
        super(why);
    }
}
