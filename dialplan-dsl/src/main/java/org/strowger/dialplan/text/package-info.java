/**
 * Places in a script's text, what is wrong at one of them, and which word may have been meant. It knows no Groovy.
 * Begin with {@link org.strowger.dialplan.text.Problem}.
 */
@NullMarked
package org.strowger.dialplan.text;

import org.jspecify.annotations.NullMarked;
