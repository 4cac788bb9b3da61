package org.strowger.dialplan.billing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import org.strowger.dialplan.data.Databases;

/**
 * Who has how much money, and how much of it running calls hold. What is reserved has left the balance, so however many
 * calls an account has, they can't spend more than there is. Amounts are millionths. Safe on any thread; may block.
 */
public sealed interface Ledger permits MemoryLedger, JdbcLedger, LookingLedger, AmpleLedger, WindowLedger {

    /**
     * Reserves for a call, in one step: what is wanted, or what is left if that is at least the least.
     *
     * @param reservation the call's; reserving again under its name adds to it
     * @param spent what the call has cost until now: what is lost at most if we end here
     * @return what was reserved now, 0 if there was too little
     */
    long reserve(String reservation, String account, long spent, long wanted, long least);

    /**
     * Ends a reservation: takes the charge of it, and gives back what is left. Nothing, if there is no such reservation
     * any more.
     */
    void settle(String reservation, long charge);

    /** What an account may still reserve; empty if there is no such account. */
    OptionalLong balance(String account);

    /** Gives back what calls of an earlier run left reserved and had not spent. Answers how many there were. */
    int recover();

    /** Whether somebody pays; else a call is only bounded. */
    default boolean charges() {
        return true;
    }

    /** In memory, gone at a restart. */
    static Ledger inMemory(Map<String, BigDecimal> balances) {
        return new MemoryLedger(balances);
    }

    /**
     * In two tables of a database, {@code strowger_balance} (account, micros) and {@code strowger_reservation}, made
     * where they are missing.
     *
     * @param node ours, where several switches share them
     */
    static Ledger in(Databases databases, String database, String node) {
        return new JdbcLedger(databases, database, node);
    }

    /** The store can't be reached, or failed. */
    final class LedgerFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        LedgerFailed(String why) {
            super(why);
        }
    }
}
