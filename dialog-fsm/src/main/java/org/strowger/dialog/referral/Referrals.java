package org.strowger.dialog.referral;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sip.header.EventHeader;
import javax.sip.header.Header;
import javax.sip.header.ReferToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.dialog.ReferralListener;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.core.SessionContext;
import org.strowger.sip.message.Jain;
import org.strowger.sip.message.Sip;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.Uri;
import org.strowger.transaction.ServerTransaction;

/** The REFERs of one session in both directions, and the NOTIFYs that belong to them. Runs on its loop. */
public final class Referrals {

    /** RFC 4488. */
    private static final String REFER_SUB = "Refer-Sub";

    private final DialogContext context;
    private final SessionContext session;
    private final List<IncomingReferral> theirs = new ArrayList<>(0);
    private final List<OutgoingReferral> ours = new ArrayList<>(0);
    private int seen;

    public Referrals(DialogContext context, SessionContext session) {
        this.context = context;
        this.session = session;
    }

    // ------------------------------------------------------------------ ours

    public void refer(Uri target, Optional<SipHeader> referredBy, ReferralListener listener) {
        Optional<DialogSender> sender = session.isConfirmed() ? session.sender() : Optional.empty();
        if (sender.isEmpty()) {
            context.loop.execute(() -> listener.refused(Response.REQUEST_TERMINATED));
            return;
        }
        OutgoingReferral referral = new OutgoingReferral(context, session, this, listener);
        ours.add(referral);
        referral.send(sender.get(), target, referredBy);
    }

    void closed(OutgoingReferral referral) {
        ours.remove(referral);
    }

    /** RFC 3515 §2.4.6: the first of a dialog may be meant without being named. */
    public void notified(ServerTransaction transaction) {
        Request notify = transaction.request();
        boolean refer = notify.getHeader(EventHeader.NAME) instanceof EventHeader event
                && event.getEventType().equalsIgnoreCase("refer");
        Optional<OutgoingReferral> meant =
                ours.stream().filter(referral -> referral.isMeantBy(notify)).findFirst();
        if (!refer) transaction.respond(context.messages.response(Response.BAD_EVENT, notify));
        else if (meant.isEmpty()) context.noDialog(transaction);
        else {
            transaction.respond(context.messages.response(Response.OK, notify));
            meant.get().notified(notify);
        }
    }

    // ------------------------------------------------------------------ the peer's

    public void referred(ServerTransaction transaction, DialogSender sender) {
        Request refer = transaction.request();
        List<Uri> targets = targets(refer);
        if (targets.size() != 1) respond(transaction, Response.BAD_REQUEST); // RFC 3515 §2.4.2
        else if (!session.isConfirmed()) respond(transaction, Response.TEMPORARILY_UNAVAILABLE);
        else if (!theirs.isEmpty()) respond(transaction, Response.REQUEST_PENDING);
        else {
            IncomingReferral referral =
                    new IncomingReferral(context, session, this, transaction, sender, targets.getFirst(), ++seen);
            theirs.add(referral);
            session.tell("referred", l -> l.referred(referral), () -> referral.refuse(Response.SERVER_INTERNAL_ERROR));
        }
    }

    void closed(IncomingReferral referral) {
        theirs.remove(referral);
    }

    /** RFC 4488 §4: the peer wants no subscription. */
    static boolean isUnwatched(Request refer) {
        Header header = refer.getHeader(REFER_SUB);
        return header != null
                && header.toString()
                        .substring(header.toString().indexOf(':') + 1)
                        .strip()
                        .toLowerCase(java.util.Locale.ROOT)
                        .startsWith("false");
    }

    private static List<Uri> targets(Request refer) {
        List<Uri> targets = new ArrayList<>(1);
        for (Iterator<?> all = refer.getHeaders(ReferToHeader.NAME); all.hasNext(); )
            if (all.next() instanceof ReferToHeader to && to.getAddress() != null)
                targets.add(Jain.wrap(to.getAddress().getURI()));
        return targets;
    }

    /** {@code Refer-To}, with the URI in brackets, as one that holds headers must be (RFC 3261 §20.10). */
    static Header referTo(Uri target) {
        try {
            return Sip.headers().createReferToHeader(Sip.addresses().createAddress("<" + target + ">"));
        } catch (ParseException e) {
            throw new IllegalArgumentException("nobody can be referred to " + target, e);
        }
    }

    private void respond(ServerTransaction transaction, int status) {
        transaction.respond(context.messages.response(status, transaction.request()));
    }

    // ------------------------------------------------------------------

    /**
     * What is open ends with the session: phones forget the dialog with it, although RFC 5057 §4 would let the
     * subscription live on.
     */
    public void sessionOver() {
        List.copyOf(theirs).forEach(IncomingReferral::sessionOver);
        List.copyOf(ours).forEach(OutgoingReferral::sessionOver);
    }
}
