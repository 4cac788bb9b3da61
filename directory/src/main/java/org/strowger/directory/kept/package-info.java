/**
 * Registrations that outlast the process. Calls and the registrar have them in memory, as ever; what changes there is
 * written behind them into a file of our own, and read from it once, at start.
 *
 * <p>Begin with {@code KeptContacts} (when what is read and written), then {@code ContactFile} (how it lies on the
 * disk).
 */
@NullMarked
package org.strowger.directory.kept;

import org.jspecify.annotations.NullMarked;
