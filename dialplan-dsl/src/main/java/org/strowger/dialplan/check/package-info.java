/**
 * What is looked for in a script whose types are known: names, files and numbers that can't be right, words in the wrong place, code that is never
 * reached. The rest of the world is asked through {@link org.strowger.dialplan.literal.Facts} only, so that a verdict can be kept. Begin with
 * {@link org.strowger.dialplan.check.PlanChecks}.
 */
@NullMarked
package org.strowger.dialplan.check;

import org.jspecify.annotations.NullMarked;
