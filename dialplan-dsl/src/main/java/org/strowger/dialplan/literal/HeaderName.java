package org.strowger.dialplan.literal;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.strowger.dialplan.text.ProblemCode;

/** The name of a header (RFC 3261 §25.1) that is a script's to set. */
public final class HeaderName implements Judge {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]+");

    /** What makes the INVITE of a dialog of ours, in a transaction of ours, with a body of ours. */
    private static final Set<String> OURS = Set.of(
            "via",
            "v",
            "from",
            "f",
            "to",
            "t",
            "call-id",
            "i",
            "cseq",
            "contact",
            "m",
            "max-forwards",
            "route",
            "record-route",
            "content-length",
            "l",
            "content-type",
            "c",
            "content-encoding",
            "e",
            "content-disposition",
            "mime-version",
            "allow",
            "supported",
            "k",
            "require",
            "session-expires",
            "x",
            "min-se",
            "rack",
            "rseq",
            "authorization",
            "proxy-authorization");

    /** Why a script can't set it; empty if it can. */
    public static Optional<String> fault(String name) {
        if (!TOKEN.matcher(name).matches()) return Optional.of("'" + name + "' is no name of a header");
        return OURS.contains(name.toLowerCase(Locale.ROOT))
                ? Optional.of("the header '" + name + "' is the switch's own")
                : Optional.empty();
    }

    @Override
    public void judge(Literal literal) {
        literal.text().ifPresent(name -> fault(name).ifPresent(fault -> tell(literal, name, fault)));
    }

    private static void tell(Literal literal, String name, String fault) {
        hint(name.toLowerCase(Locale.ROOT))
                .ifPresentOrElse(
                        hint -> literal.problem(ProblemCode.BAD_VALUE, fault, hint),
                        () -> literal.problem(ProblemCode.BAD_VALUE, fault));
    }

    private static Optional<String> hint(String name) {
        return switch (name) {
            case "from", "f" -> Optional.of("callerId '…' sets who calls");
            case "to", "t" -> Optional.of("it names who is dialled");
            default -> Optional.empty();
        };
    }
}
