package org.strowger.dialplan.option;

import java.util.ArrayList;
import java.util.List;
import org.strowger.call.Destination;

/** What a script can dial: {@code user('1001')}, {@code trunk('carrier-a')}, {@code firstToAnswer(…)}, … */
@FunctionalInterface
public interface Target {

    /** The destination, for a call to this number. */
    Destination destination(String dialled);

    /**
     * What a script wrote where a target is wanted: a target, or a SIP URI.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Target of(Object written) {
        return switch (written) {
            case Target target -> target;
            case CharSequence uri -> uri(uri.toString());
            default -> throw new IllegalArgumentException(written + " can't be dialled");
        };
    }

    /** Those of a list, lists within it laid flat. */
    static List<Target> all(Object... written) {
        var targets = new ArrayList<Target>();
        for (Object one : written) {
            if (one instanceof Iterable<?> several) for (Object each : several) targets.add(of(each));
            else targets.add(of(one));
        }
        if (targets.isEmpty()) throw new IllegalArgumentException("there is nobody to dial");
        return targets;
    }

    /** How a group of people is written where a URI may stand, too. */
    String GROUP = "group:";

    private static Target uri(String uri) {
        if (uri.startsWith(GROUP)) return _ -> new Destination.Group(uri.substring(GROUP.length()));
        if (!isUri(uri)) throw new IllegalArgumentException("'" + uri + "' is no SIP URI");
        return _ -> new Destination.Uri(uri);
    }

    /** Whether this looks like a URI that can be dialled. */
    static boolean isUri(String text) {
        return text.regionMatches(true, 0, "sip:", 0, 4) || text.regionMatches(true, 0, "sips:", 0, 5);
    }
}
