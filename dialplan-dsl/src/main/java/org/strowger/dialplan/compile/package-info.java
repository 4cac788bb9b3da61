/**
 * From text to classes: how Groovy is told to compile a script, what its messages mean in the words of the language,
 * and the files in which compiled plans are kept for the next start. Begin with {@link
 * org.strowger.dialplan.compile.PlanCompiler}.
 */
@NullMarked
package org.strowger.dialplan.compile;

import org.jspecify.annotations.NullMarked;
