/**
 * Conferences: rooms that calls of all loops come to, and the verb that takes a caller into one.
 *
 * <p>Mixing is the media engine's. Each room runs on one loop. Begin with {@code Rooms}, then {@code ConferenceRoom}.
 */
@NullMarked
package org.strowger.call.room;

import org.jspecify.annotations.NullMarked;
