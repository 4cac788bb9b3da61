/**
 * All sessions of one loop: each message goes to its session, to a new one, or to the core above. Begin with
 * {@link org.strowger.dialog.layer.DialogLayer}.
 */
@NullMarked
package org.strowger.dialog.layer;

import org.jspecify.annotations.NullMarked;
