/**
 * The phone of the command line: a line on a real socket, and audio in real time from files and to files.
 *
 * <p>Nothing here is in virtual time. Begin with {@code ConsolePhone}.
 */
@NullMarked
package org.strowger.testkit.console;

import org.jspecify.annotations.NullMarked;
