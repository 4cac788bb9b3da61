package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.strowger.testkit.PublishingPhone.pidf;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.strowger.call.event.PublicationEvent;
import org.strowger.call.setup.ExchangeSettings;

/** Presence that phones publish (RFC 3903), from octets. */
class PublicationTest extends WatchedOffice {

    private static final Duration GAP = Duration.ofSeconds(6);

    private final PublishingPhone publisher = new PublishingPhone(home, "1001", "192.0.2.88");

    // RFC 3903 §4.2, §6
    @Test
    void what_a_phone_publishes_stands_beside_what_its_switch_knows() {
        watcher.subscribes("presence", "1001", 3600);
        home.passes(GAP);
        publisher.says(pidf(
                "closed",
                "meeting",
                "back at <4 & a half>".replace("&", "&amp;").replace("<", "&lt;")));
        publisher.publishes(600);
        assertThat(publisher.status()).isEqualTo(200);
        assertThat(publisher.tag()).isNotEmpty();
        assertThat(RawPeer.header(publisher.response(), "Expires")).isEqualTo("600");
        home.passes(GAP);
        var tuples = watcher.document().getElementsByTagName("tuple");
        assertThat(tuples.getLength()).isEqualTo(2);
        assertThat(tuples.item(0).getTextContent()).startsWith("open");
        assertThat(tuples.item(1).getTextContent()).isEqualTo("closed" + "back at <4 & a half>");
        assertThat(watcher.body()).contains("<rpid:meeting/>");

        ada.calls("1002");
        home.passes(GAP);
        assertThat(watcher.body()).contains("<rpid:meeting/><rpid:on-the-phone/>");
        ada.hangsUp();
        assertThat(told(PublicationEvent.Published.class))
                .singleElement()
                .isEqualTo(new PublicationEvent.Published("1001", Duration.ofMinutes(10), publisherAt()));
    }

    private static String publisherAt() {
        return "/192.0.2.88:5060";
    }

    // RFC 3903 §4.3, §4.4, §4.5: each answer has a new tag, and the one before is worth nothing any more
    @Test
    void it_is_refreshed_modified_and_taken_back_by_the_tag_that_was_given_last() {
        watcher.subscribes("presence", "1001", 3600);
        publisher.says(pidf("open", "away", "")).publishes(60);
        String first = publisher.tag();
        home.passes(Duration.ofSeconds(50));
        publisher.refreshes(first, 60);
        assertThat(publisher.status()).isEqualTo(200);
        String second = publisher.tag();
        assertThat(second).isNotEqualTo(first);
        home.passes(Duration.ofSeconds(50));
        assertThat(watcher.body()).as("its time began anew").contains("<rpid:away/>");

        publisher.says(pidf("open", "vacation", "")).modifies(first, 60);
        assertThat(publisher.status()).as("an old tag").isEqualTo(412);
        publisher.modifies(second, 60);
        assertThat(publisher.status()).isEqualTo(200);
        String third = publisher.tag();
        home.passes(Duration.ofSeconds(50));
        assertThat(watcher.body()).contains("<rpid:vacation/>").doesNotContain("away");
        publisher.refreshes(third, 0);
        assertThat(publisher.status()).isEqualTo(200);
        assertThat(RawPeer.header(publisher.response(), "Expires")).isEqualTo("0");
        home.passes(GAP);
        assertThat(watcher.body()).doesNotContain("vacation");
        publisher.refreshes(publisher.tag(), 60);
        assertThat(publisher.status()).as("gone").isEqualTo(412);
        assertThat(told(PublicationEvent.PublicationEnded.class))
                .containsExactly(new PublicationEvent.PublicationEnded("1001", "removed"));
    }

    // RFC 3903 §6: what is not refreshed in its time is removed
    @Test
    void what_is_not_refreshed_is_over_when_its_time_is() {
        watcher.subscribes("presence", "1001", 3600);
        publisher.says(pidf("open", "away", "")).publishes(60);
        home.passes(Duration.ofSeconds(58));
        assertThat(watcher.body()).contains("<rpid:away/>");
        home.passes(Duration.ofSeconds(4));
        assertThat(watcher.body()).doesNotContain("away");
        assertThat(told(PublicationEvent.PublicationEnded.class))
                .containsExactly(new PublicationEvent.PublicationEnded("1001", "expired"));
    }

    @ParameterizedTest
    @CsvSource({"423, 5, Min-Expires, 60", "200, 86400, Expires, 7200", "200, 0, Expires, 0"})
    void so_long_may_it_stand(int status, int asked, String header, String said) {
        publisher.says(pidf("open", "away", "")).publishes(asked);
        assertThat(publisher.status()).isEqualTo(status);
        assertThat(RawPeer.header(publisher.response(), header)).isEqualTo(said);
        if (asked == 0) assertThat(told(PublicationEvent.Published.class)).isEmpty();
    }

    // RFC 3903 §6
    @Test
    void what_is_not_its_own_or_no_presence_is_refused() {
        publisher.says(pidf("open", "away", ""));
        assertThat(publisher.as("1002").publishes(600).status())
                .as("of another")
                .isEqualTo(403);
        assertThat(publisher.as("1999").publishes(600).status()).isEqualTo(404);
        publisher.as("1001");
        for (String unknown : List.of("dialog", ""))
            assertThat(publisher.of(unknown).publishes(600).status()).isEqualTo(489);
        assertThat(RawPeer.header(publisher.response(), "Allow-Events")).isEqualTo("presence");
        publisher.of("presence");
        for (String type : List.of("text/plain", ""))
            assertThat(publisher.in(type).publishes(600).status()).as(type).isEqualTo(415);
        assertThat(RawPeer.header(publisher.response(), "Accept")).isEqualTo("application/pidf+xml");
        publisher.in("application/pidf+xml;charset=UTF-8");
        assertThat(publisher.says("").publishes(600).status()).as("nothing").isEqualTo(400);
        assertThat(publisher.refreshes("0123", 600).status()).isEqualTo(412);
        assertThat(told(PublicationEvent.PublicationRefused.class))
                .extracting(PublicationEvent.PublicationRefused::status)
                .containsExactly(403, 404, 489, 489, 415, 415, 400, 412);
    }

    @Test
    void a_stranger_is_asked_who_it_is_whoever_may_call_and_leaves_nothing() {
        moves(VirtualSwitch.usualSettings().callers(ExchangeSettings.Callers.ANYONE));
        RawHost stranger = new RawHost(home, "192.0.2.99");
        stranger.asks("PUBLISH", "sip:1001@switch.example", "<sip:1001@switch.example>", "<sip:1001@switch.example>");
        assertThat(stranger.status()).isEqualTo(407);
        stranger.asksAs(
                "1001",
                "wrong",
                "PUBLISH",
                "sip:1001@switch.example",
                "<sip:1001@switch.example>",
                "<sip:1001@switch.example>");
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(told(PublicationEvent.Published.class)).isEmpty();
    }

    @Test
    void an_account_has_so_many_publications_and_no_more() {
        publisher.says(pidf("open", "away", ""));
        for (int i = 0; i < 10; i++)
            assertThat(publisher.publishes(600).status()).isEqualTo(200);
        String last = publisher.tag();
        assertThat(publisher.publishes(600).status()).isEqualTo(503);
        assertThat(RawPeer.header(publisher.response(), "Retry-After")).isNotEmpty();
        assertThat(publisher.modifies(last, 600).status()).as("one that it has").isEqualTo(200);
        assertThat(publisher.refreshes(publisher.tag(), 0).status()).isEqualTo(200);
        assertThat(publisher.publishes(600).status()).as("there is place again").isEqualTo(200);
        watcher.subscribes("presence", "1001", 3600);
        assertThat(watcher.body().split("<tuple ", -1))
                .as("its phones', and ten")
                .hasSize(12);
    }

    private static String within(String inner) {
        return "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:x@y\">" + inner + "</presence>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "<presence/>",
                "<a xmlns=\"urn:ietf:params:xml:ns:pidf\"/>",
                "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\">",
                "<!DOCTYPE presence [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
                        + "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\"><note>&b;</note></presence>",
                "<!DOCTYPE presence SYSTEM \"http://192.0.2.66/x.dtd\">"
                        + "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\"/>",
                "<!DOCTYPE p [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
                        + "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\"><note>&f;</note></presence>",
                "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\"><note>&f;</note></presence>",
                "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\"><tuple><status><basic>ajar</basic></status></tuple>"
                        + "</presence>",
                "<?xml version=\"2.0\"?><presence xmlns=\"urn:ietf:params:xml:ns:pidf\"/>"
            })
    void what_is_no_document_of_presence_is_refused_and_nothing_of_it_told(String document) {
        long before = home.figures().transactions();
        assertThat(publisher.says(document).publishes(600).status()).isEqualTo(400);
        assertThat(told(PublicationEvent.Published.class)).isEmpty();
        assertThat(home.figures().transactions()).isEqualTo(before);
    }

    @Test
    void a_document_has_a_bound_in_each_direction() {
        String tuple = "<tuple id=\"a\"><status><basic>open</basic></status></tuple>";
        assertThat(publisher.says(within(tuple.repeat(4))).publishes(600).status())
                .isEqualTo(200);
        assertThat(publisher.says(within(tuple.repeat(5))).publishes(600).status())
                .as("tuples")
                .isEqualTo(400);
        assertThat(publisher
                        .says(within("<a>".repeat(15) + "</a>".repeat(15)))
                        .publishes(600)
                        .status())
                .isEqualTo(200);
        assertThat(publisher
                        .says(within("<a>".repeat(16) + "</a>".repeat(16)))
                        .publishes(600)
                        .status())
                .as("depth")
                .isEqualTo(400);
        int rest = 16 * 1024 - within("").length();
        assertThat(publisher.says(within(" ".repeat(rest))).publishes(600).status())
                .isEqualTo(200);
        assertThat(publisher.says(within(" ".repeat(rest + 1))).publishes(600).status())
                .as("octets")
                .isEqualTo(413);
    }

    @Test
    void a_note_is_cut_and_what_is_no_activity_is_left_out() {
        publisher.says(pidf("open", "evil onclick=\"x\"", "€".repeat(65))).publishes(600);
        assertThat(publisher.status()).isEqualTo(200);
        watcher.subscribes("presence", "1001", 3600);
        assertThat(watcher.between("<note>", "</note>")).isEqualTo("€".repeat(64));
        assertThat(watcher.body()).doesNotContain("evil", "activities");
    }

    /** Whatever stands where: an answer, and in the end nothing is left. */
    @Test
    void no_octets_break_it() {
        String good = pidf("open", "away", "somewhere");
        var random = new java.util.SplittableRandom(3);
        IntStream.range(0, 300).forEach(_ -> {
            StringBuilder broken = new StringBuilder(good);
            for (int i = 0; i < 3; i++)
                broken.setCharAt(random.nextInt(good.length()), "<>&;\"'/!? \u0001xé".charAt(random.nextInt(13)));
            publisher.says(broken.toString()).publishes(60);
            assertThat(publisher.status()).as(broken.toString()).isIn(200, 400, 503);
            home.passes(Duration.ofSeconds(10));
        });
    }
}
