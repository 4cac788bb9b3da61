/**
 * Messages of accounts to accounts (RFC 3428): relayed to all phones of who is meant, and kept where none is there.
 * Begin with {@code MessageRelay}.
 */
@NullMarked
package org.strowger.call.message;

import org.jspecify.annotations.NullMarked;
