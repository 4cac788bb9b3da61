@NullMarked
package org.strowger.media;

import org.jspecify.annotations.NullMarked;
