/**
 * Subscriptions to what happens here (RFC 6665): each a dialog of its own in which we are the notifier. Begin with
 * {@link org.strowger.dialog.subscription.NotifierTable}.
 */
@NullMarked
package org.strowger.dialog.subscription;

import org.jspecify.annotations.NullMarked;
