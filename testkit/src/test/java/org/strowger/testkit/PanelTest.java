package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.strowger.call.event.SubscriptionEvent;
import org.strowger.call.setup.SubscriptionSettings;
import org.strowger.directory.Account;
import org.strowger.directory.Directory;
import org.strowger.directory.ResourceList;
import org.strowger.directory.Trunk;
import org.strowger.sip.digest.DigestServer;

/** A panel of lamps that is watched by one subscription (RFC 4662), from octets. */
class PanelTest {

    private static final String TAKES_LISTS = "Supported: eventlist";
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** So many that one NOTIFY doesn't hold what they do. */
    private static final List<String> CROWD = IntStream.range(3000, 3000 + ResourceList.MOST_MEMBERS)
            .mapToObj(Integer::toString)
            .toList();

    private static final Directory LISTS = new Directory() {
        @Override
        public Set<String> domains() {
            return Set.of("switch.example");
        }

        @Override
        public Optional<Account> account(String user) {
            boolean known = CROWD.contains(user) || user.equals("1004");
            Optional<String> name = user.equals("1004") ? Optional.of("Émile <sales>") : Optional.empty();
            return known
                    ? Optional.of(new Account(user, DigestServer.Verifier.Password.of(user), name, "default", 3))
                    : Optional.empty();
        }

        @Override
        public Optional<Trunk> trunk(String name) {
            return Optional.empty();
        }

        @Override
        public Map<String, ResourceList> lists() {
            return Map.of(
                    "reception", new ResourceList("reception", List.of("1002", "1001", "1004")),
                    "own", new ResourceList("own", List.of("1003")),
                    "everybody", new ResourceList("everybody", CROWD));
        }

        @Override
        public Optional<Trunk> trunkAt(InetAddress source) {
            return Optional.empty();
        }
    };

    private VirtualSwitch home = new VirtualSwitch(1, VirtualSwitch.usualSettings(), Programs.dialUsers(), LISTS);
    private ScriptedPhone ada = home.phone("1001").registers();
    private ScriptedPhone bertrand = home.phone("1002").registers();
    private LampPhone panel = new LampPhone(home, "1003", "192.0.2.77");

    PanelTest() {
        home.phone("1003");
    }

    private void moves(SubscriptionSettings subscriptions) {
        home.close();
        home = new VirtualSwitch(
                1, VirtualSwitch.usualSettings().subscriptions(subscriptions), Programs.dialUsers(), LISTS);
        ada = home.phone("1001").registers();
        bertrand = home.phone("1002").registers();
        panel = new LampPhone(home, "1003", "192.0.2.77");
        home.phone("1003");
    }

    private PanelNotice last() {
        return new PanelNotice(panel.last());
    }

    @AfterEach
    void nothing_is_left_behind() {
        ada.hangsUp();
        bertrand.hangsUp();
        panel.answersWith(481);
        home.passes(Duration.ofHours(3));
        Leftovers.none(home);
        assertThat(home.figures().dialogLayers().subscriptions()).isZero();
        home.close();
    }

    // RFC 4662 §4.1, §4.3, §5.1
    @Test
    void who_subscribes_to_a_list_is_told_of_each_member_at_once() {
        panel.subscribes("dialog", "reception", 3600, TAKES_LISTS, "Accept: application/dialog-info+xml");
        assertThat(panel.status()).isEqualTo(200);
        assertThat(RawPeer.header(panel.response(), "Require")).isEqualTo("eventlist");
        assertThat(RawPeer.header(panel.last(), "Event")).isEqualTo("dialog");
        PanelNotice first = last();
        assertThat(first.attribute("uri")).isEqualTo("sip:reception@switch.example");
        assertThat(first.attribute("version")).isEqualTo("0");
        assertThat(first.attribute("fullState")).isEqualTo("true");
        assertThat(first.named()).containsExactly("1002", "1001", "1004");
        assertThat(first.told().keySet()).containsExactly("1002", "1001", "1004");
        assertThat(first.name("1004")).isEqualTo("Émile <sales>");
        assertThat(first.types()).containsExactly("application/dialog-info+xml;charset=\"UTF-8\"");
        assertThat(first.lamp("1001")).isEqualTo("terminated");
        home.passes(Duration.ofMinutes(5));
        assertThat(panel.notified()).as("nothing happened").hasSize(1);
        assertThat(Happened.at(home, SubscriptionEvent.Subscribed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.watched()).isEqualTo("reception"));
    }

    // RFC 4662 §5.2: "fullState"
    @Test
    void a_call_is_told_of_those_alone_who_are_in_it() {
        panel.subscribes("dialog", "reception", 3600, TAKES_LISTS);
        home.passes(SECOND);
        ada.calls("1002");
        assertThat(bertrand.rings()).isTrue();
        home.passes(Duration.ofSeconds(2));
        PanelNotice ringing = last();
        assertThat(ringing.attribute("fullState")).isEqualTo("false");
        assertThat(Set.copyOf(namedFrom(1))).containsExactlyInAnyOrder("1001", "1002");
        assertThat(lamp("1001")).isEqualTo("early");
        assertThat(lamp("1002")).isEqualTo("early");
        bertrand.answers();
        home.passes(Duration.ofSeconds(2));
        assertThat(lamp("1002")).isEqualTo("confirmed");
        ada.hangsUp();
        home.passes(Duration.ofSeconds(3));
        assertThat(lamp("1001")).isEqualTo("terminated");
        assertThat(lamp("1002")).isEqualTo("terminated");
        assertThat(namedFrom(1)).doesNotContain("1004");
        for (int i = 0; i < panel.notified().size(); i++)
            assertThat(notice(i).attribute("version")).isEqualTo(Integer.toString(i));
        assertThat(versions("1001")).as("of the dialogs of a member").isSorted().doesNotHaveDuplicates();
    }

    private PanelNotice notice(int number) {
        return new PanelNotice(panel.notified().get(number));
    }

    private List<String> namedFrom(int number) {
        List<String> named = new ArrayList<>();
        for (int i = number; i < panel.notified().size(); i++)
            named.addAll(notice(i).named());
        return named;
    }

    /** As it was told last. */
    private String lamp(String member) {
        String lamp = "";
        for (int i = 0; i < panel.notified().size(); i++) {
            String told = notice(i).lamp(member);
            if (!told.isEmpty()) lamp = told;
        }
        return lamp;
    }

    private List<Integer> versions(String member) {
        List<Integer> versions = new ArrayList<>();
        for (int i = 0; i < panel.notified().size(); i++)
            Optional.ofNullable(notice(i).told().get(member))
                    .map(document -> document.getDocumentElement().getAttribute("version"))
                    .map(Integer::valueOf)
                    .ifPresent(versions::add);
        return versions;
    }

    // RFC 4662 §5.2: full state after each SUBSCRIBE; RFC 6665 §4.2.2: put off
    @Test
    void all_is_told_anew_after_a_refresh_and_after_a_notify_that_was_put_off() {
        panel.subscribes("dialog", "reception", 3600, TAKES_LISTS);
        home.passes(Duration.ofSeconds(5));
        panel.refreshes(3600);
        home.passes(SECOND);
        assertThat(panel.notified()).hasSize(2);
        assertThat(last().attribute("fullState")).isEqualTo("true");
        assertThat(last().told()).hasSize(3);
        home.passes(Duration.ofSeconds(5));

        panel.answersWith(503, "Retry-After: 20");
        ada.calls("1002");
        bertrand.answers();
        home.passes(Duration.ofSeconds(5));
        assertThat(last().attribute("fullState")).isEqualTo("false");
        panel.answersWith(200);
        home.passes(Duration.ofSeconds(20));
        assertThat(last().attribute("fullState")).isEqualTo("true");
        assertThat(last().lamp("1002")).isEqualTo("confirmed");
        assertThat(last().lamp("1004")).isEqualTo("terminated");

        panel.refreshes(0);
        assertThat(RawPeer.header(panel.last(), "Subscription-State")).isEqualTo("terminated;reason=timeout");
        assertThat(last().attribute("fullState")).isEqualTo("true");
        assertThat(last().told()).hasSize(3);
    }

    // RFC 4662 §4.1, RFC 6665 §4.2.1.3
    @Test
    void who_takes_no_lists_or_may_not_watch_a_member_or_asks_for_something_else_is_refused() {
        panel.subscribes("dialog", "reception", 3600);
        assertThat(panel.status()).isEqualTo(421);
        assertThat(RawPeer.header(panel.response(), "Require")).isEqualTo("eventlist");
        panel.subscribes("message-summary", "reception", 3600, TAKES_LISTS);
        assertThat(panel.status()).isEqualTo(489);
        assertThat(RawPeer.header(panel.response(), "Allow-Events")).isEqualTo("presence,dialog");
        panel.subscribes("dialog", "reception", 3600, TAKES_LISTS, "Accept: application/pidf+xml");
        assertThat(panel.status()).isEqualTo(406);
        panel.subscribes("dialog", "reception", 3600, "Require: eventlist");
        assertThat(panel.status()).as("that is understood").isEqualTo(200);
        panel.refreshes(0);
        assertThat(RawPeer.header(panel.last(), "Subscription-State")).isEqualTo("terminated;reason=timeout");
        moves(SubscriptionSettings.DEFAULT.watchers(SubscriptionSettings.Watchers.OWNER));
        panel.subscribes("dialog", "reception", 3600, TAKES_LISTS);
        assertThat(panel.status()).isEqualTo(403);
        panel.subscribes("dialog", "own", 3600, TAKES_LISTS);
        assertThat(panel.status()).as("itself alone").isEqualTo(200);
    }

    @Test
    void presence_of_a_list_is_told_as_well() {
        panel.subscribes("presence", "reception", 3600, "Supported: replaces, eventlist");
        assertThat(last().types()).containsExactly("application/pidf+xml;charset=\"UTF-8\"");
        assertThat(basic("1001")).isEqualTo("open");
        assertThat(basic("1004")).isEqualTo("closed");
        home.passes(Duration.ofSeconds(10));
        home.anotherPhone("1004").registers();
        home.passes(Duration.ofSeconds(10));
        assertThat(last().named()).containsExactly("1004");
        assertThat(basic("1004")).isEqualTo("open");
    }

    private String basic(String member) {
        return Objects.requireNonNull(last().told().get(member))
                .getElementsByTagName("basic")
                .item(0)
                .getTextContent();
    }

    @Test
    void what_does_not_fit_into_a_datagram_comes_with_the_next_ones() {
        panel.subscribes("dialog", "everybody", 3600, TAKES_LISTS);
        assertThat(last().named()).as("all are named").isEqualTo(CROWD);
        assertThat(last().told()).hasSizeLessThan(CROWD.size());
        home.passes(Duration.ofSeconds(10));
        List<String> told = new ArrayList<>();
        for (int i = 0; i < panel.notified().size(); i++) {
            assertThat(notice(i).octets()).isLessThan(50_000);
            told.addAll(notice(i).told().keySet());
        }
        assertThat(told).as("each of them once").isEqualTo(CROWD);
        int before = panel.notified().size();
        home.anotherPhone("3199").registers();
        ada.calls("3199");
        home.passes(Duration.ofSeconds(2));
        assertThat(Set.copyOf(namedFrom(before))).containsExactly("3199");
        assertThat(lamp("3199")).isEqualTo("early");
    }

    /** What is new of one who was told just now comes after what wasn't told at all yet. */
    @Test
    void who_changes_often_does_not_keep_others_from_being_told() {
        home.anotherPhone("3000").registers();
        panel.answersWith(0);
        panel.subscribes("dialog", "everybody", 3600, TAKES_LISTS);
        ada.calls("3000");
        panel.answersWith(200);
        home.passes(Duration.ofSeconds(10));
        assertThat(notice(0).told()).containsKey("3000");
        assertThat(notice(1).told()).doesNotContainKey("3000");
        assertThat(last().told()).containsKeys("3000", "3199");
        assertThat(last().lamp("3000")).isEqualTo("early");
    }

    /** It is one of the subscriptions that an account may have; what it fetches only ends at once. */
    @Test
    void a_list_is_one_subscription() {
        moves(SubscriptionSettings.DEFAULT.most(2, 3, 4));
        panel.subscribes("dialog", "everybody", 0, TAKES_LISTS);
        assertThat(panel.status()).isEqualTo(200);
        assertThat(home.figures().dialogLayers().subscriptions()).isZero();
        panel.subscribes("dialog", "reception", 3600, TAKES_LISTS);
        panel.subscribes("dialog", "everybody", 3600, TAKES_LISTS);
        assertThat(panel.status()).isEqualTo(200);
        panel.subscribes("dialog", "1001", 3600);
        assertThat(panel.status()).isEqualTo(503);
        assertThat(home.figures().dialogLayers().subscriptions()).isEqualTo(2);
    }
}
