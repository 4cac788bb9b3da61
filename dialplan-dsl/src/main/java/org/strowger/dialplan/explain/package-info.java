/**
 * What would become of a call, and why, and the picture of a plan. A call is run against a stand-in that writes down
 * what is done with it. Nothing is changed by it; lookups are made in earnest. Begin with {@link
 * org.strowger.dialplan.explain.Explainer}.
 */
@NullMarked
package org.strowger.dialplan.explain;

import org.jspecify.annotations.NullMarked;
