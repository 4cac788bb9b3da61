/**
 * Guards against toll fraud: what an account may spend, begin and call anew within a window of time. Begin with {@link
 * org.strowger.dialplan.fraud.FraudGuards}. Knows no Groovy and no calls.
 */
@NullMarked
package org.strowger.dialplan.fraud;

import org.jspecify.annotations.NullMarked;
