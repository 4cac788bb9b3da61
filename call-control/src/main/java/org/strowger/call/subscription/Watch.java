package org.strowger.call.subscription;

import java.util.List;
import org.strowger.dialog.Subscription;

/** One subscription, as who owns it knows it: that of an account, or of a list. */
interface Watch extends Subscription.Owner {

    Asked asked();

    /** What is watched for it, in the order of its topics. */
    List<Watched> watched();

    /** It has been granted, and told of first. */
    default void begun(Subscription subscription) {}
}
