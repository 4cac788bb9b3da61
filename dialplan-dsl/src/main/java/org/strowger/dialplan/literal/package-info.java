/** What the checks of a plan ask about the rest of the world. Begin with {@link org.strowger.dialplan.literal.Facts}. */
@NullMarked
package org.strowger.dialplan.literal;

import org.jspecify.annotations.NullMarked;
