/** SIPp and real phones against the packaged switch, as a user would drive it. */
@NullMarked
package org.strowger.sipp;

import org.jspecify.annotations.NullMarked;
