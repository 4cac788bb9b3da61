/**
 * What the phones of accounts do (idle, ringing, busy, offline), and how that is told to those who watch them: presence
 * (RFC 3856). Begin with {@code DeviceStates}.
 */
@NullMarked
package org.strowger.call.presence;

import org.jspecify.annotations.NullMarked;
