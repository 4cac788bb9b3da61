package org.strowger.dialog.layer;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javax.sip.message.Request;
import org.strowger.dialog.DialogFigures;
import org.strowger.dialog.Invitation;
import org.strowger.dialog.LoneRequest;
import org.strowger.dialog.OutgoingSession;
import org.strowger.dialog.SessionListener;
import org.strowger.dialog.Subscription;
import org.strowger.dialog.SubscriptionTerms;
import org.strowger.dialog.UserAgentCore;
import org.strowger.dialog.UserAgentSettings;
import org.strowger.dialog.change.IncomingChangeTable;
import org.strowger.dialog.change.OfferAnswerTable;
import org.strowger.dialog.change.OutgoingChangeTable;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.FinalStatus;
import org.strowger.dialog.invite.IncomingCallTable;
import org.strowger.dialog.invite.OutgoingCall;
import org.strowger.dialog.invite.OutgoingCallTable;
import org.strowger.dialog.message.DialogId;
import org.strowger.dialog.message.FirstRequest;
import org.strowger.dialog.provisional.ReceivedProvisionalsTable;
import org.strowger.dialog.provisional.SentProvisionalsTable;
import org.strowger.dialog.referral.IncomingReferralTable;
import org.strowger.dialog.referral.OutgoingReferralTable;
import org.strowger.dialog.subscription.LiveSubscriptions;
import org.strowger.dialog.subscription.NotifierTable;
import org.strowger.dialog.timer.SessionTimerTable;
import org.strowger.sip.Identifiers;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.dns.HopResolver;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;
import org.strowger.transaction.AnswerListener;
import org.strowger.transaction.ClientListener;
import org.strowger.transaction.ServerTransaction;
import org.strowger.transaction.TransactionLayer;

/**
 * All dialogs of one loop; the user of its {@link TransactionLayer}. Requests within a dialog go to its session, an
 * INVITE outside of one becomes a session, all else goes to the core once it has passed inspection (RFC 3261 §8.2).
 * Runs on its loop.
 */
public final class DialogLayer {

    private final DialogContext context;
    private final LiveSessions sessions;
    private final LiveSubscriptions subscriptions;

    /** A layer without dialogs; makes itself the user of {@code transactions}. */
    public DialogLayer(
            Loop loop,
            TransactionLayer transactions,
            SipNetwork network,
            HopResolver resolver,
            Identifiers ids,
            UserAgentSettings settings,
            MachineObserver observer,
            UserAgentCore core) {
        this.context = new DialogContext(loop, transactions, network, resolver, ids, settings, observer);
        this.sessions = new LiveSessions(context);
        this.subscriptions = new LiveSubscriptions(context);
        transactions.user(new MessageDispatcher(context, sessions, subscriptions, core));
    }

    /** What sessions, and what happens within them, go through. */
    public static List<StateTable<?, ?, ?>> tables() {
        return List.of(
                OutgoingCallTable.TABLE,
                IncomingCallTable.TABLE,
                OfferAnswerTable.TABLE,
                OutgoingChangeTable.TABLE,
                IncomingChangeTable.TABLE,
                SessionTimerTable.TABLE,
                ReceivedProvisionalsTable.TABLE,
                SentProvisionalsTable.TABLE,
                OutgoingReferralTable.TABLE,
                IncomingReferralTable.TABLE,
                NotifierTable.TABLE);
    }

    /** Sends an INVITE. Nothing is told before this returns. */
    public OutgoingSession invite(Invitation invitation, SessionListener listener) {
        DialogId id = new DialogId(context.ids.callId(), context.ids.tag());
        Request invite = FirstRequest.invite(context.messages, id, invitation);
        OutgoingCall call = new OutgoingCall(context, sessions, id, invitation, listener);
        call.begin(invite);
        sessions.keep(call);
        context.counters.outgoing.increment();
        return call;
    }

    /** Sends a request outside of any dialog; told once of the final status that it came to. */
    public void send(LoneRequest request, IntConsumer told) {
        send(request, new FinalStatus(told));
    }

    /** The same; told what it came to. */
    public void send(LoneRequest request, AnswerListener told) {
        send(request, (ClientListener) told);
    }

    private void send(LoneRequest request, ClientListener told) {
        DialogId id = new DialogId(context.ids.callId(), context.ids.tag());
        context.transactions.send(
                FirstRequest.lone(context.messages, id, request), request.hop(), request.flow(), told);
    }

    /**
     * Grants a SUBSCRIBE outside of any dialog (RFC 6665 §4.2.1): it is answered, and the state that its owner has is
     * told at once and whenever it changes. Where no dialog can be led by what it says, or its time is too brief, it is
     * refused, and there is none. Where it only fetches the state, the subscription ends at once.
     */
    public Optional<Subscription> accept(
            ServerTransaction subscribe, SubscriptionTerms terms, Subscription.Owner owner) {
        return subscriptions.accept(subscribe, terms, owner);
    }

    /** How many subscriptions of peers there are. May be called from any thread. */
    public int subscriptions() {
        return context.counters.subscriptions.intValue();
    }

    /** How many sessions live, those that are being set up or taken down among them. May be called from any thread. */
    public int size() {
        return context.counters.live.intValue();
    }

    /** What this layer has seen. May be called from any thread. */
    public DialogFigures figures() {
        return context.counters.figures();
    }
}
