package org.strowger.dialplan.table;

import java.io.Serial;

/** A table has as many rows as it may, and takes no other; those that it has can be changed. Nothing was written. */
public final class TableFull extends TableFailed {

    @Serial
    private static final long serialVersionUID = 1;

    TableFull(TableShape table, int most) {
        super(table + " is full: it has " + most + " rows (tables.rows in the configuration)");
    }
}
