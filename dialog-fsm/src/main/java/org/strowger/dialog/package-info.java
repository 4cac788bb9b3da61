@NullMarked
package org.strowger.dialog;

import org.jspecify.annotations.NullMarked;
