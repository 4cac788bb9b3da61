package org.strowger.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.strowger.call.event.Happening;
import org.strowger.call.setup.ExchangeSettings;
import org.strowger.call.setup.SubscriptionSettings;

/** An office of two phones, 1001 and 1002, and of one that watches them, 1003; whatever is done, nothing is left. */
abstract class WatchedOffice {

    VirtualSwitch home;
    ScriptedPhone ada;
    ScriptedPhone bertrand;
    LampPhone watcher;

    WatchedOffice() {
        home = aSwitch(VirtualSwitch.usualSettings());
        furnish();
    }

    private static VirtualSwitch aSwitch(ExchangeSettings settings) {
        return new VirtualSwitch(1, settings, Programs.dialUsers());
    }

    private void furnish() {
        ada = home.phone("1001").registers();
        bertrand = home.phone("1002").registers();
        home.phone("1003");
        watcher = new LampPhone(home, "1003", "192.0.2.77");
    }

    /** The office has another switch from now on. */
    final void moves(ExchangeSettings settings) {
        home.close();
        home = aSwitch(settings);
        furnish();
    }

    /** The same, where these may be told of others. */
    final void moves(SubscriptionSettings subscriptions) {
        moves(VirtualSwitch.usualSettings().subscriptions(subscriptions));
    }

    /** The events of this kind, in order. */
    final <T extends Happening> List<T> told(Class<T> event) {
        return Happened.at(home, event);
    }

    @AfterEach
    void nothing_is_left_behind() {
        ada.hangsUp();
        bertrand.hangsUp();
        watcher.answersWith(481);
        home.passes(Duration.ofHours(3));
        Leftovers.none(home);
        assertThat(home.figures().dialogLayers().subscriptions()).isZero();
        home.close();
    }
}
