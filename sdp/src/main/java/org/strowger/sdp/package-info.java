@NullMarked
package org.strowger.sdp;

import org.jspecify.annotations.NullMarked;
