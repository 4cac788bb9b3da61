/**
 * What the rest of the switch asks of media: an engine that opens sessions, sessions that open streams, streams that
 * are bridged, played to, recorded and put into rooms, and the records that say so. How it is done stands in
 * {@code relay}. Begin with {@link MediaEngine} and {@link MediaStream}.
 */
@NullMarked
package org.strowger.media;

import org.jspecify.annotations.NullMarked;
