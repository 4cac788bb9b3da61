package org.strowger.dialplan.number;

import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** What the groups of a route's regular expression matched. */
public final class Groups {

    public static final Groups NONE = new Groups(null);

    private final @Nullable MatchResult result;

    Groups(@Nullable MatchResult result) {
        this.result = result;
    }

    public String group(int index) {
        var matched = result();
        if (index < 0 || index > matched.groupCount()) {
            throw new IllegalArgumentException("the route's expression has no group " + index);
        }
        return orEmpty(matched.group(index));
    }

    public String group(String name) {
        var matched = result();
        if (!matched.namedGroups().containsKey(name)) {
            throw new IllegalArgumentException("the route's expression has no group '" + name + "'");
        }
        return orEmpty(matched.group(name));
    }

    /** Whether the expression has a group of this name. */
    public boolean has(String name) {
        return result != null && result.namedGroups().containsKey(name);
    }

    private MatchResult result() {
        if (result == null)
            throw new IllegalArgumentException("the route has no regular expression to take a group of");
        return result;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
