@NullMarked
package org.strowger.softswitch;

import org.jspecify.annotations.NullMarked;
