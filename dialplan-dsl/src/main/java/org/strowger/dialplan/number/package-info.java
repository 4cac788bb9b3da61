/**
 * Numbers and what they are compared with: patterns, tries that find the pattern for a number, the automata that tell
 * whether one pattern takes all that another does, E.164, addresses and globs. It knows neither Groovy nor calls. Begin
 * with {@link org.strowger.dialplan.number.NumberPattern}.
 */
@NullMarked
package org.strowger.dialplan.number;

import org.jspecify.annotations.NullMarked;
