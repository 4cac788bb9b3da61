/**
 * Offers and answers after the first: re-INVITE and UPDATE in both directions (RFC 3261 §14, RFC 3311), and whose turn
 * it is (RFC 3264). Which media are offered is decided above. Begin with
 * {@link org.strowger.dialog.change.OfferAnswerTable}.
 */
@NullMarked
package org.strowger.dialog.change;

import org.jspecify.annotations.NullMarked;
