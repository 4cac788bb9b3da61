/**
 * What is written down of a call once it is over, for who charges for it: a record with its legs.
 *
 * <p>Begin with {@code ChargingRecord}, then {@code RecordSink}, which takes each of them.
 */
@NullMarked
package org.strowger.call.record;

import org.jspecify.annotations.NullMarked;
