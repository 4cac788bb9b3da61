package org.strowger.testkit.phone;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.EventHeader;
import javax.sip.header.FromHeader;
import javax.sip.message.Request;
import org.strowger.sip.Identifiers;
import org.strowger.sip.message.Sip;

/** The messages that a phone makes outside of dialogs. */
final class PhoneMessages {

    private static final Pattern VOICE_MESSAGE = Pattern.compile("(?im)^Voice-Message: *(\\d+/\\d+)");

    private PhoneMessages() {}

    static Request register(
            String number, String domain, InetSocketAddress contact, Identifiers ids, long sequence, int seconds)
            throws ParseException, InvalidArgumentException {
        SipURI registrar = Sip.addresses().createSipURI(null, domain);
        Address aor = Sip.addresses().createAddress(Sip.addresses().createSipURI(number, domain));
        Request register = Sip.messages()
                .createRequest(
                        registrar,
                        Request.REGISTER,
                        Sip.headers().createCallIdHeader("register-" + number),
                        Sip.headers().createCSeqHeader(sequence, Request.REGISTER),
                        Sip.headers().createFromHeader(aor, ids.tag()),
                        Sip.headers().createToHeader(aor, null),
                        List.of(),
                        Sip.headers().createMaxForwardsHeader(70));
        String where = contact.getAddress().getHostAddress() + ":" + contact.getPort();
        register.addHeader(Sip.header("Contact", "<sip:" + number + "@" + where + ">"));
        register.addHeader(Sip.headers().createExpiresHeader(seconds));
        return register;
    }

    /** What a NOTIFY says of a mailbox (RFC 3842): new and saved messages, as {@code 2/1}. */
    static Optional<String> messagesWaiting(Request request) {
        boolean summary = request.getMethod().equals(Request.NOTIFY)
                && request.getHeader(EventHeader.NAME) instanceof EventHeader event
                && event.getEventType().equals("message-summary");
        if (!summary || request.getRawContent() == null) return Optional.empty();
        Matcher counts = VOICE_MESSAGE.matcher(new String(request.getRawContent(), StandardCharsets.US_ASCII));
        return counts.find() ? Optional.of(counts.group(1)) : Optional.empty();
    }

    static SipURI uri(String user, String domain) {
        try {
            return Sip.addresses().createSipURI(user, domain);
        } catch (ParseException e) {
            throw new IllegalArgumentException(user + " can't be dialled", e);
        }
    }

    static Address address(String user, String domain) {
        return Sip.addresses().createAddress(uri(user, domain));
    }

    static String fromUser(Request request) {
        FromHeader from = (FromHeader) request.getHeader(FromHeader.NAME);
        return from.getAddress().getURI() instanceof SipURI uri ? String.valueOf(uri.getUser()) : "";
    }
}
