/**
 * The talk of a caller with a voice agent: begins, keys, and the end of it.
 *
 * <p>The protocol to the agent is the module {@code voice-agent}. Begin with {@code CallAgents}.
 */
@NullMarked
package org.strowger.call.agent;

import org.jspecify.annotations.NullMarked;
