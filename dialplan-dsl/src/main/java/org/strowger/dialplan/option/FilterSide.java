package org.strowger.dialplan.option;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.strowger.call.CallAudio;
import org.strowger.dialplan.literal.OneOf;

/** Whose voice a filter is for: {@code of: 'callee'}. */
public final class FilterSide extends OneOf {

    FilterSide() {
        super("no side of a call", List.of("caller", "callee"));
    }

    /** The caller's, where nothing is said. */
    public static CallAudio.Side of(@Nullable Object written) {
        return switch (written == null ? "caller" : String.valueOf(written).toLowerCase(Locale.ROOT)) {
            case "caller" -> CallAudio.Side.CALLER;
            case "callee" -> CallAudio.Side.CALLEE;
            default -> throw new IllegalArgumentException("of: '" + written + "' is none of 'caller', 'callee'");
        };
    }
}
