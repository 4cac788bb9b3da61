package org.strowger.dialog.subscription;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.strowger.dialog.Subscription;
import org.strowger.dialog.SubscriptionTerms;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.message.DialogId;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipResponse;
import org.strowger.transaction.ServerTransaction;

/** The subscriptions of one loop by their dialogs. Runs on its loop. */
public final class LiveSubscriptions {

    private final DialogContext context;
    private final Map<DialogId, IncomingSubscription> live = new HashMap<>();

    public LiveSubscriptions(DialogContext context) {
        this.context = context;
    }

    /** Grants a SUBSCRIBE outside of any dialog, or refuses it for what it says itself: then there is none. */
    public Optional<Subscription> accept(
            ServerTransaction subscribe, SubscriptionTerms terms, Subscription.Owner owner) {
        SipRequest request = subscribe.received();
        Optional<SipHeader> event = request.header("Event");
        if (event.isEmpty()) {
            subscribe.respondOnce(SipResponse.of(SipResponse.BAD_EVENT, request));
            return Optional.empty();
        }
        OptionalLong granted = terms.granted(request.expires());
        if (granted.isEmpty()) {
            subscribe.respondOnce(tooBrief(context, request, terms));
            return Optional.empty();
        }
        DialogId id = new DialogId(request.callId(), context.ids.tag());
        Optional<DialogSender> sender = DialogSender.asked(context, subscribe, id.localTag());
        if (sender.isEmpty()) return Optional.empty();
        IncomingSubscription subscription = new IncomingSubscription(
                context, this, id, sender.get(), terms, owner, event.get(), granted.getAsLong());
        live.put(id, subscription);
        context.counters.subscriptions.increment();
        subscription.begin(subscribe);
        return Optional.of(subscription);
    }

    static SipResponse tooBrief(DialogContext context, SipRequest request, SubscriptionTerms terms) {
        SipResponse refusal = SipResponse.of(SipResponse.INTERVAL_TOO_BRIEF, request);
        refusal.add(SipHeader.of("Min-Expires", Long.toString(terms.minimum().toSeconds())));
        return context.messages.signed(refusal);
    }

    /** Takes a request within the dialog of a subscription; false if it is of none. */
    public boolean requested(ServerTransaction transaction) {
        IncomingSubscription subscription =
                live.get(new DialogId(transaction.callId(), transaction.wire().toTag()));
        if (subscription == null || !subscription.isOf(transaction.wire().fromTag())) return false;
        subscription.requested(transaction);
        return true;
    }

    void closed(IncomingSubscription subscription) {
        if (live.remove(subscription.id, subscription)) context.counters.subscriptions.decrement();
    }
}
