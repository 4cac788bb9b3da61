package org.strowger.dialplan.route;

import org.strowger.dialplan.script.Guard;

/**
 * What callers of a context must be.
 *
 * @param context empty for every context
 * @param label file, line and what was written, for logs
 * @param otherwise the status that others get, 300 to 699
 */
public record Policy(String context, String label, Guard guard, int otherwise) {

    public boolean isFor(String entered) {
        return context.isEmpty() || context.equals(entered);
    }
}
