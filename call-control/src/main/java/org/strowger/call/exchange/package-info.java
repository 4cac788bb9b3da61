/**
 * The exchange as a whole: what receives messages, judges INVITEs and begins calls, on as many loops as there are.
 *
 * <p>It composes what the other packages do, and is named by none of them. Begin with {@code Exchange}, then
 * {@code ExchangeLoop}, {@code CallAdmission} and {@code InvitePolicy}.
 */
@NullMarked
package org.strowger.call.exchange;

import org.jspecify.annotations.NullMarked;
