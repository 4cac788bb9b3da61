package org.strowger.dialog.invite;

import java.util.function.IntConsumer;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.strowger.dialog.core.DialogContext;
import org.strowger.dialog.core.DialogSender;
import org.strowger.dialog.message.Body;
import org.strowger.sip.message.Sip;
import org.strowger.statemachine.Pace;
import org.strowger.transaction.ServerTransaction;

/**
 * The INFO of one dialog (RFC 6086), of the kind without packages that RFC 2976 had. Each that is passed on is a
 * transaction with up to eleven datagrams, so that there is a bound on how often, how large, and how many may wait for
 * their answer. Runs on its loop.
 */
final class Infos {

    /**
     * How many INFO one party may send in a second, beyond as many that it has saved up: three times what fast fingers
     * press.
     */
    static final int A_SECOND = 20;

    /** The largest body, in octets: more than a digit, a picture's fast update or a charge's advice needs. */
    static final int LARGEST = 8192;

    /** How many may be under way toward a party that has not answered them. */
    static final int MOST_UNANSWERED = 8;

    private static final String INFO_PACKAGE = "Info-Package";
    private static final int BAD_INFO_PACKAGE = 469;

    private final DialogContext context;
    private final Pace pace = Pace.aSecond(A_SECOND);
    private int unanswered;

    Infos(DialogContext context) {
        this.context = context;
    }

    /** Answers the peer's INFO; {@code told} is run if it is taken. */
    void informed(ServerTransaction transaction, Runnable told) {
        Request request = transaction.request();
        byte[] content = request.getRawContent();
        if (!pace.allows(context.loop.nanos())) {
            refuse(transaction, Response.SERVICE_UNAVAILABLE, Sip.header("Retry-After", "1"));
        } else if (request.getHeader(INFO_PACKAGE) != null) {
            // §4.2.2: "If a UA receives an INFO request associated with an Info Package that the UA has not indicated
            // willingness to receive, the UA MUST send a 469 (Bad Info Package) response, which contains a Recv-Info
            // header field with Info Packages for which the UA is willing to receive INFO requests": none
            refuse(transaction, BAD_INFO_PACKAGE, Sip.header("Recv-Info", ""));
        } else if (content != null && content.length > LARGEST) {
            refuse(transaction, Response.REQUEST_ENTITY_TOO_LARGE);
        } else {
            transaction.respond(context.messages.response(Response.OK, request));
            told.run();
        }
    }

    private void refuse(ServerTransaction transaction, int status, Header... headers) {
        context.counters.infosRefused.increment();
        Response refusal = context.messages.response(status, transaction.request());
        for (Header header : headers) refusal.addHeader(header);
        transaction.respond(refusal);
    }

    /** Sends one of ours, unless the peer seems to be gone; {@code done} is told its status. */
    void send(DialogSender sender, String contentType, byte[] body, IntConsumer done) {
        if (unanswered >= MOST_UNANSWERED) {
            context.counters.infosWithheld.increment();
            return;
        }
        Request info = sender.dialog().request(Request.INFO);
        Body.put(info, contentType, body);
        unanswered++;
        sender.ask(info, status -> {
            unanswered--;
            done.accept(status);
        });
    }
}
