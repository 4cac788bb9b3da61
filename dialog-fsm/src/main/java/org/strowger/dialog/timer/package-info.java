/**
 * How long a session lasts without a word of its peer (RFC 4028): who refreshes it, when, and what becomes of one that
 * nobody has refreshed. How a refresh is sent is decided by {@code change}; headers are read and written by the stack.
 * Begin with {@link org.strowger.dialog.timer.SessionTimerTable}.
 */
@NullMarked
package org.strowger.dialog.timer;

import org.jspecify.annotations.NullMarked;
