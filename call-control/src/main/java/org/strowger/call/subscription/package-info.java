/**
 * What phones subscribe to (RFC 6665): whose calls they watch, and what they are told of them. Begin with
 * {@code Notifier}; the subscription itself is {@code NotifierTable} of the module {@code dialog-fsm}.
 */
@NullMarked
package org.strowger.call.subscription;

import org.jspecify.annotations.NullMarked;
