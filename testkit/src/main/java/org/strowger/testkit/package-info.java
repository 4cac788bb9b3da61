@NullMarked
package org.strowger.testkit;

import org.jspecify.annotations.NullMarked;
