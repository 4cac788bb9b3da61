package org.strowger.dialog.referral;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.EventHeader;
import javax.sip.header.SubscriptionStateHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.dialog.ReferralListener;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.FinalStatus;
import org.strowger.dialog.core.SessionContext;
import org.strowger.dialog.referral.OutgoingReferralTable.Effect;
import org.strowger.dialog.referral.OutgoingReferralTable.Event;
import org.strowger.dialog.referral.OutgoingReferralTable.State;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.Uri;
import org.strowger.statemachine.Machine;

/** One REFER of ours: the owner of an {@link OutgoingReferralTable}. Runs on its loop. */
final class OutgoingReferral {

    private static final Pattern STATUS_LINE = Pattern.compile("SIP/2\\.0 ([1-6]\\d\\d)\\b.*", Pattern.DOTALL);

    private final DialogContext context;
    private final SessionContext session;
    private final Referrals referrals;
    private final ReferralListener listener;
    private final Machine<State, Event, Effect> machine;
    private long cseq;

    OutgoingReferral(DialogContext context, SessionContext session, Referrals referrals, ReferralListener listener) {
        this.context = context;
        this.session = session;
        this.referrals = referrals;
        this.listener = listener;
        this.machine = new Machine<>(
                OutgoingReferralTable.TABLE, context.loop, context.timings, this::perform, context.observer, session);
    }

    void send(DialogSender sender, Uri target, Optional<SipHeader> referredBy) {
        Request refer = sender.dialog().request(Request.REFER);
        sender.sign(refer);
        context.messages.describe(refer);
        refer.addHeader(Referrals.referTo(target));
        referredBy.ifPresent(header -> refer.addHeader(Jain.unwrap(header)));
        sender.ask(refer, this::answered, number -> cseq = number);
    }

    boolean isMeantBy(Request notify) {
        if (!(notify.getHeader(EventHeader.NAME) instanceof EventHeader event)) return false;
        String id = event.getEventId();
        return id == null || id.isEmpty() || id.equals(Long.toString(cseq));
    }

    void notified(Request notify) {
        byte[] content = notify.getRawContent();
        Matcher line = STATUS_LINE.matcher(content == null ? "" : new String(content, StandardCharsets.UTF_8).strip());
        boolean told = line.matches();
        int status = told ? Integer.parseInt(line.group(1)) : Response.ACCEPTED;
        boolean last = notify.getHeader(SubscriptionStateHeader.NAME) instanceof SubscriptionStateHeader state
                && state.getState().equalsIgnoreCase(SubscriptionStateHeader.TERMINATED);
        if (last && status < Response.OK) status = Response.ACCEPTED; // it ends without saying how it went
        machine.fire(last || (told && status >= Response.OK) ? Event.RESULT : Event.PROGRESS, status);
    }

    void sessionOver() {
        machine.post(Event.SESSION_OVER);
    }

    private void answered(int code) {
        session.enter(() -> {
            if (machine.isOver()) return;
            machine.fire(code < 300 ? Event.SUCCESS : Event.REFUSAL, code);
        });
        if (FinalStatus.meansGone(code)) session.enter(() -> session.peerGone(code));
    }

    private void perform(Effect effect, Object payload) {
        switch (effect) {
            case TELL_PROGRESS -> tell("progressed", () -> listener.progressed((Integer) payload));
            case TELL_RESULT -> tell("finished", () -> listener.finished((Integer) payload));
            case TELL_REFUSED -> tell("refused", () -> listener.refused((Integer) payload));
            case TELL_EXPIRED -> tell("refused", () -> listener.refused(Response.REQUEST_TIMEOUT));
            case TELL_OVER -> tell("refused", () -> listener.refused(Response.REQUEST_TERMINATED));
            case CLOSE -> referrals.closed(this);
        }
    }

    /** When the machines have come to rest, as sessions tell. */
    private void tell(String what, Runnable call) {
        context.loop.execute(() -> context.tell(session, what, call));
    }
}
