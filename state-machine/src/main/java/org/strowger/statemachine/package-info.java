@NullMarked
package org.strowger.statemachine;

import org.jspecify.annotations.NullMarked;
