package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.strowger.call.event.SubscriptionEvent;
import org.strowger.call.setup.SubscriptionSettings;
import org.strowger.call.setup.SubscriptionSettings.Parties;

/** Lamps that show what others do (RFC 6665, RFC 4235). */
class LampsTest extends WatchedOffice {

    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);

    // RFC 4235 §4.1
    @Test
    void a_lamp_follows_a_call_from_its_ringing_to_its_end() {
        watcher.subscribes("dialog", "1002", 3600, "Accept: application/dialog-info+xml");
        assertThat(watcher.status()).isEqualTo(200);
        assertThat(RawPeer.header(watcher.response(), "Expires")).isEqualTo("3600");
        assertThat(RawPeer.header(watcher.last(), "Subscription-State")).isEqualTo("active;expires=3600");
        assertThat(RawPeer.header(watcher.last(), "Content-Type")).isEqualTo("application/dialog-info+xml");
        assertThat(watcher.lamp()).as("idle").isEqualTo("terminated");
        home.passes(SECOND);

        ada.calls("1002");
        assertThat(bertrand.rings()).isTrue();
        home.passes(MOMENT);
        assertThat(watcher.lamp()).isEqualTo("early");
        var ringing = watcher.document().getDocumentElement();
        assertThat(ringing.getNamespaceURI()).isEqualTo("urn:ietf:params:xml:ns:dialog-info");
        assertThat(ringing.getAttribute("entity")).isEqualTo("sip:1002@switch.example");
        assertThat(ringing.getAttribute("state")).isEqualTo("full");
        assertThat(watcher.between("direction=\"", "\"")).isEqualTo("recipient");
        assertThat(bertrand.lastInvite()).contains("Call-ID: " + watcher.between("call-id=\"", "\""));
        assertThat(bertrand.lastInvite()).contains(";tag=" + watcher.between("remote-tag=\"", "\""));
        assertThat(watcher.between("local-tag=\"", "\"")).isNotEmpty();
        assertThat(watcher.body()).as("with whom is nobody's business").doesNotContain("1001");

        bertrand.answers();
        home.passes(SECOND);
        assertThat(watcher.lamp()).isEqualTo("confirmed");
        ada.hangsUp();
        home.passes(SECOND);
        assertThat(watcher.lamp()).isEqualTo("terminated");

        List<Integer> versions = watcher.notified().stream()
                .map(text -> text.replaceAll("(?s).* version=\"(\\d+)\".*", "$1"))
                .map(Integer::valueOf)
                .toList();
        for (int i = 0; i < versions.size(); i++) assertThat(versions.get(i)).isEqualTo(i);
    }

    @Test
    void the_caller_is_in_a_dialog_as_well_as_initiator_until_it_hangs_up() {
        watcher.subscribes("dialog", "1001", 3600);
        home.passes(SECOND);
        ada.calls("1002");
        home.passes(SECOND);
        assertThat(watcher.lamp()).isEqualTo("early");
        assertThat(watcher.between("direction=\"", "\"")).isEqualTo("initiator");
        bertrand.answers();
        home.passes(SECOND);
        assertThat(watcher.lamp()).isEqualTo("confirmed");
        bertrand.hangsUp();
        home.passes(SECOND);
        assertThat(watcher.lamp()).isEqualTo("terminated");
    }

    @Test
    void a_call_that_is_refused_or_cancelled_puts_the_lamp_out() {
        watcher.subscribes("dialog", "1002", 3600);
        bertrand.answersWith(486);
        ada.calls("1002");
        home.passes(Duration.ofSeconds(3));
        assertThat(watcher.lamp()).isEqualTo("terminated");
        bertrand.ringsOut();
        ada.calls("1002");
        home.passes(Duration.ofSeconds(3));
        assertThat(watcher.lamp()).isEqualTo("early");
        ada.hangsUp();
        home.passes(Duration.ofSeconds(3));
        assertThat(watcher.lamp()).isEqualTo("terminated");
    }

    @Test
    void parties_are_shown_where_the_configuration_says_so() {
        moves(SubscriptionSettings.DEFAULT.parties(Parties.SHOWN));
        watcher.subscribes("dialog", "1002", 3600);
        ada.calls("1002");
        home.passes(SECOND);
        assertThat(watcher.between("<remote>", "</remote>")).contains(">sip:1001@switch.example<");
        assertThat(watcher.document().getElementsByTagName("remote").getLength())
                .isEqualTo(1);
    }

    @Test
    void who_may_not_watch_or_asks_for_what_is_not_there_is_refused() {
        moves(SubscriptionSettings.DEFAULT.watchers(SubscriptionSettings.Watchers.OWNER));
        watcher.subscribes("dialog", "1001", 3600);
        assertThat(watcher.status()).isEqualTo(403);
        watcher.subscribes("dialog", "1999", 3600);
        assertThat(watcher.status()).as("nobody").isEqualTo(404);
        watcher.subscribes("winfo", "1001", 3600);
        assertThat(watcher.status()).isEqualTo(489);
        assertThat(RawPeer.header(watcher.response(), "Allow-Events")).contains("dialog");
        watcher.subscribes("dialog", "1003", 3600, "Accept: application/cpim-pidf+xml");
        assertThat(watcher.status()).isEqualTo(406);
        watcher.subscribes("dialog", "1003", 30);
        assertThat(watcher.status()).isEqualTo(423);
        watcher.subscribes("dialog", "1003", 3600);
        assertThat(watcher.status()).as("itself").isEqualTo(200);
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
        moves(SubscriptionSettings.DEFAULT.most(2, 3, 4));
        LampPhone[] phones = {watcher, new LampPhone(home, "1001", "192.0.2.79")};
        watcher.subscribes("dialog", "1001", 3600);
        watcher.subscribes("dialog", "1002", 3600);
        watcher.subscribes("dialog", "1003", 3600);
        assertThat(watcher.status()).as("of the account").isEqualTo(503);
        assertThat(RawPeer.header(watcher.response(), "Retry-After")).isNotEmpty();
        phones[1].subscribes("dialog", "1001", 3600);
        phones[1].subscribes("dialog", "1002", 3600);
        assertThat(phones[1].status()).isEqualTo(200);
        LampPhone third = new LampPhone(home, "1002", "192.0.2.80");
        third.subscribes("dialog", "1001", 3600);
        assertThat(third.status()).as("of all").isEqualTo(503);
        watcher.subscribes("dialog", "1003", 0);
        assertThat(watcher.status()).isEqualTo(503);
        phones[1].refreshes(0);
        third.subscribes("dialog", "1001", 3600);
        assertThat(third.status()).as("one has gone").isEqualTo(200);
        phones[1].answersWith(481);
        third.answersWith(481);
    }

    // RFC 6665 §4.2.2
    @Test
    void a_phone_that_is_gone_is_told_no_more() {
        watcher.subscribes("dialog", "1002", 3600);
        home.passes(SECOND);
        watcher.answersWith(0);
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
        return watcher.between("call-id=\"", "\"") + ";to-tag=" + watcher.between("local-tag=\"", "\"") + ";from-tag="
                + watcher.between("remote-tag=\"", "\"") + ";early-only";
    }

    // RFC 5359 §2.11, RFC 3891 §3, RFC 4235 §4.1.1
    @Test
    void a_call_that_rings_is_picked_up_by_what_the_lamp_tells_of_it() {
        moves(SubscriptionSettings.DEFAULT.pickup(SubscriptionSettings.Watchers.ACCOUNTS));
        ScriptedPhone carol = home.anotherPhone("1003");
        watcher.subscribes("dialog", "1002", 3600);
        ada.calls("1002");
        assertThat(bertrand.rings()).isTrue();
        home.passes(SECOND);
        carol.calls(Map.of("headers", Map.of("Replaces", replaces())), "1002");
        home.passes(SECOND);
        assertThat(carol.talks()).isTrue();
        assertThat(ada.talks()).isTrue();
        assertThat(bertrand.isRinging()).isFalse();
        home.passes(Duration.ofSeconds(2));
        assertThat(watcher.lamp()).isEqualTo("terminated");
        ada.hangsUp();
        home.passes(SECOND);
        assertThat(carol.isTalking()).isFalse();
    }

    // RFC 3891 §3: "early-only"
    @Test
    void what_has_been_answered_meanwhile_or_is_not_for_others_is_not_picked_up() {
        ScriptedPhone carol = home.anotherPhone("1003");
        watcher.subscribes("dialog", "1002", 3600);
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
    void two_calls_of_an_account_are_two_dialogs() {
        home.phone("1004").registers().ringsOut();
        ScriptedPhone other = home.anotherPhone("1002");
        watcher.subscribes("dialog", "1002", 3600);
        ada.calls("1002");
        home.passes(SECOND);
        bertrand.answers();
        home.passes(SECOND);
        other.calls("1004");
        home.passes(Duration.ofSeconds(3));
        assertThat(watcher.document().getElementsByTagName("dialog").getLength())
                .isEqualTo(2);
        other.hangsUp();
        home.passes(Duration.ofSeconds(3));
        assertThat(watcher.document().getElementsByTagName("dialog").getLength())
                .isEqualTo(1);
        assertThat(watcher.lamp()).isEqualTo("confirmed");
    }
}
