/**
 * What of a call will stand in its charging record, collected while it goes on.
 *
 * <p>Each event of a call passes here on its way out, so that a record says nothing that events don't. Begin with
 * {@code LoopRecords}.
 */
@NullMarked
package org.strowger.call.charging;

import org.jspecify.annotations.NullMarked;
