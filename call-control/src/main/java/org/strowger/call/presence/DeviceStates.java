package org.strowger.call.presence;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.strowger.call.core.AccountDialog;
import org.strowger.call.core.AccountDialogs;
import org.strowger.call.event.DeviceState;
import org.strowger.directory.Binding;
import org.strowger.directory.LocationService;
import org.strowger.directory.liveness.WatchedContacts;

/**
 * What the phones of each account do. It is asked of their registrations and dialogs each time, so that nothing can go
 * out of step; what was told last is kept of those that are not offline, so that a change is told once. Any thread.
 */
public final class DeviceStates {

    private final AccountDialogs dialogs;
    private final LocationService locations;
    private final WatchedContacts contacts;
    private final Listener listener;
    private final ConcurrentHashMap<String, DeviceState> told = new ConcurrentHashMap<>();

    /** Told of changes, by whoever has made them. Must not block, nor change what phones do. */
    @FunctionalInterface
    public interface Listener {
        void changed(String account, DeviceState before, DeviceState now);
    }

    /** @param contacts which of those that are registered answer */
    public DeviceStates(
            AccountDialogs dialogs, LocationService locations, WatchedContacts contacts, Listener listener) {
        this.dialogs = dialogs;
        this.locations = locations;
        this.contacts = contacts;
        this.listener = listener;
    }

    /** What the phones of an account do; of one that there isn't, nothing. */
    public DeviceState of(String account) {
        DeviceState inCalls = DeviceState.OFFLINE;
        for (AccountDialog dialog : dialogs.of(account)) {
            if (isBusy(dialog)) return DeviceState.BUSY;
            inCalls = DeviceState.RINGING;
        }
        if (inCalls == DeviceState.RINGING) return inCalls;
        return isReachable(account) ? DeviceState.IDLE : DeviceState.OFFLINE;
    }

    private static boolean isBusy(AccountDialog dialog) {
        return dialog.direction() == AccountDialog.Direction.INITIATOR
                || dialog.stage() == AccountDialog.Stage.CONFIRMED;
    }

    private boolean isReachable(String account) {
        for (Binding contact : locations.lookup(account)) if (!contacts.isUnreachable(account, contact)) return true;
        return false;
    }

    /** All accounts that are not offline, by name. */
    public Map<String, DeviceState> all() {
        Set<String> accounts = new TreeSet<>(locations.all().keySet());
        accounts.addAll(dialogs.accounts());
        Map<String, DeviceState> all = new TreeMap<>();
        for (String account : accounts) {
            DeviceState now = of(account);
            if (now != DeviceState.OFFLINE) all.put(account, now);
        }
        return all;
    }

    /** An account whose contacts an earlier process has left: that it is there is no news. */
    public void restored(String account) {
        DeviceState now = of(account);
        if (now != DeviceState.OFFLINE) told.put(account, now);
    }

    /** Something about an account's registrations or dialogs has changed. */
    public void changed(String account) {
        // One after the other for each account: whoever comes last sees what is so, and tells it last.
        told.compute(account, (_, known) -> {
            DeviceState before = known == null ? DeviceState.OFFLINE : known;
            DeviceState now = of(account);
            if (now != before) listener.changed(account, before, now);
            return now == DeviceState.OFFLINE ? null : now;
        });
    }
}
