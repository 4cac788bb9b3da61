/**
 * What is said about media in session descriptions, for one leg: which codecs, which keys, which ports, and what the
 * other side is told.
 *
 * <p>It speaks of descriptions and streams; the dialogs that carry them are in {@code leg}. Digits that come by INFO or
 * as events are told apart here, too. Begin with {@code LegMedia}.
 */
@NullMarked
package org.strowger.call.sdp;

import org.jspecify.annotations.NullMarked;
