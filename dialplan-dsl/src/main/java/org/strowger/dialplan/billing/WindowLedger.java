package org.strowger.dialplan.billing;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.strowger.dialplan.table.TableFailed;

/** One call's money of a window that somebody else keeps: it bounds how long the call may talk, and charges nobody. */
public final class WindowLedger implements Ledger {

    /** Whose money it is. */
    public interface Window {
        /** Holds what is wanted, or what is left if that is at least the least; answers how much that is. */
        long reserve(long wanted, long least);

        /** Gives back what was held and not spent. */
        void giveBack(long unspent);
    }

    private final Window window;
    private final AtomicLong held = new AtomicLong(); // more may come while it is settled, which is settled again

    /** Of this window. */
    public WindowLedger(Window window) {
        this.window = window;
    }

    @Override
    public long reserve(String reservation, String account, long spent, long wanted, long least) {
        long granted;
        try {
            granted = window.reserve(wanted, least);
        } catch (TableFailed failed) {
            throw new LedgerFailed(String.valueOf(failed.getMessage()));
        }
        held.addAndGet(granted);
        return granted;
    }

    @Override
    public void settle(String reservation, long charge) {
        try {
            window.giveBack(held.getAndSet(0) - charge);
        } catch (TableFailed failed) {
            throw new LedgerFailed(String.valueOf(failed.getMessage()));
        }
    }

    @Override
    public boolean charges() {
        return false;
    }

    @Override
    public OptionalLong balance(String account) {
        return OptionalLong.empty();
    }

    @Override
    public int recover() {
        return 0;
    }
}
