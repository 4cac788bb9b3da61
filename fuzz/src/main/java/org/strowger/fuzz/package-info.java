/** Coverage-guided fuzzing of what reads the network. All of it is in this module's tests. */
@NullMarked
package org.strowger.fuzz;

import org.jspecify.annotations.NullMarked;
