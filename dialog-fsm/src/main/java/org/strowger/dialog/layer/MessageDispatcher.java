package org.strowger.dialog.layer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.dialog.UserAgentCore;
import org.strowger.dialog.core.Dialog;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.invite.IncomingCall;
import org.strowger.dialog.invite.InviteSession;
import org.strowger.dialog.message.Body;
import org.strowger.dialog.message.DialogId;
import org.strowger.dialog.message.Fields;
import org.strowger.dialog.subscription.LiveSubscriptions;
import org.strowger.dialog.timer.NegotiatedTimer;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.SessionTimes;
import org.strowger.sip.message.SipResponse;
import org.strowger.transaction.ServerTransaction;
import org.strowger.transaction.TransactionUser;

/** Sends each message from the transactions to whom it belongs: a session, a new one, or the core. Runs on its loop. */
final class MessageDispatcher implements TransactionUser {

    private final DialogContext context;
    private final LiveSessions sessions;
    private final LiveSubscriptions subscriptions;
    private final UserAgentCore core;

    MessageDispatcher(
            DialogContext context, LiveSessions sessions, LiveSubscriptions subscriptions, UserAgentCore core) {
        this.context = context;
        this.sessions = sessions;
        this.subscriptions = subscriptions;
        this.core = core;
    }

    @Override
    public void requested(ServerTransaction transaction) {
        Request request = transaction.request();
        Optional<Response> refusal = context.inspector.refusal(request);
        if (refusal.isPresent()) transaction.respondOnce(refusal.get());
        else if (isWithinDialog(transaction)) within(transaction);
        else outside(transaction, request);
    }

    @Override
    public void acknowledged(Request ack) {
        sessions.find(Fields.callId(ack), Fields.toTag(ack)).ifPresent(session -> session.acked(ack));
    }

    @Override
    public void strayAnswer(Response response) {
        sessions.strayAnswer(response);
    }

    /** Some phones keep the To tag of an earlier answer in their REGISTER; it never is within a dialog. */
    private static boolean isWithinDialog(ServerTransaction transaction) {
        return !transaction.wire().toTag().isEmpty()
                && !transaction.wire().method().equals(Request.REGISTER);
    }

    private void within(ServerTransaction transaction) {
        Optional<InviteSession> session =
                sessions.find(transaction.wire().callId(), transaction.wire().toTag());
        if (session.isPresent()) session.get().requested(transaction);
        else if (!subscriptions.requested(transaction)) context.noDialog(transaction);
    }

    private void outside(ServerTransaction transaction, Request request) {
        switch (request.getMethod()) {
            case Request.INVITE -> invited(transaction, request);
            // these mean nothing outside of a dialog
            case Request.BYE, Request.UPDATE, Request.INFO, Request.PRACK -> context.noDialog(transaction);
            default -> passUp(transaction, request);
        }
    }

    private void passUp(ServerTransaction transaction, Request request) {
        boolean taken = context.tell(transaction, request.getMethod(), () -> core.requested(transaction));
        if (!taken && !transaction.isAnswered())
            transaction.respond(context.messages.response(Response.SERVER_INTERNAL_ERROR, request));
    }

    private void invited(ServerTransaction transaction, Request request) {
        Optional<SipResponse> refusal = core.refusal(transaction);
        if (refusal.isPresent()) {
            transaction.respondOnce(context.messages.signed(Jain.unwrap(refusal.get())));
            return;
        }
        OptionalLong least = NegotiatedTimer.tooBrief(SessionTimes.of(request), context.settings.sessions());
        if (least.isPresent()) {
            transaction.respondOnce(context.messages.tooBrief(request, least.getAsLong()));
            return;
        }
        Optional<String> objection = Dialog.objection(request);
        if (objection.isPresent()) {
            transaction.respondOnce(context.messages.badRequest(request, objection.get()));
            return;
        }
        Body body = Body.of(request);
        if (body instanceof Body.Unreadable(String why)) {
            context.counters.unusableDescriptions.increment();
            transaction.respondOnce(context.messages.unreadable(request, why));
            return;
        }
        transaction.respond(context.messages.response(Response.TRYING, request));
        DialogId id = new DialogId(transaction.wire().callId(), context.ids.tag());
        IncomingCall call = new IncomingCall(context, sessions, id, transaction, body.readable());
        sessions.keep(call);
        context.counters.incoming.increment();
        boolean taken = context.tell(call, "invited", () -> core.invited(call));
        if (!taken) call.reject(Response.SERVER_INTERNAL_ERROR, List.of());
    }
}
