/**
 * Voice agents at the far end of a WebSocket: what the peer says goes to them, and what they say comes back.
 * {@code docs/audio-stream.md}.
 */
@NullMarked
package org.strowger.agent;

import org.jspecify.annotations.NullMarked;
