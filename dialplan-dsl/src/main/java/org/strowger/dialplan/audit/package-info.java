/**
 * Mistakes that only the table as a whole shows: routes that never get a call, emergencies that not all can reach,
 * calls that go in circles. It runs no script. Begin with {@link org.strowger.dialplan.audit.PlanAudit}.
 */
@NullMarked
package org.strowger.dialplan.audit;

import org.jspecify.annotations.NullMarked;
