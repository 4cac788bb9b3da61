@NullMarked
package org.strowger.dialplan;

import org.jspecify.annotations.NullMarked;
