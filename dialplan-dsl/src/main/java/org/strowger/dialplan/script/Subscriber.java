package org.strowger.dialplan.script;

import org.strowger.call.Destination;
import org.strowger.dialplan.table.TableFailed;
import org.strowger.dialplan.table.TableRow;

/** Where a call to an account goes by what the feature codes have set, which is a row of their table. */
final class Subscriber {

    /** The table and its columns, as the plan of the codes declares them. */
    private static final String TABLE = "features";

    private static final String ALWAYS = "always";
    private static final String DO_NOT_DISTURB = "doNotDisturb";

    /** RFC 3261 §21.4.18: the callee "has activated the 'do not disturb' feature". */
    private static final int TEMPORARILY_UNAVAILABLE = 480;

    private Subscriber() {}

    /** On the call's thread, which waits for the table. */
    static Destination destination(ScriptedCall call, String account) {
        TableRow set;
        try {
            set = call.table(TABLE).getAt(account);
        } catch (TableFailed away) { // told by the table: a phone that rings beats a setting that is kept
            return new Destination.User(account);
        }
        if (set.has(ALWAYS)) return new Destination.Onward(set.text(ALWAYS), account);
        if (set.flag(DO_NOT_DISTURB))
            return new Destination.Nobody(TEMPORARILY_UNAVAILABLE, account + " does not want to be disturbed");
        return new Destination.User(account);
    }
}
