/**
 * State that outlasts calls, reloads and restarts: the tables that plans declare
 * ({@link org.strowger.dialplan.table.TableShape}), their rows ({@link org.strowger.dialplan.table.TableRow}), and the
 * database that keeps them ({@link org.strowger.dialplan.table.TableStore}, where to begin). Knows no Groovy and no
 * calls.
 */
@NullMarked
package org.strowger.dialplan.table;

import org.jspecify.annotations.NullMarked;
