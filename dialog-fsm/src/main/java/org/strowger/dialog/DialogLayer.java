package org.strowger.dialog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.sip.Identifiers;
import org.strowger.sip.SipNetwork;
import org.strowger.sip.dns.HopResolver;
import org.strowger.statemachine.Loop;
import org.strowger.statemachine.MachineObserver;
import org.strowger.statemachine.StateTable;
import org.strowger.transaction.ServerTransaction;
import org.strowger.transaction.TransactionLayer;

/**
 * All dialogs of one loop; the user of its {@link TransactionLayer}. Requests within a dialog go to its session, an INVITE outside of
 * one becomes a session, all else goes to the core once it has passed inspection (RFC 3261 §8.2). Runs on its loop.
 */
public final class DialogLayer {

    private final Surroundings around;
    private final Map<DialogId, InviteSession> sessions = new HashMap<>();
    private final Departed departed;
    private final Repeats repeats = new Repeats(this::strayAnswer);

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
        this.around = new Surroundings(loop, transactions, network, resolver, ids, settings, observer);
        this.departed = new Departed(loop, around.patience());
        transactions.user(new Switchboard(around, this, core));
    }

    /** What sessions, and what happens within them, go through. */
    public static List<StateTable<?, ?, ?>> tables() {
        return List.of(
                OutgoingCallTable.TABLE,
                IncomingCallTable.TABLE,
                OfferAnswerTable.TABLE,
                OutgoingChangeTable.TABLE,
                IncomingChangeTable.TABLE,
                OutgoingReferralTable.TABLE,
                IncomingReferralTable.TABLE);
    }

    /** Sends an INVITE. Nothing is told before this returns. */
    public OutgoingSession invite(Invitation invitation, SessionListener listener) {
        DialogId id = new DialogId(around.ids.callId(), around.ids.tag());
        Request invite = FirstRequest.invite(around.messages, id, invitation);
        OutgoingCall call = new OutgoingCall(around, this, id, invitation, listener);
        call.begin(invite);
        keep(call);
        around.counters.outgoing.increment();
        return call;
    }

    /** Sends a request outside of any dialog; told once of the final status that it came to. */
    public void send(LoneRequest request, IntConsumer told) {
        DialogId id = new DialogId(around.ids.callId(), around.ids.tag());
        around.transactions.send(
                FirstRequest.lone(around.messages, id, request), request.hop(), request.flow(), new FinalStatus(told));
    }

    /** How many sessions live, those that are being set up or taken down among them. May be called from any thread. */
    public int size() {
        return around.counters.live.intValue();
    }

    /** What this layer has seen. May be called from any thread. */
    public DialogFigures figures() {
        return around.counters.figures();
    }

    Optional<InviteSession> session(String callId, String localTag) {
        return Optional.ofNullable(sessions.get(new DialogId(callId, localTag)));
    }

    /** A 2xx that no transaction waits for: it is its session's, or that of one which gave up and might still be answered. */
    void strayAnswer(Response response) {
        DialogId id = new DialogId(Fields.callId(response), Fields.fromTag(response));
        InviteSession session = sessions.get(id);
        if (session != null) session.answeredLate(response);
        else departed.find(id).ifPresent(late -> late.answered(response));
    }

    void keep(InviteSession session) {
        if (sessions.put(session.id, session) == null) around.counters.live.increment();
    }

    /** Who is told when a session's own part in a transaction is over. */
    Repeats repeats() {
        return repeats;
    }

    void forget(InviteSession session) {
        if (sessions.remove(session.id, session)) around.counters.live.decrement();
    }

    /** A call of ours has left before anybody answered it: some branch might still. */
    void departed(DialogId id, LateAnswers late) {
        departed.remember(id, late);
    }

    /** §12.2.2: no such dialog, or none any more. */
    void noDialog(ServerTransaction transaction) {
        around.counters.unknownDialogs.increment();
        transaction.respondOnce(
                around.messages.response(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, transaction.request()));
    }
}
