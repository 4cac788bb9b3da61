/**
 * The words that act on a call. Each interface of verbs holds the methods that a script writes; {@link
 * org.strowger.dialplan.script.RouteCall} is the call in the script's hands, and what verbs give (legs, talks,
 * recordings) has words of its own. Which call takes which route is decided elsewhere. Begin with {@link
 * org.strowger.dialplan.script.CallVerbs}.
 */
@NullMarked
package org.strowger.dialplan.script;

import org.jspecify.annotations.NullMarked;
