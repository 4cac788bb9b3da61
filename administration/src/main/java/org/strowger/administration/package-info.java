/**
 * Administration by HTTP: status, figures, stories, versions of the dialplan. Sees the switch only by {@link org.strowger.softswitch.admin.SwitchControl}; {@code Figure}
 * is the one list of what is counted. Begin with {@code AdminApi}.
 */
@NullMarked
package org.strowger.softswitch.admin;

import org.jspecify.annotations.NullMarked;
