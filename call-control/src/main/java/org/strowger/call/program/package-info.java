/**
 * A call as its program sees it: verbs that run on the call's thread and wait for its loop.
 *
 * <p>Each verb is a command to the loop and the mail that answers it; nothing of the call is touched on the thread.
 * Begin with {@code ProgramRun}, the life of a call's thread, then {@code ProgramCall}, whose verbs about legs, sounds
 * and visits are in parts beside it, and {@code VerbCourse}.
 */
@NullMarked
package org.strowger.call.program;

import org.jspecify.annotations.NullMarked;
