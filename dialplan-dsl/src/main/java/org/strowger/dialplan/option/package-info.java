/**
 * What verbs are given, as scripts write it: read in a call, and judged when the plan is loaded, in one place, so that
 * the words of an option are written once. Knows no call and no verb. Begin with {@link
 * org.strowger.dialplan.option.Sounds}.
 */
@NullMarked
package org.strowger.dialplan.option;

import org.jspecify.annotations.NullMarked;
