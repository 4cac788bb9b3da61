/**
 * A loaded plan and the programs that it makes of calls: on a route, refused by a policy, failed in a guard. It knows
 * neither files nor the compiler. Begin with {@link org.strowger.dialplan.plan.Dialplan}.
 */
@NullMarked
package org.strowger.dialplan.plan;

import org.jspecify.annotations.NullMarked;
