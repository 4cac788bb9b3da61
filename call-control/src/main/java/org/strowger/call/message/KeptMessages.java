package org.strowger.call.message;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.strowger.call.core.ExchangeServices;

/**
 * The messages that are kept for some accounts: those of an account are all on one loop, whichever its phones are met
 * on. In memory: they end with the process. Runs on its loop.
 */
public final class KeptMessages {

    final ExchangeServices home;
    final MessageBook book;

    /** Changed on the loop, and looked at on any. */
    private final ConcurrentHashMap<String, AccountMessages> accounts = new ConcurrentHashMap<>();

    /** Why a message is kept. */
    enum Reason {
        /** No phone is there. */
        NOBODY,
        /** Phones are there, as far as is known, and don't answer. */
        SILENCE,
        /** Others are kept that come before it. */
        BEHIND
    }

    /** Without any. */
    public KeptMessages(ExchangeServices home, MessageBook book) {
        this.home = home;
        this.book = book;
    }

    /** Whether messages are kept for an account. Any thread. */
    boolean areThereFor(String account) {
        return accounts.containsKey(account);
    }

    /**
     * Keeps a message. Any thread.
     *
     * @param told on the loop of these, why it is not kept; empty if it is
     */
    void keep(InstantMessage message, Reason why, Consumer<Optional<String>> told) {
        home.loop().execute(() -> {
            AccountMessages kept = accounts.computeIfAbsent(message.to(), to -> new AccountMessages(this, to));
            told.accept(kept.keep(message, why));
            if (kept.isEmpty()) forget(message.to());
        });
    }

    /** Contacts of an account have come, been renewed or gone, or answer again. Any thread. */
    public void phonesChanged(String account) {
        if (!areThereFor(account)) return; // nearly always
        home.loop().execute(() -> Optional.ofNullable(accounts.get(account)).ifPresent(AccountMessages::phonesChanged));
    }

    void forget(String account) {
        accounts.remove(account);
    }
}
