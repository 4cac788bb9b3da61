/**
 * What is looked for in a script whose types are known: names, files and numbers that can't be right, words in the
 * wrong place, code that is never reached. What verbs are given is judged by what they name themselves
 * ({@link org.strowger.dialplan.literal.Check}). Begin with {@link org.strowger.dialplan.check.PlanChecks}.
 */
@NullMarked
package org.strowger.dialplan.check;

import org.jspecify.annotations.NullMarked;
