package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.strowger.call.setup.SubscriptionSettings;

/** Presence that phones watch (RFC 3856), and where they are registered (RFC 3680), from octets. */
class PresenceTest extends WatchedOffice {

    private static final String PIDF = "Accept: application/pidf+xml";
    private static final Duration GAP = Duration.ofSeconds(6);

    private String basic() {
        return watcher.between("<basic>", "</basic>");
    }

    // RFC 3856 §6.5 to §6.7, RFC 3863 §4.1, RFC 4480 §3.2
    @Test
    void who_watches_is_told_of_a_call_from_its_ringing_to_its_end() {
        watcher.subscribes("presence", "1002", 3600, PIDF);
        assertThat(watcher.status()).isEqualTo(200);
        assertThat(RawPeer.header(watcher.last(), "Content-Type")).isEqualTo("application/pidf+xml");
        assertThat(RawPeer.header(watcher.last(), "Event")).isEqualTo("presence");
        assertThat(basic()).isEqualTo("open");
        var root = watcher.document().getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo("urn:ietf:params:xml:ns:pidf");
        assertThat(root.getAttribute("entity")).isEqualTo("sip:1002@switch.example");
        assertThat(watcher.body()).doesNotContain("activities");
        home.passes(GAP);

        ada.calls("1002");
        assertThat(bertrand.rings()).isTrue();
        home.passes(GAP);
        assertThat(watcher.between("<note>", "</note>")).isEqualTo("Ringing");
        bertrand.answers();
        home.passes(GAP);
        assertThat(watcher.document()
                        .getElementsByTagNameNS("urn:ietf:params:xml:ns:pidf:rpid", "on-the-phone")
                        .getLength())
                .isOne();
        assertThat(watcher.body()).as("with whom is nobody's business").doesNotContain("1001");
        ada.hangsUp();
        home.passes(GAP);
        assertThat(watcher.body()).doesNotContain("activities", "note");
        assertThat(watcher.notified()).as("each change once").hasSize(4);
    }

    @Test
    void who_watches_is_told_when_a_registration_expires_and_when_the_phone_is_back() {
        watcher.subscribes("presence", "1002", 7200);
        assertThat(basic()).isEqualTo("open");
        home.passes(Duration.ofMinutes(59));
        assertThat(basic()).isEqualTo("open");
        home.passes(Duration.ofMinutes(2));
        assertThat(basic()).isEqualTo("closed");
        assertThat(watcher.body()).doesNotContain("<contact>");
        bertrand.registers(60);
        home.passes(GAP);
        assertThat(basic()).isEqualTo("open");
    }

    /** What has expired while nobody looked is no news when somebody does. */
    @Test
    void who_comes_after_a_registration_has_expired_is_told_when_the_phone_is_back() {
        home.passes(Duration.ofMinutes(61));
        watcher.subscribes("presence", "1002", 3600);
        assertThat(basic()).isEqualTo("closed");
        home.passes(GAP);
        bertrand.registers(60);
        home.passes(GAP);
        assertThat(basic()).isEqualTo("open");
    }

    // RFC 3856 §6.10: no faster than once in five seconds
    @Test
    void news_that_comes_faster_than_it_may_be_told_is_told_in_its_turn() {
        watcher.subscribes("presence", "1002", 3600);
        for (int i = 0; i < 4; i++) {
            ada.calls("1002");
            home.passes(Duration.ofMillis(200));
            ada.hangsUp();
            home.passes(Duration.ofMillis(200));
        }
        assertThat(watcher.notified()).hasSize(3);
        home.passes(GAP);
        assertThat(watcher.notified()).hasSize(4);
        assertThat(watcher.body()).doesNotContain("Ringing");
    }

    @Test
    void who_may_not_watch_lamps_may_not_watch_presence_either() {
        moves(SubscriptionSettings.DEFAULT.watchers(SubscriptionSettings.Watchers.OWNER));
        watcher.subscribes("presence", "1001", 3600);
        assertThat(watcher.status()).isEqualTo(403);
        watcher.subscribes("presence", "1999", 3600);
        assertThat(watcher.status()).isEqualTo(404);
        watcher.subscribes("presence", "1003", 3600, "Accept: application/dialog-info+xml");
        assertThat(watcher.status()).isEqualTo(406);
        watcher.subscribes("presence", "1003", 3600);
        assertThat(watcher.status()).as("itself").isEqualTo(200);
    }

    // RFC 3680 §5
    @Test
    void a_phone_is_told_where_its_own_account_is_registered_and_nobody_else_is() {
        watcher.subscribes("reg", "1001", 3600);
        assertThat(watcher.status()).as("another's").isEqualTo(403);
        watcher.subscribes("reg", "1003", 3600, "Accept: application/reginfo+xml");
        assertThat(RawPeer.header(watcher.last(), "Content-Type")).isEqualTo("application/reginfo+xml");
        var root = watcher.document().getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo("urn:ietf:params:xml:ns:reginfo");
        assertThat(root.getAttribute("state")).isEqualTo("full");
        assertThat(watcher.between("aor=\"", "\"")).isEqualTo("sip:1003@switch.example");
        assertThat(watcher.between("state=\"", "\">\n</registration>")).endsWith("init");
        home.passes(GAP);

        RawHost other = new RawHost(home, "192.0.2.66");
        other.registers("1003", "Contact: <sip:1003@192.0.2.66;x=a&b>;q=0.5", "Expires: 60");
        home.passes(GAP);
        assertThat(watcher.document().getElementsByTagName("uri").item(0).getTextContent())
                .isEqualTo("sip:1003@192.0.2.66;x=a&b");
        assertThat(watcher.between(" q=\"", "\"")).isEqualTo("0.500");
        String id = watcher.between("contact id=\"", "\"");
        other.registers("1003", "Contact: <sip:1003@192.0.2.66;x=a&b>;q=0.5", "Expires: 60");
        home.passes(GAP);
        assertThat(watcher.between("contact id=\"", "\""))
                .as("the same contact")
                .isEqualTo(id);
        home.passes(Duration.ofMinutes(1));
        assertThat(watcher.document().getElementsByTagName("contact").getLength())
                .as("expired")
                .isZero();
        assertThat(root.getAttribute("version")).isEqualTo("0");
        assertThat(watcher.document().getDocumentElement().getAttribute("version"))
                .isEqualTo("3");
    }
}
