package org.strowger.call.subscription;

import static org.strowger.call.core.XmlText.escaped;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.strowger.call.core.AccountDialog;
import org.strowger.call.setup.SubscriptionSettings.Parties;
import org.strowger.sip.message.SipUri;

/**
 * Writes what an account's phones are in as {@code application/dialog-info+xml} (RFC 4235 §4), in full each time:
 * whoever has missed a NOTIFY knows all by the next.
 */
final class DialogInfo {

    /** Octets of dialogs, so that a NOTIFY fits into a datagram: of an account with more, the latest are told. */
    static final int MOST_OCTETS = 48 * 1024;

    /** Characters of who calls, as strangers write them; whoever is longer is not shown. */
    static final int MOST_OF_PARTY = 64;

    private DialogInfo() {}

    static Document of(String account, String domain, List<AccountDialog> dialogs, Parties parties) {
        String entity = escaped(uri(account, domain));
        StringBuilder body = new StringBuilder();
        body.append("\" state=\"full\" entity=\"").append(entity).append("\">\n");
        if (dialogs.isEmpty()) body.append(idle(account));
        for (String dialog : latest(dialogs, entity, domain, parties)) body.append(dialog);
        body.append("</dialog-info>\n");
        return Document.versioned(
                "<?xml version=\"1.0\"?>\n<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"",
                body.toString());
    }

    /** Phones put a lamp out by a dialog that is over; an empty list leaves some of them lit. */
    private static String idle(String account) {
        return "<dialog id=\"" + escaped(account) + "\"><state>terminated</state></dialog>\n";
    }

    private static Deque<String> latest(List<AccountDialog> dialogs, String entity, String domain, Parties parties) {
        Deque<String> latest = new ArrayDeque<>();
        int octets = 0;
        for (AccountDialog dialog : dialogs.reversed()) {
            String written = written(dialog, entity, domain, parties);
            octets += written.getBytes(StandardCharsets.UTF_8).length;
            if (octets > MOST_OCTETS) break;
            latest.addFirst(written);
        }
        return latest;
    }

    private static String written(AccountDialog dialog, String entity, String domain, Parties parties) {
        StringBuilder body = new StringBuilder("<dialog id=\"").append(escaped(dialog.callId()));
        body.append("\" call-id=\"").append(escaped(dialog.callId()));
        tag(body, "local-tag", dialog.localTag());
        tag(body, "remote-tag", dialog.remoteTag());
        body.append("\" direction=\"").append(word(dialog.direction())).append("\">");
        body.append("<state>").append(word(dialog.stage())).append("</state>");
        body.append("<local><identity>").append(entity).append("</identity><target uri=\"");
        body.append(entity).append("\"/></local>");
        if (parties == Parties.SHOWN && isShowable(dialog.party())) remote(body, dialog, domain);
        return body.append("</dialog>\n").toString();
    }

    private static boolean isShowable(String party) {
        return !party.isEmpty() && party.length() <= MOST_OF_PARTY;
    }

    private static void remote(StringBuilder body, AccountDialog dialog, String domain) {
        String party = escaped(uri(dialog.party(), domain));
        body.append("<remote><identity");
        if (isShowable(dialog.partyName()))
            body.append(" display=\"").append(escaped(dialog.partyName())).append('"');
        body.append('>')
                .append(party)
                .append("</identity><target uri=\"")
                .append(party)
                .append("\"/></remote>");
    }

    private static void tag(StringBuilder body, String name, String tag) {
        if (!tag.isEmpty()) body.append("\" ").append(name).append("=\"").append(escaped(tag));
    }

    private static String uri(String user, String domain) {
        return SipUri.of(user, domain).toString();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
