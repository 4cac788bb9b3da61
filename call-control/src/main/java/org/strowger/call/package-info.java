@NullMarked
package org.strowger.call;

import org.jspecify.annotations.NullMarked;
