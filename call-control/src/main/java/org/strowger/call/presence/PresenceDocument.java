package org.strowger.call.presence;

import static org.strowger.call.core.XmlText.escaped;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.strowger.call.event.DeviceState;
import org.strowger.call.presence.PublishedPresence.Basic;
import org.strowger.call.presence.PublishedPresence.Tuple;
import org.strowger.sip.message.SipUri;

/**
 * Writes an account's presence as {@code application/pidf+xml} (RFC 3863), with what it does as RFC 4479 and 4480 have
 * it: a tuple for its phones, one for each that it has published, and one person.
 */
final class PresenceDocument {

    static final String PIDF = "urn:ietf:params:xml:ns:pidf";
    static final String DATA_MODEL = "urn:ietf:params:xml:ns:pidf:data-model";
    static final String RPID = "urn:ietf:params:xml:ns:pidf:rpid";

    private static final String ON_THE_PHONE = "on-the-phone";

    private final Presence presence;
    private final String entity;
    private final StringBuilder body = new StringBuilder(512);

    private PresenceDocument(String account, String domain, Presence presence) {
        this.presence = presence;
        this.entity = escaped(SipUri.of(account, domain).toString());
    }

    static String of(String account, String domain, Presence presence) {
        return new PresenceDocument(account, domain, presence).written();
    }

    private String written() {
        body.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<presence xmlns=\"")
                .append(PIDF);
        body.append("\" xmlns:dm=\"")
                .append(DATA_MODEL)
                .append("\" xmlns:rpid=\"")
                .append(RPID);
        body.append("\" entity=\"").append(entity).append("\">\n");
        phones();
        int number = 0;
        for (PublishedPresence published : presence.published())
            for (Tuple tuple : published.tuples()) tuple("published-" + ++number, tuple.basic(), tuple.note());
        for (PublishedPresence published : presence.published()) note(published.note());
        person();
        return body.append("</presence>\n").toString();
    }

    /** RFC 3856 §6.5: whether it can be called is what a presence tuple says first of all. */
    private void phones() {
        switch (presence.device()) {
            case OFFLINE -> tuple("phones", Basic.CLOSED, "");
            case IDLE, BUSY -> tuple("phones", Basic.OPEN, "");
            // There is no activity of that name: people read it.
            case RINGING -> tuple("phones", Basic.OPEN, "Ringing");
        }
    }

    private void tuple(String id, Basic basic, String note) {
        body.append("<tuple id=\"").append(id).append("\"><status><basic>");
        body.append(basic.name().toLowerCase(Locale.ROOT)).append("</basic></status>");
        if (basic == Basic.OPEN) body.append("<contact>").append(entity).append("</contact>");
        note(note);
        body.append("</tuple>\n");
    }

    private void note(String note) {
        if (!note.isEmpty()) body.append("<note>").append(escaped(note)).append("</note>");
    }

    private void person() {
        SortedSet<String> activities = new TreeSet<>();
        if (presence.device() == DeviceState.BUSY) activities.add(ON_THE_PHONE);
        presence.published().forEach(published -> activities.addAll(published.activities()));
        if (activities.isEmpty()) return;
        body.append("<dm:person id=\"person\"><rpid:activities>");
        for (String activity : activities)
            body.append("<rpid:").append(activity).append("/>");
        body.append("</rpid:activities></dm:person>\n");
    }
}
