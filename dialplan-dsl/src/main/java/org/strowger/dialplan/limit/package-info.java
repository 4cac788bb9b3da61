/**
 * Limits that plans put on calls by a name of their own: how many at once, how many in a second. Begin with {@link
 * org.strowger.dialplan.limit.Limits}. Knows no Groovy and no calls.
 */
@NullMarked
package org.strowger.dialplan.limit;

import org.jspecify.annotations.NullMarked;
