/**
 * Administration by HTTP: status, figures, stories, versions of the dialplan. Sees the switch only by {@link
 * org.strowger.administration.SwitchControl}; {@code Figure} is the one list of what is counted. Begin with
 * {@code AdminApi}.
 */
@NullMarked
package org.strowger.administration;

import org.jspecify.annotations.NullMarked;
