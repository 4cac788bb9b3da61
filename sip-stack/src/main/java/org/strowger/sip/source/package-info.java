/**
 * Who sends to us, and what that may cost: which addresses, flows and accounts have proved themselves, and what the
 * others may ask for in a minute. Keeps a bounded table of strangers; doesn't read credentials and answers nobody.
 * Begin with {@link org.strowger.sip.source.Sources}.
 */
@NullMarked
package org.strowger.sip.source;

import org.jspecify.annotations.NullMarked;
