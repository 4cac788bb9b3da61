/**
 * Reliable provisional responses (RFC 3262): those that we send, with their repetitions until PRACK comes, and those
 * that we are sent, each acknowledged by PRACK. Two tables. Begin with {@link
 * org.strowger.dialog.provisional.SentProvisionalsTable}.
 */
@NullMarked
package org.strowger.dialog.provisional;

import org.jspecify.annotations.NullMarked;
