@NullMarked
package org.strowger.transaction;

import org.jspecify.annotations.NullMarked;
