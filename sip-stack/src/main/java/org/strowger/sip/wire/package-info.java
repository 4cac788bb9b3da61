/**
 * The bytes of a message, read where they lie: header lines, methods, the text of URIs, and how much of each is read at
 * all. Knows no message, no socket and no library, and allocates nothing but the strings that it is asked for. Begin
 * with {@link org.strowger.sip.wire.HeaderLines}.
 */
@NullMarked
package org.strowger.sip.wire;

import org.jspecify.annotations.NullMarked;
