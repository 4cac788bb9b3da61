package org.strowger.call.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The dialogs that the phones of each account are in. Who has none is forgotten, so that it is bounded by the legs that
 * there are. Each is told of by its call's loop; any thread may look.
 */
public final class AccountDialogs {

    /** Those of one account, by Call-ID: read and changed within a computation of the map that holds it. */
    private static final class Ones {

        private final Map<String, AccountDialog> byCallId = LinkedHashMap.newLinkedHashMap(1);
        /** As it was told last, until it changes. */
        private @Nullable List<AccountDialog> told;
    }

    private final ConcurrentHashMap<String, Ones> dialogs = new ConcurrentHashMap<>();

    private final Consumer<String> changed;

    /** @param changed told of an account whose dialogs have changed, by whoever has changed them */
    public AccountDialogs(Consumer<String> changed) {
        this.changed = changed;
    }

    /** Those of an account, in the order in which they have begun; the same list until one of them changes. */
    public List<AccountDialog> of(String account) {
        AtomicReference<List<AccountDialog>> all = new AtomicReference<>(List.of());
        dialogs.computeIfPresent(account, (_, ones) -> {
            if (ones.told == null) ones.told = List.copyOf(ones.byCallId.values());
            all.set(ones.told);
            return ones;
        });
        return Objects.requireNonNull(all.get());
    }

    /** The accounts that have any. */
    public Set<String> accounts() {
        return Set.copyOf(dialogs.keySet());
    }

    /** A dialog begins, or has come further. */
    public void put(String account, AccountDialog now) {
        dialogs.compute(account, (_, before) -> {
            Ones ones = before == null ? new Ones() : before;
            ones.byCallId.put(now.callId(), now);
            ones.told = null;
            return ones;
        });
        changed.accept(account);
    }

    /** Who is in a dialog talks with somebody else from now on. */
    public void meets(String account, String callId, String party, String partyName) {
        AtomicBoolean other = new AtomicBoolean();
        dialogs.computeIfPresent(account, (_, ones) -> {
            AccountDialog before = ones.byCallId.get(callId);
            if (before == null || before.isWith(party, partyName)) return ones;
            ones.byCallId.put(callId, before.with(party, partyName));
            ones.told = null;
            other.set(true);
            return ones;
        });
        if (other.get()) changed.accept(account);
    }

    /** A dialog is over. */
    public void remove(String account, String callId) {
        AtomicBoolean known = new AtomicBoolean();
        dialogs.computeIfPresent(account, (_, ones) -> {
            known.set(ones.byCallId.remove(callId) != null);
            ones.told = null;
            return ones.byCallId.isEmpty() ? null : ones;
        });
        if (known.get()) changed.accept(account);
    }
}
