package org.strowger.dialog.referral;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.dialog.Referral;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.SessionContext;
import org.strowger.dialog.message.Body;
import org.strowger.dialog.message.Fields;
import org.strowger.dialog.message.Reasons;
import org.strowger.dialog.referral.IncomingReferralTable.Effect;
import org.strowger.dialog.referral.IncomingReferralTable.Event;
import org.strowger.dialog.referral.IncomingReferralTable.State;
import org.strowger.sip.message.Sip;
import org.strowger.sip.message.Uri;
import org.strowger.statemachine.Machine;
import org.strowger.transaction.ServerTransaction;

/** One REFER of the peer's: the owner of an {@link IncomingReferralTable}. Runs on its loop. */
final class IncomingReferral implements Referral {

    private static final long EXPIRES_SECONDS = 180;

    private final DialogContext context;
    private final SessionContext session;
    private final Referrals referrals;
    private final ServerTransaction transaction;
    private final DialogSender sender;
    private final Uri target;
    private final Optional<String> referredBy;
    private final boolean unwatched;
    /** What names its subscription in the Event of a NOTIFY. */
    private final String event;

    private final Machine<State, Event, Effect> machine;
    private int status = Response.TRYING;
    private Runnable told = () -> {};

    /** @param number of this REFER among the dialog's, from 1 */
    IncomingReferral(
            DialogContext context,
            SessionContext session,
            Referrals referrals,
            ServerTransaction transaction,
            DialogSender sender,
            Uri target,
            int number) {
        this.context = context;
        this.session = session;
        this.referrals = referrals;
        this.transaction = transaction;
        this.sender = sender;
        this.target = target;
        Request refer = transaction.request();
        this.referredBy = Optional.ofNullable(refer.getHeader("Referred-By"))
                .map(header -> header.toString()
                        .substring(header.toString().indexOf(':') + 1)
                        .strip());
        this.unwatched = Referrals.isUnwatched(refer);
        // RFC 3515 §2.4.6: the second REFER of a dialog and those after it are named by their CSeq
        this.event = number == 1 ? "refer" : "refer;id=" + Fields.cseq(refer);
        this.machine = new Machine<>(
                IncomingReferralTable.TABLE, context.loop, context.timings, this::perform, context.observer, session);
    }

    // ------------------------------------------------------------------ what the owner of the session decides

    @Override
    public Uri target() {
        return target;
    }

    @Override
    public Optional<String> referredBy() {
        return referredBy;
    }

    @Override
    public void accept() {
        if (machine.state() != State.OPEN) return;
        machine.post(unwatched ? Event.ACCEPT_UNWATCHED : Event.ACCEPT);
    }

    @Override
    public void refuse(int code) {
        if (code < 400 || code > 699) throw new IllegalArgumentException("a refusal is 400 to 699: " + code);
        if (machine.state() != State.OPEN) return;
        machine.post(Event.REFUSE, code);
    }

    @Override
    public void progress(int provisional) {
        if (machine.isOver() || status >= Response.OK || provisional <= status) return;
        status = provisional;
        machine.post(Event.PROGRESS);
    }

    @Override
    public void finish(int result, Runnable whenTold) {
        if (machine.isOver() || status >= Response.OK) {
            whenTold.run();
            return;
        }
        status = result;
        told = whenTold;
        machine.post(Event.RESULT);
    }

    void sessionOver() {
        machine.post(Event.SESSION_OVER);
    }

    // ------------------------------------------------------------------ what is done

    private void perform(Effect effect, Object payload) {
        switch (effect) {
            case SEND_ACCEPTED -> accepted();
            case SEND_REFUSAL -> respond((Integer) payload);
            case SEND_TERMINATED -> respond(Response.REQUEST_TERMINATED);
            case NOTIFY_TRYING -> notify(Response.TRYING, "active;expires=" + EXPIRES_SECONDS);
            case NOTIFY_PROGRESS -> notify(status, "active;expires=" + EXPIRES_SECONDS);
            case NOTIFY_RESULT -> notify(status, "terminated;reason=noresource");
            case NOTIFY_EXPIRED -> notify(status, "terminated;reason=timeout");
            case CLOSE -> {
                referrals.closed(this);
                context.loop.execute(told);
            }
        }
    }

    private void accepted() {
        Response accepted = context.messages.response(Response.ACCEPTED, transaction.request());
        sender.sign(accepted);
        if (unwatched) accepted.addHeader(Sip.header("Refer-Sub", "false"));
        transaction.respond(accepted);
    }

    private void respond(int code) {
        transaction.respond(context.messages.response(code, transaction.request()));
    }

    /** RFC 3515 §2.4.5: the status line is the least that the body may hold, and all that phones read. */
    private void notify(int code, String subscription) {
        Request notify = sender.dialog().request(Request.NOTIFY);
        sender.sign(notify);
        notify.addHeader(Sip.header("Event", event));
        notify.addHeader(Sip.header("Subscription-State", subscription));
        String line = "SIP/2.0 " + code + " " + Reasons.of(code) + "\r\n";
        Body.put(notify, "message/sipfrag;version=2.0", line.getBytes(StandardCharsets.US_ASCII));
        sender.ask(notify, this::notified);
    }

    private void notified(int answer) {
        session.enter(() -> {
            if (machine.isOver()) return;
            machine.fire(answer >= 300 ? Event.NOBODY_LISTENS : Event.NOTIFIED);
        });
    }
}
