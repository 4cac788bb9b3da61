/**
 * Who talks with whom: dialling, bridging, transfer, parking and pickup, within one call and between two.
 *
 * <p>Legs of two calls are brought together by lending one of them, each on its own loop. Begin with
 * {@code CallConnections}, then {@code Dialing} and {@code Conversation}, whose tables say what may become of them.
 */
@NullMarked
package org.strowger.call.talk;

import org.jspecify.annotations.NullMarked;
