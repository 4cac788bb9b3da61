/**
 * Charging records on their way to where they are kept: a journal of JSON Lines, and what is made of it, rows of CSV
 * and of a database's table, and messages to a web service.
 *
 * <p>Begin with {@code RecordJournal}; what stands in a record is said once, in {@code RecordColumns}.
 */
@NullMarked
package org.strowger.cdr;

import org.jspecify.annotations.NullMarked;
