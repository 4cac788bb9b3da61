/**
 * What is written down while a switch runs: events and what the program itself has to say, as text or JSON, by a thread
 * of its own, so that nobody waits for it. Doesn't keep anything. Begin with {@link
 * org.strowger.softswitch.log.Logging}.
 */
@NullMarked
package org.strowger.softswitch.log;

import org.jspecify.annotations.NullMarked;
