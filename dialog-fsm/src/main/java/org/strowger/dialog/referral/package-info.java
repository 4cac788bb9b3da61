/**
 * REFER in both directions, with the subscription that each opens (RFC 3515). Whom a referral makes us call is decided
 * above. Begin with {@link org.strowger.dialog.referral.IncomingReferralTable}.
 */
@NullMarked
package org.strowger.dialog.referral;

import org.jspecify.annotations.NullMarked;
