package org.strowger.dialplan.script;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.strowger.call.Destination;
import org.strowger.dialplan.table.TableFailed;
import org.strowger.dialplan.table.TableRow;

/** Where a call to an account goes by what the feature codes have set, which is a row of their table. */
final class Subscriber {

    /** The table and its columns, as the plan of the codes declares them. */
    private static final String TABLE = "features";

    private static final String ALWAYS = "always";
    private static final String BUSY = "busy";
    private static final String NO_ANSWER = "noAnswer";
    private static final String DO_NOT_DISTURB = "doNotDisturb";
    private static final String ONE_CALL = "oneCall";
    private static final String LAST_CALLER = "lastCaller";

    private static final Pattern NUMBER = Pattern.compile("[+]?[0-9]+");

    /** RFC 3261 §21.4.18: the callee "has activated the 'do not disturb' feature". */
    private static final int TEMPORARILY_UNAVAILABLE = 480;

    private Subscriber() {}

    /** On the call's thread, which waits for the table. */
    static Destination destination(ScriptedCall call, String account) {
        Destination phones = new Destination.User(account);
        TableRow set;
        try {
            LastingTable settings = call.table(TABLE);
            set = settings.getAt(account);
            remember(call, account, settings, set);
        } catch (TableFailed away) { // told by the table: a phone that rings beats a setting that is kept
            return phones;
        }
        Optional<Destination> whereBusy = onward(set, BUSY, account);
        Optional<Destination> whereUnanswered = onward(set, NO_ANSWER, account);
        if (set.flag(ONE_CALL)) phones = new Destination.IdleUser(account);
        if (set.flag(DO_NOT_DISTURB)) phones = nobody(account);
        Destination reached = whereBusy.isEmpty() && whereUnanswered.isEmpty()
                ? phones
                : new Destination.Diverted(phones, whereBusy, whereUnanswered);
        return onward(set, ALWAYS, account).orElse(reached);
    }

    /** Who called last can be called back, unless it didn't want to be known (RFC 3323). */
    private static void remember(ScriptedCall call, String account, LastingTable settings, TableRow set) {
        String number = call.caller().number();
        boolean isKnown = NUMBER.matcher(number).matches() && call.request().header("Privacy") == null;
        if (isKnown && !number.equals(account) && !number.equals(set.text(LAST_CALLER)))
            settings.put(Map.of(LAST_CALLER, number), account);
    }

    private static Destination nobody(String account) {
        return new Destination.Nobody(TEMPORARILY_UNAVAILABLE, account + " does not want to be disturbed");
    }

    private static Optional<Destination> onward(TableRow set, String column, String account) {
        return set.has(column)
                ? Optional.of(new Destination.Onward(set.text(column), Optional.of(account)))
                : Optional.empty();
    }
}
