/**
 * The words that build a plan, and what they build: routes, their criteria, the table that finds the route for a call,
 * and counts of what became of it. Nothing here runs a call. Begin with {@link org.strowger.dialplan.route.PlanVerbs}.
 */
@NullMarked
package org.strowger.dialplan.route;

import org.jspecify.annotations.NullMarked;
