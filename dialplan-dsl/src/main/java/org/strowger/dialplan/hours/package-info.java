/**
 * Office hours and holidays as plans write them: hours that come each week in a time zone, and days that are left out.
 * They know no call and no Groovy; what makes a guard of them is {@link org.strowger.dialplan.script.Schedule}. Begin
 * with {@link org.strowger.dialplan.hours.WeeklyHours}.
 */
@NullMarked
package org.strowger.dialplan.hours;

import org.jspecify.annotations.NullMarked;
