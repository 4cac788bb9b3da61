/**
 * Runs specifications of dialplans that lie in a directory, and tells what became of them.
 *
 * <p>What a specification may say is the module's root package. Begin with {@code SpecRun}.
 */
@NullMarked
package org.strowger.testkit.spec;

import org.jspecify.annotations.NullMarked;
