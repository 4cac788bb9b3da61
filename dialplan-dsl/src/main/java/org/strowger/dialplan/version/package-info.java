/**
 * The versions of a plan: those that were, and one on trial beside the one in force, with the test that says whether it
 * is worse. Begin with {@link org.strowger.dialplan.version.Canary}.
 */
@NullMarked
package org.strowger.dialplan.version;

import org.jspecify.annotations.NullMarked;
