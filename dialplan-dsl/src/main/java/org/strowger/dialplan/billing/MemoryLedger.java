package org.strowger.dialplan.billing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Balances in memory; each change of one is a single step of the map. */
final class MemoryLedger implements Ledger {

    private record Reservation(String account, long micros) {}

    private final Map<String, Long> balances = new ConcurrentHashMap<>();
    private final Map<String, Reservation> reservations = new ConcurrentHashMap<>();

    MemoryLedger(Map<String, BigDecimal> initial) {
        initial.forEach((account, units) -> balances.put(account, Money.micros(units.toPlainString())));
    }

    @Override
    public long reserve(String reservation, String account, long spent, long wanted, long least) {
        long[] granted = {0};
        balances.computeIfPresent(account, (_, balance) -> {
            granted[0] = balance < least ? 0 : Math.min(balance, wanted);
            return balance - granted[0];
        });
        if (granted[0] > 0)
            reservations.merge(
                    reservation,
                    new Reservation(account, granted[0]),
                    (old, more) -> new Reservation(account, old.micros() + more.micros()));
        return granted[0];
    }

    @Override
    public void settle(String reservation, long charge) {
        Reservation ended = reservations.remove(reservation);
        if (ended != null)
            balances.merge(ended.account(), ended.micros() - Math.min(charge, ended.micros()), Long::sum);
    }

    @Override
    public OptionalLong balance(String account) {
        Long balance = balances.get(account);
        return balance == null ? OptionalLong.empty() : OptionalLong.of(balance);
    }

    @Override
    public int recover() {
        return 0; // nothing outlives us
    }
}
