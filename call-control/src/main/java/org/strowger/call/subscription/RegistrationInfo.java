package org.strowger.call.subscription;

import static org.strowger.call.core.XmlText.escaped;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.strowger.directory.Binding;
import org.strowger.sip.message.SipUri;

/**
 * Writes where an account is registered as {@code application/reginfo+xml} (RFC 3680 §5), in full each time. How long
 * a contact stands is left out: it would be wrong by the time that it is read.
 */
final class RegistrationInfo {

    /** Octets of contacts, so that a NOTIFY fits into a datagram: the best ones are told. */
    static final int MOST_OCTETS = 48 * 1024;

    private RegistrationInfo() {}

    static Document of(String account, String domain, List<Binding> contacts) {
        StringBuilder body = new StringBuilder("\" state=\"full\">\n<registration aor=\"");
        body.append(escaped(SipUri.of(account, domain).toString())).append("\" id=\"");
        body.append(escaped(account)).append("\" state=\"");
        body.append(contacts.isEmpty() ? "init" : "active").append("\">\n");
        best(contacts).forEach(body::append);
        body.append("</registration>\n</reginfo>\n");
        return Document.versioned(
                "<?xml version=\"1.0\"?>\n<reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\" version=\"",
                body.toString());
    }

    private static List<String> best(List<Binding> contacts) {
        List<String> best = new ArrayList<>();
        int octets = 0;
        for (Binding contact : contacts) {
            String written = written(contact);
            octets += written.getBytes(StandardCharsets.UTF_8).length;
            if (octets > MOST_OCTETS) break;
            best.add(written);
        }
        return best;
    }

    private static String written(Binding contact) {
        return "<contact id=\"" + id(contact) + "\" state=\"active\" event=\"registered\" callid=\""
                + escaped(contact.callId()) + "\" cseq=\"" + contact.cseq() + "\" q=\"" + q(contact) + "\"><uri>"
                + escaped(contact.contact()) + "</uri></contact>\n";
    }

    /** The same for each renewal of a contact, and short however long that is. */
    private static String id(Binding contact) {
        return UUID.nameUUIDFromBytes(contact.key().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String q(Binding contact) {
        return BigDecimal.valueOf(contact.q(), 3).toPlainString();
    }
}
