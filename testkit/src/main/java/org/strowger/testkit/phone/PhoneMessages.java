package org.strowger.testkit.phone;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.strowger.sip.Identifiers;
import org.strowger.sip.message.NameAddress;
import org.strowger.sip.message.SipHeader;
import org.strowger.sip.message.SipRequest;
import org.strowger.sip.message.SipUri;

/** The messages that a phone makes outside of dialogs. */
final class PhoneMessages {

    private static final Pattern VOICE_MESSAGE = Pattern.compile("(?im)^Voice-Message: *(\\d+/\\d+)");

    private PhoneMessages() {}

    static SipRequest register(
            String number, String domain, InetSocketAddress contact, Identifiers ids, long sequence, int seconds) {
        SipRequest register = SipRequest.register(
                SipUri.ofHost(domain), address(number, domain), ids.tag(), "register-" + number, sequence);
        String where = contact.getAddress().getHostAddress() + ":" + contact.getPort();
        register.add(SipHeader.of("Contact", "<sip:" + number + "@" + where + ">"));
        register.add(SipHeader.of("Expires", Integer.toString(seconds)));
        return register;
    }

    /** What a NOTIFY says of a mailbox (RFC 3842): new and saved messages, as {@code 2/1}. */
    static Optional<String> messagesWaiting(SipRequest request) {
        boolean summary = request.method().equals(SipRequest.NOTIFY)
                && request.header("Event")
                        .filter(event -> event.value().split(";", 2)[0].strip().equals("message-summary"))
                        .isPresent();
        if (!summary || request.body().isEmpty()) return Optional.empty();
        Matcher counts = VOICE_MESSAGE.matcher(new String(request.body().get(), StandardCharsets.US_ASCII));
        return counts.find() ? Optional.of(counts.group(1)) : Optional.empty();
    }

    static SipUri uri(String user, String domain) {
        return SipUri.written(user, domain);
    }

    static NameAddress address(String user, String domain) {
        return NameAddress.of(uri(user, domain));
    }

    static String fromUser(SipRequest request) {
        return request.from().uri() instanceof SipUri uri ? uri.user() : "";
    }
}
