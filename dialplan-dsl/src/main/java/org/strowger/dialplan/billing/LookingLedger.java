package org.strowger.dialplan.billing;

import java.util.OptionalLong;

/** Says what could be reserved, and reserves nothing: for explanations, which are asked of live balances. */
record LookingLedger(Ledger live) implements Ledger {

    @Override
    public long reserve(String reservation, String account, long spent, long wanted, long least) {
        long left = live.balance(account).orElse(0);
        if (left >= wanted) return wanted;
        return left >= least ? left : 0;
    }

    @Override
    public void settle(String reservation, long charge) {}

    @Override
    public OptionalLong balance(String account) {
        return live.balance(account);
    }

    @Override
    public int recover() {
        return 0;
    }
}
