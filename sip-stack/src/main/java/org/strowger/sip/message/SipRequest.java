package org.strowger.sip.message;

import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.message.Request;
import org.strowger.sip.WireMessage;

/** A request as the layers above see it. */
public final class SipRequest extends SipMessage {

    public static final String ACK = "ACK";
    public static final String BYE = "BYE";
    public static final String CANCEL = "CANCEL";
    public static final String INFO = "INFO";
    public static final String INVITE = "INVITE";
    public static final String MESSAGE = "MESSAGE";
    public static final String NOTIFY = "NOTIFY";
    public static final String OPTIONS = "OPTIONS";
    public static final String PUBLISH = "PUBLISH";
    public static final String REGISTER = "REGISTER";
    public static final String SUBSCRIBE = "SUBSCRIBE";

    private static final int MAX_FORWARDS = 70;

    final Request request;

    SipRequest(Request request) {
        this.request = request;
    }

    /** What has arrived, parsed; empty if it is no request, or none that can be read. */
    public static Optional<SipRequest> read(WireMessage wire) {
        return SipCodec.parse(wire) instanceof SipCodec.Parsed.GoodRequest(Request request)
                ? Optional.of(new SipRequest(request))
                : Optional.empty();
    }

    /**
     * A request with nothing but what a digest covers.
     *
     * @throws BadMessageException if the method is none
     */
    public static SipRequest bare(String method, Uri uri) {
        try {
            Request request = Sip.messages().createRequest(null);
            request.setMethod(method);
            request.setRequestURI(Uris.parsed(uri));
            return new SipRequest(request);
        } catch (ParseException e) {
            throw new BadMessageException(method + " " + uri, e);
        }
    }

    /**
     * A REGISTER without Via (RFC 3261 §10.2).
     *
     * @param registrar whom it goes to
     * @param party who registers, and is registered
     * @throws BadMessageException if the parts make no request
     */
    public static SipRequest register(SipUri registrar, NameAddress party, String fromTag, String callId, long cseq) {
        return first(REGISTER, registrar, party.address, party.address, fromTag, callId, cseq);
    }

    /**
     * An OPTIONS without Via (RFC 3261 §11.1).
     *
     * @param target whom it goes to
     * @param party who asks
     * @throws BadMessageException if the parts make no request
     */
    public static SipRequest options(SipUri target, NameAddress party, String fromTag, String callId, long cseq) {
        return first(OPTIONS, target, party.address, NameAddress.of(target).address, fromTag, callId, cseq);
    }

    private static SipRequest first(
            String method, SipUri target, Address from, Address to, String fromTag, String callId, long cseq) {
        try {
            return new SipRequest(Sip.messages()
                    .createRequest(
                            target.uri,
                            method,
                            Sip.headers().createCallIdHeader(callId),
                            Sip.headers().createCSeqHeader(cseq, method),
                            Sip.headers().createFromHeader(from, fromTag),
                            Sip.headers().createToHeader(to, null),
                            List.of(),
                            Sip.headers().createMaxForwardsHeader(MAX_FORWARDS)));
        } catch (ParseException | InvalidArgumentException e) {
            throw new BadMessageException("no " + method + " to " + target, e);
        }
    }

    @Override
    Request message() {
        return request;
    }

    /** As it is written: methods are case-sensitive (§7.1). */
    public String method() {
        return request.getMethod();
    }

    /** Whether its sender knows an extension: Supported or Require names its option tag (§19.2). */
    public boolean supports(String optionTag) {
        return OptionTags.requires(request, optionTag) || OptionTags.supports(request, optionTag);
    }

    /** Whom or what it is meant for. */
    public Uri uri() {
        return Uris.shown(request.getRequestURI());
    }
}
