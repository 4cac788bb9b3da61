package org.strowger.call.core;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The dialogs that the phones of each account are in. Who has none is forgotten, so that it is bounded by the legs that
 * there are. Each is told of by its call's loop; any thread may look.
 */
public final class AccountDialogs {

    private final ConcurrentHashMap<String, List<AccountDialog>> dialogs = new ConcurrentHashMap<>();
    private final Consumer<String> changed;

    /** @param changed told of an account whose dialogs have changed, by whoever has changed them */
    public AccountDialogs(Consumer<String> changed) {
        this.changed = changed;
    }

    /** Those of an account, in the order in which they have begun; each change makes another list. */
    public List<AccountDialog> of(String account) {
        return dialogs.getOrDefault(account, List.of());
    }

    /** A dialog begins, or has come further. */
    public void put(String account, AccountDialog now) {
        dialogs.compute(account, (_, before) -> before == null ? List.of(now) : with(before, now));
        changed.accept(account);
    }

    /** A dialog is over. */
    public void remove(String account, String callId) {
        List<AccountDialog> before = of(account);
        if (before.stream().noneMatch(dialog -> dialog.callId().equals(callId))) return;
        dialogs.computeIfPresent(account, (_, all) -> without(all, callId));
        changed.accept(account);
    }

    private static List<AccountDialog> with(List<AccountDialog> before, AccountDialog now) {
        List<AccountDialog> after = new ArrayList<>(before.size() + 1);
        boolean known = false;
        for (AccountDialog dialog : before) {
            boolean same = dialog.callId().equals(now.callId());
            known |= same;
            after.add(same ? now : dialog);
        }
        if (!known) after.add(now);
        return List.copyOf(after);
    }

    private static @Nullable List<AccountDialog> without(List<AccountDialog> all, String callId) {
        List<AccountDialog> rest =
                all.stream().filter(dialog -> !dialog.callId().equals(callId)).toList();
        return rest.isEmpty() ? null : rest;
    }
}
