package org.strowger.sip.message;

import java.text.ParseException;
import java.util.Optional;
import javax.sip.message.Response;
import org.strowger.sip.WireMessage;

/** A response as the layers above see it. */
public final class SipResponse extends SipMessage {

    public static final int RINGING = 180;
    public static final int SESSION_PROGRESS = 183;
    public static final int OK = 200;
    public static final int MULTIPLE_CHOICES = 300;
    public static final int MOVED_TEMPORARILY = 302;
    public static final int BAD_REQUEST = 400;
    public static final int UNAUTHORIZED = 401;
    public static final int FORBIDDEN = 403;
    public static final int NOT_FOUND = 404;
    public static final int METHOD_NOT_ALLOWED = 405;
    public static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    public static final int REQUEST_TIMEOUT = 408;
    public static final int EXTENSION_REQUIRED = 421;
    public static final int INTERVAL_TOO_BRIEF = 423;
    public static final int TEMPORARILY_UNAVAILABLE = 480;
    public static final int CALL_OR_TRANSACTION_DOES_NOT_EXIST = 481;
    public static final int TOO_MANY_HOPS = 483;
    public static final int BUSY_HERE = 486;
    public static final int REQUEST_TERMINATED = 487;
    public static final int NOT_ACCEPTABLE_HERE = 488;
    public static final int BAD_EVENT = 489;
    public static final int REQUEST_PENDING = 491;
    public static final int SERVER_INTERNAL_ERROR = 500;
    public static final int SERVICE_UNAVAILABLE = 503;

    final Response response;

    SipResponse(Response response) {
        this.response = response;
    }

    /** With the headers that RFC 3261 §8.2.6.2 copies, and the usual reason phrase; To gets no tag here. */
    public static SipResponse of(int status, SipRequest request) {
        return new SipResponse(Sip.response(status, request.request));
    }

    /**
     * The same with a reason phrase of its own.
     *
     * @throws BadMessageException if it can't be written
     */
    public static SipResponse of(int status, String reason, SipRequest request) {
        Response response = Sip.response(status, request.request);
        try {
            response.setReasonPhrase(reason);
        } catch (ParseException e) {
            throw new BadMessageException(reason, e);
        }
        return new SipResponse(response);
    }

    /** What is made from the index alone: {@link SipCodec#refusal}. */
    public static Optional<SipResponse> refusing(WireMessage request, int status, String reason) {
        return SipCodec.refusal(request, status, reason).map(SipResponse::new);
    }

    @Override
    Response message() {
        return response;
    }

    /** 100 to 699. */
    public int status() {
        return response.getStatusCode();
    }

    /** What goes with the status; empty if nothing does. */
    public String reason() {
        return Optional.ofNullable(response.getReasonPhrase()).orElse("");
    }

    /** As it goes onto the wire. */
    public byte[] print() {
        return SipCodec.print(response);
    }
}
