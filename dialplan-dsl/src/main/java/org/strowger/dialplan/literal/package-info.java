/**
 * What a script writes out in full, and how it is judged when the plan is loaded: a verb names by {@link
 * org.strowger.dialplan.literal.Check} what judges its arguments and options. Here are the judges that many verbs
 * share; one that belongs to a single verb stands beside that verb. The rest of the world is asked through {@link
 * org.strowger.dialplan.literal.Facts} only, so that a verdict can be kept. Begin with {@link
 * org.strowger.dialplan.literal.Literal}.
 */
@NullMarked
package org.strowger.dialplan.literal;

import org.jspecify.annotations.NullMarked;
