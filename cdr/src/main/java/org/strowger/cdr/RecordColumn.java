package org.strowger.cdr;

import java.util.Optional;
import java.util.function.Function;
import org.strowger.call.record.ChargingRecord;

/**
 * One thing that a record says: a name of the JSON object, a column of CSV and of the table.
 *
 * @param about what it is, for {@code docs/records.md}
 * @param of its value; empty where there is nothing to say
 */
record RecordColumn(String name, ColumnType type, String about, Function<ChargingRecord, Optional<?>> of) {}
