package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.strowger.call.event.Happening;
import org.strowger.call.event.SubscriptionEvent;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.call.setup.SubscriptionSettings;
import org.strowger.call.setup.SubscriptionSettings.Parties;
import org.w3c.dom.Document;

/** Lamps that show what others do (RFC 6665, RFC 4235). */
class LampsTest {

    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private VirtualSwitch home = aSwitch(SubscriptionSettings.DEFAULT);
    private ScriptedPhone ada;
    private ScriptedPhone bertrand;
    private LampPhone lamps;

    private static VirtualSwitch aSwitch(SubscriptionSettings subscriptions) {
        ExchangeSettings settings = VirtualSwitch.usualSettings().subscriptions(subscriptions);
        return new VirtualSwitch(1, settings, Programs.dialUsers());
    }

    LampsTest() {
        office();
    }

    private void office() {
        ada = home.phone("1001").registers();
        bertrand = home.phone("1002").registers();
        home.phone("1003");
        lamps = new LampPhone(home, "1003", "192.0.2.77");
    }

    private void officeWith(SubscriptionSettings subscriptions) {
        home.close();
        home = aSwitch(subscriptions);
        office();
    }

    @AfterEach
    void nothing_is_left_behind() {
        ada.hangsUp();
        bertrand.hangsUp();
        lamps.answersWith(481);
        home.passes(Duration.ofHours(2));
        Leftovers.none(home);
        assertThat(home.figures().dialogLayers().subscriptions()).isZero();
        home.close();
    }

    private <T extends Happening> List<T> told(Class<T> event) {
        return home.events().stream()
                .map(one -> one.what())
                .filter(event::isInstance)
                .map(event::cast)
                .toList();
    }

    private Document parsed() throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(lamps.body().getBytes(StandardCharsets.UTF_8)));
    }

    // RFC 4235 §4.1
    @Test
    void a_lamp_follows_a_call_from_its_ringing_to_its_end() throws Exception {
        lamps.subscribes("dialog", "1002", 3600, "Accept: application/dialog-info+xml");
        assertThat(lamps.status()).isEqualTo(200);
        assertThat(RawPeer.header(lamps.response(), "Expires")).isEqualTo("3600");
        assertThat(RawPeer.header(lamps.last(), "Subscription-State")).isEqualTo("active;expires=3600");
        assertThat(RawPeer.header(lamps.last(), "Content-Type")).isEqualTo("application/dialog-info+xml");
        assertThat(lamps.lamp()).as("idle").isEqualTo("terminated");
        home.passes(SECOND);

        ada.calls("1002");
        assertThat(bertrand.rings()).isTrue();
        home.passes(MOMENT);
        assertThat(lamps.lamp()).isEqualTo("early");
        var ringing = parsed().getDocumentElement();
        assertThat(ringing.getNamespaceURI()).isEqualTo("urn:ietf:params:xml:ns:dialog-info");
        assertThat(ringing.getAttribute("entity")).isEqualTo("sip:1002@switch.example");
        assertThat(ringing.getAttribute("state")).isEqualTo("full");
        assertThat(lamps.between("direction=\"", "\"")).isEqualTo("recipient");
        assertThat(bertrand.lastInvite()).contains("Call-ID: " + lamps.between("call-id=\"", "\""));
        assertThat(bertrand.lastInvite()).contains(";tag=" + lamps.between("remote-tag=\"", "\""));
        assertThat(lamps.between("local-tag=\"", "\"")).isNotEmpty();
        assertThat(lamps.body()).as("with whom is nobody's business").doesNotContain("1001");

        bertrand.answers();
        home.passes(SECOND);
        assertThat(lamps.lamp()).isEqualTo("confirmed");
        ada.hangsUp();
        home.passes(SECOND);
        assertThat(lamps.lamp()).isEqualTo("terminated");

        List<Integer> versions = lamps.notified().stream()
                .map(text -> text.replaceAll("(?s).* version=\"(\\d+)\".*", "$1"))
                .map(Integer::valueOf)
                .toList();
        for (int i = 0; i < versions.size(); i++) assertThat(versions.get(i)).isEqualTo(i);
    }

    @Test
    void the_caller_is_in_a_dialog_as_well_as_initiator_until_it_hangs_up() {
        lamps.subscribes("dialog", "1001", 3600);
        home.passes(SECOND);
        ada.calls("1002");
        home.passes(SECOND);
        assertThat(lamps.lamp()).isEqualTo("early");
        assertThat(lamps.between("direction=\"", "\"")).isEqualTo("initiator");
        bertrand.answers();
        home.passes(SECOND);
        assertThat(lamps.lamp()).isEqualTo("confirmed");
        bertrand.hangsUp();
        home.passes(SECOND);
        assertThat(lamps.lamp()).isEqualTo("terminated");
    }

    @Test
    void a_call_that_is_refused_or_cancelled_puts_the_lamp_out() {
        lamps.subscribes("dialog", "1002", 3600);
        bertrand.answersWith(486);
        ada.calls("1002");
        home.passes(Duration.ofSeconds(3));
        assertThat(lamps.lamp()).isEqualTo("terminated");
        bertrand.ringsOut();
        ada.calls("1002");
        home.passes(Duration.ofSeconds(3));
        assertThat(lamps.lamp()).isEqualTo("early");
        ada.hangsUp();
        home.passes(Duration.ofSeconds(3));
        assertThat(lamps.lamp()).isEqualTo("terminated");
    }

    @Test
    void parties_are_shown_where_the_configuration_says_so() throws Exception {
        officeWith(SubscriptionSettings.DEFAULT.parties(Parties.SHOWN));
        lamps.subscribes("dialog", "1002", 3600);
        ada.calls("1002");
        home.passes(SECOND);
        assertThat(lamps.between("<remote>", "</remote>")).contains(">sip:1001@switch.example<");
        assertThat(parsed().getElementsByTagName("remote").getLength()).isEqualTo(1);
    }

    @Test
    void who_may_not_watch_or_asks_for_what_is_not_there_is_refused() {
        officeWith(SubscriptionSettings.DEFAULT.watchers(SubscriptionSettings.Watchers.OWNER));
        lamps.subscribes("dialog", "1001", 3600);
        assertThat(lamps.status()).isEqualTo(403);
        lamps.subscribes("dialog", "1999", 3600);
        assertThat(lamps.status()).as("nobody").isEqualTo(404);
        lamps.subscribes("winfo", "1001", 3600);
        assertThat(lamps.status()).isEqualTo(489);
        assertThat(RawPeer.header(lamps.response(), "Allow-Events")).contains("dialog");
        lamps.subscribes("dialog", "1003", 3600, "Accept: application/cpim-pidf+xml");
        assertThat(lamps.status()).isEqualTo(406);
        lamps.subscribes("dialog", "1003", 30);
        assertThat(lamps.status()).isEqualTo(423);
        lamps.subscribes("dialog", "1003", 3600);
        assertThat(lamps.status()).as("itself").isEqualTo(200);
        assertThat(told(SubscriptionEvent.SubscriptionRefused.class))
                .extracting(SubscriptionEvent.SubscriptionRefused::status)
                .containsExactly(403, 404, 489, 406);
    }

    @Test
    void a_stranger_is_asked_who_it_is_and_leaves_nothing() {
        home.passes(Duration.ofMinutes(1));
        LampPhone stranger = new LampPhone(home, "1009", "192.0.2.78");
        stranger.subscribes("dialog", "1001", 3600);
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.notified()).isEmpty();
        assertThat(home.figures().transactions()).isZero();
    }

    @Test
    void subscriptions_of_an_account_and_an_address_are_bounded() {
        officeWith(SubscriptionSettings.DEFAULT.most(2, 3, 4));
        LampPhone[] phones = {lamps, new LampPhone(home, "1001", "192.0.2.79")};
        lamps.subscribes("dialog", "1001", 3600);
        lamps.subscribes("dialog", "1002", 3600);
        lamps.subscribes("dialog", "1003", 3600);
        assertThat(lamps.status()).as("of the account").isEqualTo(503);
        assertThat(RawPeer.header(lamps.response(), "Retry-After")).isNotEmpty();
        phones[1].subscribes("dialog", "1001", 3600);
        phones[1].subscribes("dialog", "1002", 3600);
        assertThat(phones[1].status()).isEqualTo(200);
        LampPhone third = new LampPhone(home, "1002", "192.0.2.80");
        third.subscribes("dialog", "1001", 3600);
        assertThat(third.status()).as("of all").isEqualTo(503);
        lamps.subscribes("dialog", "1003", 0);
        assertThat(lamps.status()).isEqualTo(503);
        phones[1].refreshes(0);
        third.subscribes("dialog", "1001", 3600);
        assertThat(third.status()).as("one has gone").isEqualTo(200);
        phones[1].answersWith(481);
        third.answersWith(481);
    }

    // RFC 6665 §4.2.2
    @Test
    void a_phone_that_is_gone_is_told_no_more() {
        lamps.subscribes("dialog", "1002", 3600);
        home.passes(SECOND);
        lamps.answersWith(0);
        ada.calls("1002");
        home.passes(Duration.ofSeconds(40));
        assertThat(home.figures().dialogLayers().subscriptions()).isZero();
        assertThat(told(SubscriptionEvent.SubscriptionEnded.class))
                .singleElement()
                .satisfies(end -> assertThat(end.why()).isEqualTo("nobody listens"));
    }

    @Test
    void a_phone_behind_nat_is_told_where_it_was_met() {
        LampPhone hidden = new LampPhone(home, "1003", "198.51.100.7", "10.0.0.7");
        hidden.subscribes("dialog", "1002", 3600);
        assertThat(hidden.lamp()).isEqualTo("terminated");
        home.passes(SECOND);
        ada.calls("1002");
        home.passes(SECOND);
        assertThat(hidden.lamp()).isEqualTo("early");
        hidden.refreshes(0);
        assertThat(RawPeer.header(hidden.last(), "Subscription-State")).isEqualTo("terminated;reason=timeout");
    }

    private String replaces() {
        return lamps.between("call-id=\"", "\"") + ";to-tag=" + lamps.between("local-tag=\"", "\"") + ";from-tag="
                + lamps.between("remote-tag=\"", "\"") + ";early-only";
    }

    // RFC 5359 §2.11, RFC 3891 §3, RFC 4235 §4.1.1
    @Test
    void a_call_that_rings_is_picked_up_by_what_the_lamp_tells_of_it() {
        officeWith(SubscriptionSettings.DEFAULT.pickup(SubscriptionSettings.Watchers.ACCOUNTS));
        ScriptedPhone carol = home.anotherPhone("1003");
        lamps.subscribes("dialog", "1002", 3600);
        ada.calls("1002");
        assertThat(bertrand.rings()).isTrue();
        home.passes(SECOND);
        carol.calls(Map.of("headers", Map.of("Replaces", replaces())), "1002");
        home.passes(SECOND);
        assertThat(carol.talks()).isTrue();
        assertThat(ada.talks()).isTrue();
        assertThat(bertrand.isRinging()).isFalse();
        home.passes(Duration.ofSeconds(2));
        assertThat(lamps.lamp()).isEqualTo("terminated");
        ada.hangsUp();
        home.passes(SECOND);
        assertThat(carol.isTalking()).isFalse();
    }

    // RFC 3891 §3: "early-only"
    @Test
    void what_has_been_answered_meanwhile_or_is_not_for_others_is_not_picked_up() {
        ScriptedPhone carol = home.anotherPhone("1003");
        lamps.subscribes("dialog", "1002", 3600);
        ada.calls("1002");
        assertThat(bertrand.rings()).isTrue();
        home.passes(SECOND);
        carol.calls(Map.of("headers", Map.of("Replaces", replaces())), "1002");
        home.passes(SECOND);
        assertThat(carol.lastStatus()).as("for its owner alone").isEqualTo(403);
        assertThat(bertrand.isRinging()).isTrue();
        bertrand.answers();
        home.passes(SECOND);
        carol.calls(Map.of("headers", Map.of("Replaces", replaces())), "1002");
        home.passes(SECOND);
        assertThat(carol.lastStatus()).as("answered").isEqualTo(481);
        assertThat(ada.talks()).isTrue();
    }

    @Test
    void two_calls_of_an_account_are_two_dialogs() throws Exception {
        home.phone("1004").registers().ringsOut();
        ScriptedPhone other = home.anotherPhone("1002");
        lamps.subscribes("dialog", "1002", 3600);
        ada.calls("1002");
        home.passes(SECOND);
        bertrand.answers();
        home.passes(SECOND);
        other.calls("1004");
        home.passes(Duration.ofSeconds(3));
        assertThat(parsed().getElementsByTagName("dialog").getLength()).isEqualTo(2);
        other.hangsUp();
        home.passes(Duration.ofSeconds(3));
        assertThat(parsed().getElementsByTagName("dialog").getLength()).isEqualTo(1);
        assertThat(lamps.lamp()).isEqualTo("confirmed");
    }
}
