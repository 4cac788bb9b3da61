@NullMarked
package org.strowger.cli;

import org.jspecify.annotations.NullMarked;
