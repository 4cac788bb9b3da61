/**
 * The dialplan as the switch sees it: loading a plan, watching its files, loading it again, and handing calls to the
 * version that takes them. What a plan is made of stands in the rooms below; those that other modules enter are the
 * plan itself, its data and money, its explanation and its problems. Begin with {@link
 * org.strowger.dialplan.DialplanLoader}.
 */
@NullMarked
package org.strowger.dialplan;

import org.jspecify.annotations.NullMarked;
