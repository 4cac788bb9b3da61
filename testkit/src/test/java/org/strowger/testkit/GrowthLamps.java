package org.strowger.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.strowger.call.setup.SubscriptionSettings;
import org.strowger.testkit.GrowthInputs.Input;

/** What phones can subscribe to more of. */
final class GrowthLamps {

    private static final SubscriptionSettings PLENTY = SubscriptionSettings.DEFAULT.most(10_000, 10_000, 10_000);

    /** Rows that have no n of their own, and why. */
    static final Map<String, String> NOT_GROWING = Map.of(
            "subscriptions of an address", "as those of an account",
            "subscriptions, all together", "as those of an account",
            "dialogs in a NOTIFY", "the latest are written until it is full, whatever there are",
            "NOTIFYs of a subscription", "there is one under way, whatever there is to tell",
            "what a NOTIFY tells of a list", "the configuration says how many are in a list",
            "contacts in a NOTIFY", "the best are written until it is full, whatever there are",
            "publications of an account", "ten, which are looked through",
            "elements within each other of a document that is published", "as its octets",
            "tuples of a document that is published", "as its octets",
            "a note that is published", "as the octets of its document");

    private GrowthLamps() {}

    static List<Input> all() {
        return List.of(
                new Input(
                        "subscriptions of an account",
                        400,
                        VirtualSwitch.usualSettings().subscriptions(PLENTY),
                        Programs.dialUsers(),
                        GrowthLamps::subscriptions),
                new Input(
                        "lamps that a call's ringing lights",
                        400,
                        VirtualSwitch.usualSettings().subscriptions(PLENTY),
                        Programs.dialUsers(),
                        GrowthLamps::ringing),
                new Input(
                        "a document that is published",
                        1_500,
                        VirtualSwitch.usualSettings(),
                        Programs.dialUsers(),
                        GrowthLamps::published));
    }

    private static Runnable published(VirtualSwitch home, int n) {
        home.phone("1001");
        PublishingPhone phone = new PublishingPhone(home, "1001", "198.51.100.8")
                .says("<presence xmlns=\"urn:ietf:params:xml:ns:pidf\">" + "<a/>".repeat(n) + "</presence>");
        return () -> phone.publishes(600);
    }

    private static Runnable subscriptions(VirtualSwitch home, int n) {
        LampPhone lamps = phone(home);
        return () -> subscribed(lamps, n);
    }

    private static Runnable ringing(VirtualSwitch home, int n) {
        LampPhone lamps = phone(home);
        home.anotherPhone("1002").registers();
        subscribed(lamps, n);
        home.passes(Duration.ofSeconds(2));
        ScriptedPhone caller = home.phone("1001").registers();
        return () -> {
            caller.calls("1002");
            home.passes(Duration.ofSeconds(1));
        };
    }

    private static LampPhone phone(VirtualSwitch home) {
        home.phone("1003");
        home.phone("1002");
        return new LampPhone(home, "1003", "198.51.100.7");
    }

    private static void subscribed(LampPhone lamps, int n) {
        for (int i = 0; i < n; i++) lamps.subscribes("dialog", "1002", 3600);
    }
}
