package org.strowger.sip.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sip.header.ContactHeader;
import javax.sip.header.Parameters;
import org.jspecify.annotations.Nullable;

/** One value of Contact (RFC 3261 §20.10): where somebody may be reached, how much that is wanted, and for how long. */
public final class Contact {

    private static final int MOST = 1000;

    private final ContactHeader header;

    Contact(ContactHeader header) {
        this.header = header;
    }

    /** A parameter as it is written; the value is empty where there is none. */
    public record Parameter(String name, String value) {}

    /** Whether it is {@code *}, which means all that are registered. */
    public boolean isStar() {
        return header.isWildCard();
    }

    /** Where it leads; empty for {@code *}, and for one that can't be read. */
    public Optional<Uri> uri() {
        return isStar() || header.getAddress() == null
                ? Optional.empty()
                : Optional.of(Uris.shown(header.getAddress().getURI()));
    }

    /** How much it is wanted, 0 to 1000 thousandths: 1000 where it doesn't say, or nothing that makes sense. */
    public int q() {
        float q = header.getQValue();
        return q >= 0 && q <= 1 ? Math.round(q * MOST) : MOST;
    }

    /** For how many seconds, if it says so. */
    public OptionalInt expires() {
        int seconds = header.getExpires();
        return seconds >= 0 ? OptionalInt.of(seconds) : OptionalInt.empty();
    }

    /** All its parameters, in their order. */
    public List<Parameter> parameters() {
        Parameters written = header;
        List<Parameter> parameters = new ArrayList<>();
        for (Iterator<?> names = written.getParameterNames(); names.hasNext(); ) {
            String name = (String) names.next();
            @Nullable String value = written.getParameter(name);
            parameters.add(new Parameter(name, value == null ? "" : value));
        }
        return parameters;
    }
}
